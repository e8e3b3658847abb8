// Messages that were sent by the person but not yet confirmed by the server. Each lies under its own key in localStorage before
// the first attempt, so a reload, a crash or a second tab loses none; the `mid` makes a repeated attempt harmless.
import { drawer } from 'shared/drawer.js';
import { uuid } from 'shared/frames.js';

const MAX_AGE_MS = 24 * 3600 * 1000;

/**
 * @typedef {Object} Entry
 * @property {string} mid
 * @property {string} conversation
 * @property {import('./frames.js').Body} body
 * @property {number=} if_seq
 * @property {string=} suggestion
 * @property {string=} override why it is sent past a warning
 * @property {number} at
 * @property {'queued'|'sending'|'sent'|'failed'} state
 * @property {string=} code
 * @property {number=} seq
 */

/** @param {Entry} entry */
const waits = ({ state }) => state === 'queued' || state === 'sending';

export class Outbox {
  /** @param {string} scope whose messages: a staff id or a visitor's device */
  constructor(scope) {
    this.prefix = `kefu.outbox.${scope}.`;
    /** @type {Map<string, Entry>} */
    this.entries = new Map();
    drawer
      .keys(this.prefix)
      .map((key) => /** @type {Entry|undefined} */ (drawer.read(key)))
      .filter((entry) => entry !== undefined && Boolean(entry.mid))
      .sort((a, b) => a.at - b.at)
      .forEach((entry) => this.entries.set(entry.mid, { ...entry, state: entry.state === 'failed' ? 'failed' : 'queued' }));
  }

  /** What is a day old is offered to the person again, never sent behind their back. @returns {boolean} whether anything was */
  retire() {
    const old = [...this.entries.values()].filter((entry) => waits(entry) && Date.now() - entry.at > MAX_AGE_MS);
    old.forEach(({ mid }) => this.change(mid, { state: 'failed' }));
    return old.length > 0;
  }

  /**
   * @param {string} conversation
   * @param {import('./frames.js').Body} body
   * @param {{if_seq?:number, suggestion?:string, override?:string}} [options]
   */
  add(conversation, body, options = {}) {
    /** @type {Entry} */
    const entry = { mid: uuid(), conversation, body, ...options, at: Date.now(), state: 'queued' };
    this.entries.set(entry.mid, entry);
    drawer.write(this.prefix + entry.mid, entry);
    return entry;
  }

  /** @param {string} mid @param {Partial<Entry>} patch */
  change(mid, patch) {
    const entry = this.entries.get(mid);
    if (!entry) return;
    Object.assign(entry, patch);
    if (entry.state === 'sent') drawer.drop(this.prefix + mid);
    else drawer.write(this.prefix + mid, entry);
  }

  /** @param {string} mid */
  drop(mid) {
    this.entries.delete(mid);
    drawer.drop(this.prefix + mid);
  }

  clear() {
    [...this.entries.keys()].forEach((mid) => this.drop(mid));
  }

  /** What the server has stays where it is. @param {string} from @param {string} to */
  move(from, to) {
    for (const entry of this.of(from)) if (entry.state !== 'sent') this.change(entry.mid, { conversation: to });
  }

  /** @param {string} conversation @returns {Entry[]} oldest first */
  of(conversation) {
    return [...this.entries.values()].filter((entry) => entry.conversation === conversation);
  }

  /** What is still to be sent. @param {string} conversation @returns {Entry[]} oldest first */
  waiting(conversation) {
    return this.of(conversation).filter(waits);
  }

  /** The next message of each conversation: one at a time keeps their order. @returns {Entry[]} */
  next() {
    /** @type {Map<string, Entry>} */
    const first = new Map();
    for (const entry of this.entries.values()) {
      if (waits(entry) && !first.has(entry.conversation)) first.set(entry.conversation, entry);
    }
    return [...first.values()];
  }
}
