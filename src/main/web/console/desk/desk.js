// What the console knows: who I am, the work list, the open conversation, its suggestions and facts. Screens watch it and ask it.
import { Connection } from 'shared/socket.js';
import { Outbox } from 'shared/outbox.js';
import { get, listOf } from 'shared/api.js';
import { tabDrawer } from 'shared/drawer.js';
import { tell } from 'shared/element.js';
import { idOf, isStaff, nameOf } from 'shared/frames.js';
import { t } from 'shared/i18n.js';
import { Uploads } from 'shared/uploads.js';
import { device, session, ticket } from '../account/session.js';
import { shop } from '../commerce/shop.js';
import { Drafts } from '../conversation/drafts.js';
import { Troubles } from './troubles.js';
import { waitsFrom } from './urgency.js';

const SNAPSHOT_PAUSE_MS = 30_000;

/** @typedef {import('shared/frames.js').Row} Row */

export class Desk extends EventTarget {
  /** @type {Map<string, Row>} */
  rows = new Map();
  /** @type {Map<string, import('shared/frames.js').Suggestions>} */
  sets = new Map();
  /** @type {Map<string, import('shared/frames.js').Fact[]>} */
  facts = new Map();
  /** @type {Map<string, any>} */
  details = new Map();
  troubles = new Troubles(this);
  /** @type {Map<string, string>} names of staff by id */
  names = new Map();
  /** @type {Map<string, number>} how far the shopper has read */
  reads = new Map();
  /** @type {Map<string, number>} how far a device of the shopper has it */
  delivered = new Map();
  /** @type {string|undefined} */
  current = undefined;
  /** @type {Connection} there from `start` on */
  line = /** @type {any} */ (undefined);
  /** @type {Drafts|undefined} */
  drafts = undefined;
  uploads = new Uploads(() => ({}), (conversation, body) => this.say(conversation, body));
  /** @type {{id:string, name:string}|null} */
  me = null;
  /** @type {number|undefined} */
  rev = undefined;
  presence = 'online';
  announcement = '';
  ready = false;
  lastSnapshot = 0;

  start() {
    const me = session.staff?.id || 'nobody';
    this.me = session.staff;
    this.drafts = new Drafts(me);
    this.line = new Connection({ credential: ticket, device: device(), outbox: new Outbox(me) });
    const on = (/** @type {string} */ type, /** @type {(detail:any) => void} */ hear) =>
      this.line.addEventListener(type, (event) => hear(/** @type {CustomEvent} */ (event).detail));
    on('state', (state) => this.#became(state));
    on('welcome', (welcome) => this.#welcomed(welcome));
    on('inbox', (frame) => this.#moved(frame));
    on('arrived', (event) => this.#heard(event));
    on('log', (detail) => tell(this, 'log', detail));
    on('outbox', () => tell(this, 'log'));
    on('restored', (detail) => tell(this, 'restored', detail));
    on('refused', ({ entry, refused }) => this.troubles.take(entry, refused));
    on('suggestions', (set) => { this.sets.set(set.conversation, set); tell(this, 'suggestions', set); });
    on('facts', (frame) => { this.facts.set(frame.conversation, frame.facts); tell(this, 'facts', frame); });
    on('typing', (frame) => tell(this, 'typing', frame));
    on('read', (frame) => this.#readBy(frame));
    on('delivered', (frame) => this.#reached(frame));
    this.line.start();
    get('/staff?limit=200').then((answer) => {
      listOf(answer).forEach((each) => this.names.set(each.id, each.name));
      tell(this, 'rows');
    }, () => undefined);
  }

  /** @param {string} state */
  #became(state) {
    if (state === 'signed_out' || state === 'revoked') tabDrawer.drop('kefu.presence');
    tell(this, 'state', state);
  }

  /** @param {import('shared/frames.js').Welcome} welcome */
  #welcomed(welcome) {
    this.me = { .../** @type {any} */ (this.me), id: welcome.me?.id || this.me?.id, name: welcome.me?.name || this.me?.name };
    this.rev = welcome.rev;
    if (welcome.resync) [this.reads, this.delivered].forEach((marks) => marks.clear());
    if (welcome.inbox) this.rows = new Map(welcome.inbox.map((row) => [row.conversation, row]));
    this.ready = true;
    this.presence = tabDrawer.text('kefu.presence') || 'online';
    if (session.is('agent', 'supervisor')) this.line.command('presence', undefined, { state: this.presence }).catch(() => {});
    const asked = location.hash.slice(1);
    if (!this.current && asked.startsWith('cnv_')) this.open(asked);
    tell(this, 'rows');
  }

  /** A gap means a row was missed: ask for all again, though not in a circle. @param {import('shared/frames.js').Inbox} frame */
  #moved(frame) {
    const gap = this.rev !== undefined && frame.rev > this.rev + 1;
    this.rev = Math.max(this.rev ?? 0, frame.rev);
    this.rows.set(frame.row.conversation, frame.row);
    if (frame.row.last) this.line.history.catchUp(frame.row.conversation, frame.row.last.seq);
    if (gap && Date.now() - this.lastSnapshot > SNAPSHOT_PAUSE_MS) {
      this.lastSnapshot = Date.now();
      this.line.renewSnapshot();
    }
    tell(this, 'rows');
  }

  /** @param {import('shared/frames.js').Event} event */
  #heard(event) {
    const set = this.sets.get(event.conversation);
    const over = event.kind === 'close' || (event.kind === 'message' && isStaff(event));
    if (set && over && event.seq > set.for_seq) {
      this.sets.delete(event.conversation);
      tell(this, 'suggestions', { conversation: event.conversation });
    }
    if (event.kind === 'recall' && event.body.all) this.#forget(event.conversation);
    const fresh = Date.now() - Date.parse(event.at) < 60_000;
    if (event.kind === 'message' && event.sender?.role === 'shopper' && fresh && this.isMine(this.rows.get(event.conversation))) {
      this.announcement = t('inbox.announce', { name: event.sender.name, text: event.body?.text || '' });
      tell(this, 'state');
    }
    tell(this, 'arrived', event);
  }

  /** Who the shopper was is asked anew, and what they had ordered. @param {string} conversation */
  #forget(conversation) {
    const id = this.details.get(conversation)?.shopper?.id;
    this.details.delete(conversation);
    this.#look(conversation);
    if (id) shop.orders(id, true);
  }

  /** @param {{conversation:string, participant?:string, seq:number}} frame */
  #readBy({ conversation, participant, seq }) {
    if (participant && this.names.has(participant)) return;
    this.reads.set(conversation, Math.max(seq, this.reads.get(conversation) || 0));
    tell(this, 'log', { conversation });
  }

  /** @param {import('shared/frames.js').Delivered} frame */
  #reached({ conversation, seq }) {
    this.delivered.set(conversation, Math.max(seq, this.delivered.get(conversation) || 0));
    tell(this, 'log', { conversation });
  }

  /** The closed ones are many and rarely wanted: fetched when their tab is opened. */
  async fetchClosed() {
    const found = await get('/conversations?status=closed&limit=50').catch(() => undefined);
    listOf(found).forEach((row) => this.rows.get(row.conversation)?.status !== 'assigned' && this.rows.set(row.conversation, { unread: 0, ...row }));
    tell(this, 'rows');
  }

  // -- the work list ---------------------------------------------------------------------------------------------------------

  /** @param {Row|undefined} row */
  isMine(row) {
    return row?.status === 'assigned' && idOf(row.owner) === this.me?.id;
  }

  /** @param {'mine'|'queue'|'others'|'closed'} tab */
  list(tab) {
    const rows = [...this.rows.values()].filter((row) => this.tabOf(row) === tab);
    const newest = (/** @type {Row} */ row) => Date.parse(row.last?.at || '');
    return rows.sort((a, b) => (waitsFrom(a) === waitsFrom(b) ? newest(b) - newest(a) : waitsFrom(a) - waitsFrom(b)));
  }

  /** @param {Row} row */
  tabOf(row) {
    if (row.status === 'closed') return 'closed';
    if (row.status === 'queued') return 'queue';
    return this.isMine(row) ? 'mine' : 'others';
  }

  /** Whoever is to be answered first, mine or nobody's, other than the one I look at. */
  mostUrgent() {
    const waiting = [...this.list('mine').filter((row) => row.waiting_since), ...this.list('queue')];
    const since = (/** @type {Row} */ row) => (row.waiting_since ? waitsFrom(row) : Date.parse(row.last?.at || ''));
    return waiting.filter((row) => row.conversation !== this.current).sort((a, b) => since(a) - since(b))[0];
  }

  get row() {
    return this.current ? this.rows.get(this.current) : undefined;
  }

  get log() {
    return this.current ? this.line.history.logs.get(this.current) : undefined;
  }

  // -- doing -----------------------------------------------------------------------------------------------------------------

  /** @param {string} conversation */
  open(conversation) {
    this.current = conversation;
    history.replaceState(null, '', `${location.pathname}#${conversation}`);
    this.line.load(conversation);
    this.#look(conversation);
    tell(this, 'open', { conversation });
  }

  /** @param {string} conversation */
  async #look(conversation) {
    try {
      this.details.set(conversation, await get(`/conversations/${conversation}`));
      tell(this, 'facts', { conversation });
    } catch {
      // The facts panel then knows only what the log says.
    }
  }

  /** @param {string} conversation */
  async take(conversation) {
    await this.line.command('take', conversation);
    const row = this.rows.get(conversation);
    if (row) this.rows.set(conversation, { ...row, status: 'assigned', owner: this.me });
    tell(this, 'rows');
    this.open(conversation);
  }

  /**
   * @param {string} text @param {import('shared/frames.js').Slot[]} slots
   * @param {string} [suggestion] @param {string} [conversation] @param {string} [override] why it is sent past a warning
   */
  answer(text, slots, suggestion, conversation = this.current, override = undefined) {
    if (!conversation) return;
    this.troubles.settle(conversation);
    const body = slots.length ? { kind: 'text', text, slots } : { kind: 'text', text };
    this.say(conversation, body, { suggestion, ...(override ? { override } : {}) });
  }

  /** @param {string} conversation @param {any} body @param {{suggestion?:string, override?:string}} [options] */
  say(conversation, body, options) {
    this.line.say(conversation, body, { if_seq: this.line.lastSeen(conversation), ...options });
    tell(this, 'log');
  }

  /** Cards one of which no longer holds go, and others are asked for. @param {string} conversation */
  retire(conversation) {
    this.sets.delete(conversation);
    tell(this, 'suggestions', { conversation });
    this.line.command('suggest', conversation).catch(() => undefined);
  }

  /** @param {number} seq */
  read(seq) {
    const row = this.row;
    this.line.mention({ type: 'read', conversation: this.current, seq });
    if (row?.unread) {
      this.rows.set(row.conversation, { ...row, unread: 0 });
      tell(this, 'rows');
    }
  }

  /** Who talks in the open conversation. @returns {{id:string, name:string}|undefined} */
  get shopper() {
    return this.row?.shopper || this.details.get(this.current || '')?.shopper;
  }

  /** The product and the order the conversation is about, the newest word first. @returns {{sku?:string, order?:string}} */
  get focus() {
    const events = this.log?.events || [];
    const last = (/** @type {string} */ kind) => [...events].reverse().find((event) => event.body?.kind === kind)?.body;
    const context = this.details.get(this.current || '')?.context || /** @type {any} */ (this.row)?.context || {};
    const facts = this.facts.get(this.current || '') || [];
    const known = (/** @type {string[]} */ names) => facts.find((fact) => names.includes(fact.fact))?.key;
    return {
      sku: last('product')?.sku || context.sku || known(['stock', 'price']),
      order: last('order')?.order || context.order || known(['order', 'ship_by', 'parcel']),
    };
  }

  /** @param {Row|undefined} row */
  nameOfOwner(row) {
    return this.names.get(idOf(row?.owner)) || nameOf(row?.owner);
  }

  get mayAnswer() {
    return this.isMine(this.row);
  }

  get ownerName() {
    return this.nameOfOwner(this.row);
  }
}

export const desk = new Desk();
