// Empties the outbox: one message of a conversation at a time, the same `mid` until the server has it.
import { Refused, tooLong } from 'shared/frames.js';
import { tell } from 'shared/element.js';
import { t } from 'shared/i18n.js';

const ANSWER_MS = 10_000;
const PATIENCE_MS = 2_000;
const LATER = ['rate', 'unavailable', 'storage_full'];
/** Whoever is to wait longer is told so instead. */
const SOON_MS = 30_000;

/** Whether the same may be asked again in a moment, behind the back of who asked. @param {Refused} refused */
export const soon = ({ code, frame }) => code === 'unavailable' || (frame.retry && LATER.includes(code) && (frame.retry_ms ?? 0) <= SOON_MS);

/** @param {import('./outbox.js').Entry} entry */
const frameOf = ({ mid, conversation, body, if_seq, suggestion, override }) => ({ type: 'send', id: `send-${mid}`, conversation, mid, body, if_seq, suggestion, override });

export class Delivery {
  /** @param {import('./socket.js').Connection} line @param {import('./outbox.js').Outbox} outbox */
  constructor(line, outbox) {
    this.line = line;
    this.outbox = outbox;
    /** @type {Map<string, {mid:string, timer:number}>} */
    this.inFlight = new Map();
  }

  /**
   * @param {string} conversation
   * @param {import('./frames.js').Body} body
   * @param {{if_seq?:number, suggestion?:string, override?:string}} [options]
   */
  say(conversation, body, options) {
    const entry = this.outbox.add(conversation, body, options);
    tell(this.line, 'outbox', entry);
    this.flush();
    return entry;
  }

  /**
   * The last message the person knows of, for `if_seq`: also an own one the server has answered and not shown yet.
   * @param {string} conversation @returns {number|undefined}
   */
  lastSeen(conversation) {
    const own = this.outbox.of(conversation).map((entry) => entry.seq || 0);
    return Math.max(this.line.history.logs.get(conversation)?.lastPublic || 0, ...own) || undefined;
  }

  flush() {
    if (!this.line.online) return;
    if (this.outbox.retire()) tell(this.line, 'outbox');
    for (const entry of this.outbox.next()) {
      if (entry.conversation.startsWith('new:') || this.inFlight.has(entry.conversation)) continue;
      if (this.#fits(entry)) this.#transmit(entry);
      else this.#refuse(entry, this.#tooLarge());
    }
  }

  /** @param {import('./outbox.js').Entry} entry */
  #transmit(entry) {
    this.outbox.change(entry.mid, { state: 'sending' });
    const timer = window.setTimeout(() => this.#again(entry.conversation), ANSWER_MS);
    this.inFlight.set(entry.conversation, { mid: entry.mid, timer });
    this.line.write(frameOf(entry));
  }

  /** What is too large for the server would be sent in vain, or even end the line, again and again. @param {import('./outbox.js').Entry} entry */
  #fits(entry) {
    const { limits } = this.line;
    if (entry.body.kind === 'text' && tooLong(entry.body.text, limits)) return false;
    return new TextEncoder().encode(JSON.stringify(frameOf(entry))).length <= limits.frame_bytes;
  }

  #tooLarge() {
    return new Refused({ code: 'too_large', text: t('send.too_long', { n: this.line.limits.text_code_points }) });
  }

  /** @param {import('./outbox.js').Entry} entry @param {Refused} refused */
  #refuse(entry, refused) {
    this.outbox.change(entry.mid, { state: 'failed', code: refused.code });
    tell(this.line, 'refused', { entry, refused });
    tell(this.line, 'outbox', entry);
    this.flush();
  }

  /** The server ended the line because something was too large. */
  refuseInFlight() {
    const sent = [...this.inFlight.values()].map(({ mid }) => this.outbox.entries.get(mid)).filter((entry) => entry?.state === 'sending');
    this.interrupted();
    sent.forEach((entry) => entry && this.#refuse(entry, this.#tooLarge()));
  }

  /** @param {string} conversation */
  #again(conversation) {
    clearTimeout(this.inFlight.get(conversation)?.timer);
    this.inFlight.delete(conversation);
    this.flush();
  }

  /** @param {any} frame */
  answered(frame) {
    const mid = frame.mid || frame.id.slice('send-'.length);
    const entry = this.outbox.entries.get(mid);
    const flight = entry && this.inFlight.get(entry.conversation);
    if (entry && flight && flight.mid === mid) {
      clearTimeout(flight.timer);
      this.inFlight.delete(entry.conversation);
    }
    if (!entry) return this.flush();
    if (frame.type === 'ok') {
      this.outbox.change(mid, { state: 'sent', seq: frame.seq });
      this.#known(entry, frame.seq);
      if (this.line.history.logs.get(entry.conversation)?.has(mid)) this.settled(mid, frame.seq);
      else setTimeout(() => this.line.history.catchUp(entry.conversation, Number(frame.seq)), 1000);
    } else if (frame.retry && LATER.includes(frame.code)) {
      this.outbox.change(mid, { state: 'queued', code: frame.code });
      const timer = window.setTimeout(() => this.#again(entry.conversation), frame.retry_ms ?? PATIENCE_MS);
      this.inFlight.set(entry.conversation, { mid, timer });
    } else return this.#refuse(entry, new Refused(frame));
    tell(this.line, 'outbox', entry);
    this.flush();
  }

  /**
   * What I said is no news to what I say next. Nobody else can have spoken in between: the server held this entry to its own `if_seq`.
   * @param {import('./outbox.js').Entry} entry @param {number} seq
   */
  #known(entry, seq) {
    if (entry.if_seq === undefined) return;
    const later = this.outbox.of(entry.conversation).filter((each) => each.if_seq !== undefined && each.if_seq >= /** @type {number} */ (entry.if_seq) && each.if_seq < seq);
    later.forEach((each) => each !== entry && this.outbox.change(each.mid, { if_seq: seq }));
  }

  /** The message stands in the log: the outbox has done its work. @param {string} mid @param {number} seq */
  settled(mid, seq) {
    const entry = this.outbox.entries.get(mid);
    if (!entry) return;
    this.#known(entry, seq);
    this.outbox.drop(mid);
    if (this.inFlight.get(entry.conversation)?.mid === mid) this.#again(entry.conversation);
    tell(this.line, 'outbox', entry);
  }

  /** The line is gone; what was on its way goes again with the next one. */
  interrupted() {
    this.inFlight.forEach(({ timer }) => clearTimeout(timer));
    this.inFlight.clear();
    this.outbox.entries.forEach((entry) => entry.state === 'sending' && (entry.state = 'queued'));
    tell(this.line, 'outbox');
  }
}
