// The logs this screen keeps: no hole, nothing twice, and after a loss of the line only what is missing is asked for.
import { tell } from 'shared/element.js';
import { ConversationLog } from 'shared/log.js';

const HOLE_MS = 5_000;
const ACK_MS = 2_000;
const GRACE_MS = 800;
const MAX_CURSORS = 200;
const SETTLING_MS = 1_500;

export class History {
  /** @param {import('./socket.js').Connection} line */
  constructor(line) {
    this.line = line;
    /** @type {Map<string, ConversationLog>} */
    this.logs = new Map();
    /** @type {Set<string>} */
    this.syncing = new Set();
    /** @type {Map<string, number>} */
    this.unacked = new Map();
    this.recovering = false;
    this.recovered = 0;
    /** @type {number|undefined} */
    this.ackTimer = undefined;
  }

  cursors() {
    const newest = [...this.logs.values()].slice(-MAX_CURSORS);
    return Object.fromEntries(newest.map((log) => [log.conversation, log.head]));
  }

  forget() {
    this.logs.forEach((log) => log.forget());
    this.unacked.clear();
  }

  /** After `welcome`. @param {boolean} back whether there was a line before */
  resume(back) {
    this.recovered = 0;
    this.recovering = back;
    this.#acknowledgeAgain();
    this.logs.forEach((log) => log.active && this.#sync(log.conversation));
    if (!back) return;
    setTimeout(() => {
      this.recovering = false;
      tell(this.line, 'restored', { count: this.recovered });
    }, SETTLING_MS);
  }

  /** The log of a conversation this screen shows; from now on it is kept whole. @param {string} conversation */
  load(conversation) {
    let log = this.logs.get(conversation);
    if (!log) {
      log = new ConversationLog(conversation);
      this.logs.set(conversation, log);
    }
    this.logs.forEach((each) => (each.active = each === log));
    if (this.line.online) this.#sync(conversation);
    return log;
  }

  /** Somebody says the conversation is at `head`. @param {string} conversation @param {number} head */
  catchUp(conversation, head) {
    const log = this.logs.get(conversation);
    if (!log || head <= log.head) return;
    // Most often the event itself is on its way behind this word; only what stays away is asked for.
    setTimeout(() => head > log.head && this.line.online && this.#sync(conversation), GRACE_MS);
  }

  /** @param {import('./frames.js').Event} event */
  take(event) {
    const log = this.logs.get(event.conversation);
    if (!log) return tell(this.line, 'arrived', event);
    const fresh = log.offer(event);
    fresh.forEach((each) => {
      if (each.mid) this.line.delivery.settled(each.mid, each.seq);
      tell(this.line, 'arrived', each);
    });
    if (this.recovering) this.recovered += fresh.filter((each) => each.kind === 'message').length;
    if (fresh.length) this.#acknowledge(event.conversation, log.head);
    if (log.hole) this.#mend(log);
    tell(this.line, 'log', { conversation: event.conversation });
  }

  /** @param {ConversationLog} log */
  #mend(log) {
    this.#sync(log.conversation);
    log.holeTimer ??= window.setTimeout(() => {
      log.holeTimer = undefined;
      if (log.hole && this.line.online) this.line.renewSnapshot();
    }, HOLE_MS);
  }

  /** @param {string} conversation */
  async #sync(conversation) {
    const log = this.logs.get(conversation);
    if (!log || this.syncing.has(conversation)) return;
    this.syncing.add(conversation);
    try {
      let more = true;
      while (more) {
        const before = log.head;
        const answer = await this.line.request({ type: 'sync', conversation, after: log.head });
        more = Boolean(answer.more) && log.head > before;
        log.stage = answer.stage;
      }
      log.complete = true;
      log.failure = undefined;
    } catch (refused) {
      log.failure = refused;
    } finally {
      this.syncing.delete(conversation);
      tell(this.line, 'log', { conversation });
    }
  }

  /** @param {string} conversation @param {number} seq */
  #acknowledge(conversation, seq) {
    this.unacked.set(conversation, seq);
    this.ackTimer ??= window.setTimeout(() => this.#sayAcks(), ACK_MS);
  }

  /** What was said over a line just before it broke may not have been heard: of what is looked at it is said once more. */
  #acknowledgeAgain() {
    this.logs.forEach((log) => log.active && log.head && this.unacked.set(log.conversation, log.head));
    this.#sayAcks();
  }

  /** Without a line it waits for the next. */
  #sayAcks() {
    clearTimeout(this.ackTimer);
    this.ackTimer = undefined;
    if (!this.line.online) return;
    this.unacked.forEach((head, id) => this.line.write({ type: 'ack', conversation: id, seq: head }));
    this.unacked.clear();
  }
}
