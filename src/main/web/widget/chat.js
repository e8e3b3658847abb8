// The shopper's side of a conversation: who they are, which conversation they are in, and what they say even while the line is down.
import { Connection } from 'shared/socket.js';
import { Outbox } from 'shared/outbox.js';
import { Uploads } from 'shared/uploads.js';
import { tell } from 'shared/element.js';
import { Refused } from 'shared/frames.js';
import { Memory } from './memory.js';
import { Openings, unopened } from './openings.js';
import { Visitor, device } from './visitor.js';

const TYPING_STAYS_MS = 6000;

/** @typedef {import('shared/frames.js').Event} Event */
/** @typedef {import('shared/frames.js').Stage} Stage */

export class Chat extends EventTarget {
  /** @param {string|undefined} identity what the shop signed, or nothing for a stranger */
  constructor(identity) {
    super();
    /** @type {string|undefined} */
    this.me = undefined;
    /** @type {Refused|undefined} */
    this.trouble = undefined;
    /** @type {string|undefined} */
    this.typingName = undefined;
    /** @type {Map<string, number>} how far staff have read */
    this.reads = new Map();
    /** @type {Map<string, number>} how far a device of staff has it */
    this.delivered = new Map();
    /** @type {number|undefined} */
    this.typingTimer = undefined;
    this.identity = identity;
    this.visitor = new Visitor(identity);
    this.memory = new Memory(this.visitor.who);
    /** @type {any} */
    this.context = {};
    /** @type {Event[]} */
    this.past = [];
    /** @type {Set<string>} conversations of which the stage is not known yet */
    this.strange = new Set();
    /** @type {Connection} */
    this.line = new Connection({ credential: (signal) => this.#credential(signal), device: device(), outbox: new Outbox(`visitor.${this.visitor.who}`) });
    this.openings = new Openings(this.line, {
      context: () => Object.fromEntries(Object.entries(this.context).filter(([, value]) => value)),
      opened: (stage, conversation) => this.#opened(stage, conversation),
      refused: (stage, refused) => this.#unopened(stage, refused),
    });
    /** @type {() => Record<string, string>} */
    this.proof = () => ({ 'X-Kefu-Visitor': this.visitor.token });
    this.uploads = new Uploads(this.proof, (conversation, body) => this.line.say(conversation, body));
    this.uploads.addEventListener('change', () => tell(this, 'change'));
    const on = (/** @type {string} */ type, /** @type {(detail:any) => void} */ hear) => this.line.addEventListener(type, (event) => hear(/** @type {CustomEvent} */ (event).detail));
    on('state', (state) => {
      if (state === 'erased') this.#erased();
      tell(this, 'change');
    });
    on('welcome', (welcome) => this.#welcomed(welcome));
    on('log', ({ conversation }) => this.#place(conversation));
    on('outbox', () => tell(this, 'change'));
    on('arrived', (event) => this.#heard(event));
    on('typing', (frame) => frame.conversation === this.conversation && this.#typing(frame));
    on('read', (frame) => frame.participant !== this.me && this.#came(this.reads, frame));
    on('delivered', (frame) => this.#came(this.delivered, frame));
    on('refused', ({ entry, refused }) => this.#refused(entry, refused));
  }

  get verified() {
    return Boolean(this.identity);
  }

  /** The stage that is looked at. */
  get stage() {
    return this.memory.stage;
  }

  set stage(stage) {
    this.memory.stage = stage;
  }

  /** The conversation of this stage, if one is open. @returns {string|undefined} */
  get conversation() {
    return this.memory.of(this.stage);
  }

  get log() {
    return this.conversation ? this.line.history.logs.get(this.conversation) : undefined;
  }

  /** Everything to show, the conversations of before first. */
  get events() {
    return [...this.past, ...(this.log?.events || [])];
  }

  get pending() {
    const log = this.log;
    return [...this.line.outbox.of(this.conversation || ''), ...this.line.outbox.of(unopened(this.stage))].filter((entry) => !log?.has(entry.mid));
  }

  get closed() {
    return this.log?.events.reduce((closed, event) => (event.kind === 'close' ? true : event.kind === 'reopen' ? false : closed), false) || false;
  }

  get rated() {
    return this.log?.events.some((event) => event.kind === 'rate') || false;
  }

  /** The person who serves, as the last assignment says. */
  get server() {
    const last = [...(this.log?.events || [])].reverse().find((event) => event.kind === 'assign' || event.kind === 'transfer');
    return last?.body?.name || (last?.kind === 'assign' ? last.sender?.name : '') || '';
  }

  start() {
    this.#look();
    this.line.start();
  }

  stop() {
    this.line.stop();
  }

  /** @param {{sku?:string, order?:string, page?:string, source?:string}} context */
  about(context) {
    this.context = context;
    if (context.order || context.sku) this.stage = context.order ? 'after_sale' : 'pre_sale';
    this.#look();
    tell(this, 'change');
  }

  #look() {
    if (this.conversation) this.line.load(this.conversation);
  }

  // -- saying ----------------------------------------------------------------------------------------------------------------

  /** @param {import('shared/frames.js').Body} body @param {Stage} [stage] */
  say(body, stage) {
    this.trouble = undefined;
    if (stage && !this.conversation) this.stage = stage;
    if (this.closed) this.#leave(/** @type {string} */ (this.conversation));
    this.line.say(this.conversation || unopened(this.stage), body);
    this.openings.openWaiting();
  }

  /** @param {Stage} [stage] @returns {Promise<string|undefined>} */
  async ensureOpen(stage = this.stage) {
    return this.memory.of(stage) || this.openings.open(stage);
  }

  /** @param {Stage} stage @param {string} conversation */
  #opened(stage, conversation) {
    this.memory.remember(stage, conversation);
    this.line.outbox.move(unopened(stage), conversation);
    this.#look();
    this.line.delivery.flush();
  }

  /** @param {Stage} stage @param {Refused} refused */
  #unopened(stage, refused) {
    this.line.outbox.waiting(unopened(stage)).forEach(({ mid }) => this.line.outbox.change(mid, { state: 'failed', code: refused.code }));
    this.trouble = refused;
    tell(this, 'change');
  }

  async human() {
    const conversation = await this.ensureOpen();
    if (conversation) await this.line.command('request_human', conversation);
  }

  /** A picture may be the very first word. @param {File[]} pictures */
  async attach(pictures) {
    if (!pictures.length) return;
    if (this.closed) this.#leave(/** @type {string} */ (this.conversation));
    const conversation = await this.ensureOpen();
    if (conversation) this.uploads.add(conversation, pictures);
  }

  /** @param {Event} event */
  async recall({ conversation, seq }) {
    try {
      await this.line.command('recall', conversation, { seq });
    } catch (refused) {
      this.trouble = /** @type {Refused} */ (refused);
      tell(this, 'change');
    }
  }

  /** @param {number} score @param {string[]} tags @param {string} text */
  rate(score, tags, text) {
    return this.line.command('rate', this.conversation, { score, tags, text });
  }

  /** @param {string} mid */
  again(mid) {
    this.trouble = undefined;
    this.line.outbox.change(mid, { state: 'queued', at: Date.now() });
    this.openings.openWaiting();
    this.line.delivery.flush();
    tell(this, 'change');
  }

  // -- hearing ---------------------------------------------------------------------------------------------------------------

  /** @param {any} welcome */
  #welcomed(welcome) {
    this.me = welcome.me?.id;
    if (welcome.resync) [this.reads, this.delivered].forEach((marks) => marks.clear());
    this.openings.openWaiting();
    tell(this, 'change');
  }

  /** @param {Event} event */
  #heard(event) {
    if (!this.memory.stageOf(event.conversation)) this.#meet(event);
    this.typingName = undefined;
    tell(this, 'arrived', event);
  }

  /** This shopper has opened it elsewhere; of which stage it is, the answer to the first look into it says. @param {Event} event */
  #meet(event) {
    if (this.line.history.logs.has(event.conversation)) return;
    this.strange.add(event.conversation);
    this.line.load(event.conversation).offer(event);
    this.#look();
  }

  /** Who has not chosen anything else here goes on with it. @param {string} conversation */
  #place(conversation) {
    const stage = this.line.history.logs.get(conversation)?.stage;
    if (stage && this.strange.delete(conversation) && !this.memory.of(stage)) {
      const chosen = this.conversation || this.context.order || this.context.sku || this.pending.length;
      if (!chosen) this.stage = stage;
      this.memory.remember(stage, conversation);
      this.#look();
    }
    tell(this, 'change');
  }

  /** @param {Map<string, number>} marks @param {import('shared/frames.js').ReadTo|import('shared/frames.js').Delivered} frame */
  #came(marks, { conversation, seq }) {
    marks.set(conversation, Math.max(seq, marks.get(conversation) || 0));
    tell(this, 'change');
  }

  /** @param {any} frame */
  #typing(frame) {
    clearTimeout(this.typingTimer);
    this.typingName = frame.sender?.name || frame.name || this.server || ' ';
    this.typingTimer = window.setTimeout(() => {
      this.typingName = undefined;
      tell(this, 'change');
    }, TYPING_STAYS_MS);
    tell(this, 'change');
  }

  /**
   * A picture belongs to the conversation it was uploaded into, so one that has moved on is refused: its shopper is told.
   * @param {import('shared/outbox.js').Entry} entry @param {Refused} refused
   */
  #refused({ mid, conversation, body }, refused) {
    const picture = body.kind === 'image';
    const over = refused.code === 'closed' || (refused.code === 'not_found' && !(picture && conversation === this.conversation));
    if (!over || picture) this.trouble = refused;
    else this.line.outbox.change(mid, { state: 'queued', code: undefined });
    if (over) this.#leave(conversation);
    tell(this, 'change');
  }

  /**
   * Nothing more is said in this conversation. What was said stays to be read; what waits is said, in its order, in the one that follows.
   * @param {string} conversation
   */
  #leave(conversation) {
    if (conversation === this.conversation) this.past = this.events;
    const stage = this.memory.stageOf(conversation) || this.stage;
    if (conversation === this.memory.of(stage)) this.memory.remember(stage, undefined);
    this.line.outbox.move(conversation, this.memory.of(stage) || unopened(stage));
    this.openings.openWaiting();
  }

  // -- who -------------------------------------------------------------------------------------------------------------------

  /** @param {AbortSignal} signal @returns {Promise<{visitor:string}>} */
  async #credential(signal) {
    const another = await this.visitor.appear(this.line.renewed, signal);
    if (another) this.memory.forget();
    return { visitor: this.visitor.token };
  }

  /** The shop knows nothing of this shopper any more; neither does this browser. */
  #erased() {
    this.memory.forget();
    this.visitor.forget();
    this.line.outbox.clear();
    this.line.history.logs.clear();
    this.past = [];
  }
}
