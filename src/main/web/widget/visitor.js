// Which browser this is, who looks out of it, and whose drawer in its storage.
import { post } from 'shared/api.js';
import { uuid } from 'shared/frames.js';

const GOOD_FOR_MS = 60_000;

export function device() {
  const known = localStorage.getItem('kefu.visitor-device') || uuid();
  localStorage.setItem('kefu.visitor-device', known);
  return known;
}

export class Visitor {
  /** @param {string|undefined} identity what the shop signed, or nothing for a stranger */
  constructor(identity) {
    this.identity = identity;
    this.who = subject(identity);
    this.key = `kefu.visitor.${this.who}`;
    this.token = '';
  }

  /** Has a token that holds. @param {boolean} anew though the one that is kept seems to @returns {Promise<boolean>} whether the server takes them for somebody else than before */
  async appear(anew) {
    const kept = JSON.parse(localStorage.getItem(this.key) || 'null');
    const good = kept && Date.parse(kept.expires_at) - Date.now() > GOOD_FOR_MS && !anew;
    const visitor = good ? kept : await post('/visitors', { device: device(), ...(this.identity ? { identity: this.identity } : {}) });
    localStorage.setItem(this.key, JSON.stringify(visitor));
    this.token = visitor.token;
    return Boolean(kept) && kept.shopper !== visitor.shopper;
  }

  forget() {
    localStorage.removeItem(this.key);
  }
}

/** Whose storage this is. Only a name for a drawer: the server checks the signature. @param {string|undefined} identity */
function subject(identity) {
  if (!identity) return 'anonymous';
  try {
    return String(JSON.parse(atob(identity.split('.')[1].replace(/-/g, '+').replace(/_/g, '/'))).sub);
  } catch {
    return identity.slice(-24);
  }
}
