// The open conversation: its head, its log in order, and what is still on its way.
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { View, tell } from 'shared/element.js';
import { serverNow } from 'shared/clock.js';
import { dayOf } from 'shared/format.js';
import { isStaff } from 'shared/frames.js';
import { t, word } from 'shared/i18n.js';
import { RECALL_MS } from 'shared/log.js';
import { session } from '../account/session.js';
import { desk } from '../desk/desk.js';
import { shop } from '../commerce/shop.js';
import { clockPill } from '../routing/inbox.js';
import { complain } from '../toasts.js';
import { line, underway } from './lines.js';
import { uploading } from './pictures.js';

const READ_AFTER_MS = 1000;
const TYPING_STAYS_MS = 6000;
const NEAR_PX = 80;

class Thread extends View {
  constructor() {
    super();
    /** @type {string|undefined} */
    this.typing = undefined;
    /** @type {number|undefined} */
    this.firstUnread = undefined;
    this.unread = 0;
    /** @type {number|undefined} */
    this.typingTimer = undefined;
    /** @type {number|undefined} */
    this.recallTimer = undefined;
    /** @type {number|undefined} */
    this.readTimer = undefined;
    /** @type {string|undefined} */
    this.readUpTo = undefined;
    /** @type {string|undefined} */
    this.reading = undefined;
    this.watch(desk, 'log', 'rows', 'open');
    this.watch(shop, 'change');
    this.watch(desk.uploads, 'change');
    this.atEnd = true;
    this.below = 0;
    this.hear(desk, 'open', () => this.opened());
    this.hear(desk, 'arrived', (event) => this.arrived(event.detail));
    this.hear(desk, 'typing', (event) => this.someoneTypes(event.detail));
    // What was said over a line that broke may not have been heard: it is said again over the next.
    this.hear(desk, 'state', () => desk.line.online || (this.readUpTo = undefined));
    this.hear(document, 'visibilitychange', () => this.scheduleRead());
  }

  opened() {
    this.set({ atEnd: true, below: 0, typing: undefined, firstUnread: undefined });
    this.unread = desk.row?.unread || 0;
  }

  /** @param {any} event */
  arrived(event) {
    if (event.conversation !== desk.current) return;
    if (event.sender?.role === 'shopper') this.typing = undefined;
    if (!this.atEnd && event.kind === 'message') this.below += 1;
  }

  /** @param {any} frame */
  someoneTypes(frame) {
    if (frame.conversation !== desk.current) return;
    clearTimeout(this.typingTimer);
    this.set({ typing: frame.sender?.name || frame.name || t('role.shopper') });
    this.typingTimer = window.setTimeout(() => this.set({ typing: undefined }), TYPING_STAYS_MS);
  }

  get scroller() {
    return this.querySelector('.messages');
  }

  scrolled() {
    const box = this.scroller;
    if (!box) return;
    const atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX;
    if (atEnd !== this.atEnd) this.set({ atEnd, below: atEnd ? 0 : this.below });
    if (atEnd) this.scheduleRead();
  }

  /** Suggestions and strips take their room from the messages; the newest stays in view all the same. */
  firstUpdated() {
    new ResizeObserver(() => this.atEnd && this.toEnd()).observe(/** @type {Element} */ (this.scroller));
  }

  toEnd() {
    const box = this.scroller;
    if (box) box.scrollTop = box.scrollHeight;
  }

  updated() {
    if (this.atEnd) this.toEnd();
    this.scheduleRead();
  }

  /** Read means: open, visible, the end in view, for a second; what happens elsewhere meanwhile does not begin it anew. */
  scheduleRead() {
    const head = desk.log?.head || 0;
    const conversation = desk.current;
    const upTo = `${conversation}:${head}`;
    const seen = head > 0 && this.atEnd && desk.line.online && document.visibilityState === 'visible';
    if (seen && upTo === this.reading) return;
    clearTimeout(this.readTimer);
    this.reading = undefined;
    if (!seen || this.readUpTo === upTo) return;
    this.reading = upTo;
    this.readTimer = window.setTimeout(() => {
      this.reading = undefined;
      if (conversation !== desk.current) return;
      this.readUpTo = upTo;
      desk.read(head);
    }, READ_AFTER_MS);
  }

  /** @param {string} name */
  ask(name) {
    tell(this, 'kefu-action', name);
  }

  head() {
    const row = desk.row;
    const details = desk.details.get(desk.current || '');
    const name = row?.shopper?.name || details?.shopper?.name || desk.current;
    const open = row?.status !== 'closed';
    return html`<header class="thread-head">
      <div class="grow"><div class="row"><h2 class="clip" data-test="thread-title">${name}</h2>
        ${row?.shopper?.tier ? html`<span class="chip info">${row.shopper.tier}</span>` : nothing}
        ${row ? html`<span class="chip">${word('stage', row.stage)}</span>` : nothing}
        ${details?.shopper?.verified === false ? html`<span class="chip warn">${t('thread.unverified')}</span>` : nothing}
        ${clockPill(row?.waiting_since)}</div>
        <div class="small muted">${desk.mayAnswer ? t('thread.mine') : desk.ownerName ? t('thread.owner', { name: desk.ownerName }) : row ? word('status', row.status) : ''}</div></div>
      ${desk.mayAnswer && open
        ? html`<button class="button" @click=${() => this.ask('transfer')} data-test="transfer" title="Alt+T">${t('thread.transfer')}</button>
            <button class="button" @click=${() => this.ask('escalate')} data-test="escalate" title="Alt+U">${t('thread.escalate')}</button>
            <button class="button" @click=${() => this.ask('close')} data-test="close" title="Alt+E">${t('thread.close')}</button>`
        : nothing}
      ${desk.shopper && session.is('supervisor', 'manager') ? html`<button class="button" @click=${() => this.ask('ban')} data-test="ban-shopper">${t('thread.ban')}</button>` : nothing}
      ${desk.shopper && session.is('admin') ? html`<button class="button" @click=${() => this.ask('erase')} data-test="erase-shopper">${t('thread.erase')}</button>` : nothing}
    </header>`;
  }

  /** Where the unread begin, found once the log is there: the row counts messages, the log also knows other events. @param {any} log */
  markUnread(log) {
    if (!this.unread || !log?.complete) return;
    const said = log.events.filter((/** @type {any} */ event) => event.kind === 'message' && event.sender?.role === 'shopper');
    const first = said[said.length - this.unread];
    if (first && first !== log.events[0]) this.firstUnread = first.seq;
    this.unread = 0;
  }

  log() {
    const log = desk.log;
    const events = log?.events || [];
    this.markUnread(log);
    const items = [];
    let day = '';
    for (const event of events) {
      const its = dayOf(event.at);
      if (its !== day) items.push({ key: `day-${event.seq}`, view: html`<li class="day small muted"><span>${its}</span></li>` });
      day = its;
      if (event.seq === this.firstUnread) items.push({ key: 'new', view: html`<li class="day new small"><span>${t('thread.new_below')}</span></li>` });
      items.push({ key: event.seq, view: line(event, { recall: this.recallable(event) ? (seq) => this.recall(seq) : undefined, me: desk.me?.id, readTo: desk.reads.get(event.conversation), deliveredTo: desk.delivered.get(event.conversation) }) });
    }
    for (const entry of desk.line.outbox.of(desk.current || '')) {
      if (log?.has(entry.mid)) continue;
      items.push({ key: entry.mid, view: underway(entry, { again: () => this.again(entry), drop: () => this.drop(entry) }) });
    }
    desk.uploads.of(desk.current || '').forEach((upload) => items.push({ key: upload.id, view: uploading(upload) }));
    return html`<ol class="messages" @scroll=${this.scrolled} tabindex="0" aria-label=${t('thread.log')} data-test="messages">
      ${events.length === 0 && !log?.complete ? html`<li class="skeleton" aria-hidden="true"><i></i><i></i><i></i></li>` : nothing}
      ${log?.failure && events.length === 0 ? html`<li class="happening problem">${t('thread.failed')}</li>` : nothing}
      ${repeat(items, (item) => item.key, (item) => item.view)}
      ${this.typing ? html`<li class="happening">${t('thread.typing', { name: this.typing })}</li>` : nothing}
    </ol>
    ${this.below ? html`<button class="button new-below" @click=${() => { this.atEnd = true; this.below = 0; this.toEnd(); }}>${t('thread.below', { n: this.below })}</button>` : nothing}`;
  }

  /** One's own for a moment, and as a supervisor a colleague's. @param {any} event */
  recallable(event) {
    const left = RECALL_MS - (serverNow() - Date.parse(event.at));
    if (event.kind !== 'message' || event.body?.kind === 'withdrawn' || left <= 0) return false;
    // The oldest is looked at first and ends first.
    this.recallTimer ??= window.setTimeout(() => {
      this.recallTimer = undefined;
      this.requestUpdate();
    }, left);
    return event.sender?.id === desk.me?.id || (session.is('supervisor', 'manager') && isStaff(event));
  }

  /** @param {number} seq */
  async recall(seq) {
    try {
      await desk.line.command('recall', desk.current, { seq });
    } catch (refused) {
      complain(refused);
    }
  }

  /** @param {import('shared/outbox.js').Entry} entry */
  again(entry) {
    desk.line.outbox.change(entry.mid, { state: 'queued', code: undefined, at: Date.now(), if_seq: desk.line.lastSeen(entry.conversation) });
    desk.line.delivery.flush();
    this.requestUpdate();
  }

  /** @param {import('shared/outbox.js').Entry} entry */
  drop(entry) {
    desk.line.outbox.drop(entry.mid);
    this.requestUpdate();
  }

  render() {
    return html`${this.head()}<div class="messages-box">${this.log()}</div>`;
  }
}

customElements.define('kefu-thread', Thread);
