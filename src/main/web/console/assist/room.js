// How much room the strip of suggestions takes: folded to one line until it is unfolded, kept for this person on this browser; and
// which cards Esc has put away, kept for this tab. Cards are put away by the last message they answer, so the next one brings others.
import { session } from '../account/session.js';

/** Conversations of which it is remembered; the longest forgotten come back. */
const MOST = 50;

class Room {
  /** @type {boolean|undefined} */
  #folded = undefined;
  /** @type {Map<string, number>|undefined} */
  #away = undefined;

  get #key() {
    return `kefu.strip.${session.staff?.id}`;
  }

  get folded() {
    this.#folded ??= Boolean(read(localStorage, this.#key));
    return this.#folded;
  }

  set folded(folded) {
    this.#folded = folded;
    keep(localStorage, this.#key, folded);
  }

  get #sets() {
    this.#away ??= new Map(read(sessionStorage, this.#key) || []);
    return this.#away;
  }

  /** @param {import('shared/frames.js').Suggestions|undefined} set */
  isAway(set) {
    return set !== undefined && set.for_seq <= (this.#sets.get(set.conversation) ?? 0);
  }

  /** Until the shopper's next message. @param {import('shared/frames.js').Suggestions} set */
  putAway(set) {
    this.bringBack(set);
    this.#sets.set(set.conversation, set.for_seq);
    keep(sessionStorage, this.#key, [...this.#sets].slice(-MOST));
  }

  /** @param {import('shared/frames.js').Suggestions} set */
  bringBack(set) {
    if (this.#sets.delete(set.conversation)) keep(sessionStorage, this.#key, [...this.#sets]);
  }
}

/** @param {Storage} store @param {string} key @returns {any} */
function read(store, key) {
  try {
    return JSON.parse(store.getItem(key) || 'null');
  } catch {
    return null;
  }
}

/** @param {Storage} store @param {string} key @param {unknown} value */
function keep(store, key, value) {
  try {
    store.setItem(key, JSON.stringify(value));
  } catch {
    // Without a store it holds as long as the page.
  }
}

export const room = new Room();
