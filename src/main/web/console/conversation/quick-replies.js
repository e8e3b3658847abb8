// Ready sentences, the shop's and one's own, found by code, title or words.
import { get, listOf } from 'shared/api.js';
import { tell } from 'shared/element.js';

const SHOWN = 8;
/** What an editor has written meanwhile is asked for when somebody looks for a reply, and not for each letter. */
const FRESH_MS = 5000;

/** @typedef {{code:string, title:string, text:string, stage?:string}} QuickReply */

class QuickReplies extends EventTarget {
  /** @type {QuickReply[]} */
  all = [];
  askedAt = -FRESH_MS;

  async load() {
    const now = performance.now();
    if (now - this.askedAt < FRESH_MS) return;
    this.askedAt = now;
    try {
      const [own, shop] = (await Promise.all([get('/staff/me/quick-replies'), get('/quick-replies')])).map(listOf);
      const codes = new Set(own.map((reply) => reply.code));
      this.all = [...own, ...shop.filter((reply) => !codes.has(reply.code))].map((reply) => ({ ...reply, text: spoken(reply.text) }));
    } catch {
      this.askedAt = -FRESH_MS;
    }
    tell(this, 'change');
  }

  /** What was just written here is asked for again at once. */
  forget() {
    this.askedAt = -FRESH_MS;
  }

  /** @param {string} typed @param {string} [stage] */
  matching(typed, stage) {
    const word = typed.trim().toLowerCase();
    const fits = this.all.filter((reply) => !reply.stage || reply.stage === 'any' || !stage || reply.stage === stage);
    const rank = (/** @type {QuickReply} */ reply) => (reply.code === word ? 0 : reply.code.startsWith(word) ? 1 : reply.title.includes(word) ? 2 : 3);
    return fits
      .filter((reply) => !word || `${reply.code} ${reply.title} ${reply.text}`.toLowerCase().includes(word))
      .sort((a, b) => rank(a) - rank(b))
      .slice(0, SHOWN);
  }
}

/** A variable the server left in the text is worth its fallback. @param {string} text */
export const spoken = (text) => text.replace(/\{\{[^|{}]*\|else:([^{}]*)\}\}/g, '$1');

export const quickReplies = new QuickReplies();
