// Which browser this is, and whose drawer in its storage.
import { uuid } from 'shared/frames.js';

export function device() {
  const known = localStorage.getItem('kefu.visitor-device') || uuid();
  localStorage.setItem('kefu.visitor-device', known);
  return known;
}

/** Whose storage this is. Only a name for a drawer: the server checks the signature. @param {string|undefined} identity */
export function subject(identity) {
  if (!identity) return 'anonymous';
  try {
    return String(JSON.parse(atob(identity.split('.')[1].replace(/-/g, '+').replace(/_/g, '/'))).sub);
  } catch {
    return identity.slice(-24);
  }
}
