// The events of one conversation as this client has them: in order, none twice, none missing.

const HELD_LIMIT = 100;
/** So long after it was said a message may be taken back; the server has the last word. */
export const RECALL_MS = 120_000;

/**
 * How far a message that is stored has come: the other side has read it, has it on a device, or neither is known.
 * @param {number} seq @param {number|undefined} readTo @param {number|undefined} deliveredTo
 * @returns {'read'|'delivered'|'sent'}
 */
export const arrival = (seq, readTo = 0, deliveredTo = 0) => (seq <= readTo ? 'read' : seq <= deliveredTo ? 'delivered' : 'sent');

export class ConversationLog {
  /** @type {import('./frames.js').Event[]} */
  events = [];
  head = 0;
  /** @type {Map<number, import('./frames.js').Event>} */
  held = new Map();
  /** Whether everything up to now was read once. */
  complete = false;
  /** @type {import('./frames.js').Stage|undefined} once it was asked for */
  stage = undefined;
  /** Whether somebody looks at it. */
  active = false;
  /** @type {number|undefined} */
  holeTimer = undefined;
  /** @type {any} */
  failure = undefined;

  /** @param {string} conversation */
  constructor(conversation) {
    this.conversation = conversation;
  }

  /** After a restore of the server's store the numbers mean something else. */
  forget() {
    this.events = [];
    this.head = 0;
    this.held.clear();
    this.complete = false;
  }

  /**
   * Takes an event if it is the next one, with those that waited behind it.
   * @param {import('./frames.js').Event} event
   * @returns {import('./frames.js').Event[]} what became visible, in order
   */
  offer(event) {
    if (event.seq <= this.head) return [];
    if (event.seq > this.head + 1) {
      if (this.held.size < HELD_LIMIT) this.held.set(event.seq, event);
      return [];
    }
    const fresh = [];
    /** @type {import('./frames.js').Event|undefined} */
    let next = event;
    while (next) {
      this.held.delete(next.seq);
      this.events.push(next);
      if (next.kind === 'recall') this.#withdraw(next);
      this.head = next.seq;
      fresh.push(next);
      next = this.held.get(this.head + 1);
    }
    return fresh;
  }

  /** What was taken back leaves this client, too. @param {import('./frames.js').Event} recall */
  #withdraw({ seq, body: { seq: one, all, why = 'recalled' } }) {
    for (const event of this.events) {
      const gone = all ? event.seq < seq && ['message', 'note'].includes(event.kind) : event.seq === one;
      if (gone) event.body = { kind: 'withdrawn', why };
      if (all && event.sender?.role === 'shopper') event.sender = { ...event.sender, name: '' };
    }
  }

  get hole() {
    return this.held.size > 0;
  }

  /** The last message both sides can see: what a reply answers. */
  get lastPublic() {
    for (let i = this.events.length - 1; i >= 0; i--) {
      if (this.events[i].kind === 'message') return this.events[i].seq;
    }
    return 0;
  }

  /** @param {string} mid */
  has(mid) {
    return this.events.some((event) => event.mid === mid);
  }
}
