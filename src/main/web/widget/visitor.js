// Which browser this is, who looks out of it, and whose drawer in its storage.
import { post } from 'shared/api.js';
import { drawer } from 'shared/drawer.js';
import { uuid } from 'shared/frames.js';

const GOOD_FOR_MS = 60_000;

export function device() {
  const known = drawer.text('kefu.visitor-device') || uuid();
  drawer.keep('kefu.visitor-device', known);
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

  /** Has a token that holds. @param {boolean} anew though the one that is kept seems to @param {AbortSignal} signal @returns {Promise<boolean>} whether the server takes them for somebody else than before */
  async appear(anew, signal) {
    const kept = drawer.read(this.key);
    const good = kept && Date.parse(kept.expires_at) - Date.now() > GOOD_FOR_MS && !anew;
    const visitor = good ? kept : await post('/visitors', { device: device(), ...(this.identity ? { identity: this.identity } : {}) }, { signal });
    drawer.write(this.key, visitor);
    this.token = visitor.token;
    return Boolean(kept) && kept.shopper !== visitor.shopper;
  }

  forget() {
    drawer.drop(this.key);
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
