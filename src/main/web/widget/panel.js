// What the shopper sees: who talks, what was said, what is still unsent, and one line to write in.
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { View, tell } from 'shared/element.js';
import { serverNow } from 'shared/clock.js';
import { full, when } from 'shared/format.js';
import { LIMITS, tooLong } from 'shared/frames.js';
import { t, word } from 'shared/i18n.js';
import { RECALL_MS, arrival } from 'shared/log.js';
import { toldOrSaid } from 'shared/told.js';
import { picturesIn } from 'shared/uploads.js';
import { content, titled } from './cards.js';
import { attachButton, uploading } from './pictures.js';
import { inTime } from './rating.js';

const ACTIONS = /** @type {const} */ (['orders', 'parcel', 'returns', 'human']);
const TYPING_EVERY_MS = 3000;

class Panel extends View {
  constructor() {
    super();
    /** @type {boolean|undefined} */
    this.reading = undefined;
    /** @type {string|undefined} */
    this.readUpTo = undefined;
    /** @type {string|undefined} */
    this.offered = undefined;
    /** @type {boolean|undefined} */
    this.strange = undefined;
    /** @type {import('./chat.js').Chat|undefined} */
    this.chat = undefined;
    this.visible = false;
    this.unread = 0;
    this.typedAt = 0;
    /** @type {number|undefined} */
    this.recallTimer = undefined;
    this.composing = false;
    this.announcement = '';
    this.redraw = () => this.requestUpdate();
    this.addEventListener('keydown', (event) => event.key === 'Escape' && !event.isComposing && tell(this, 'leave'));
  }

  /** @param {import('./chat.js').Chat} chat */
  use(chat) {
    this.set({ chat, strange: false, offered: undefined });
    chat.addEventListener('change', () => chat === this.chat && this.set({ offered: this.offered || undefined }));
    chat.addEventListener('arrived', (event) => chat === this.chat && this.heard(/** @type {CustomEvent} */ (event).detail));
  }

  /** @param {boolean} visible */
  seen(visible) {
    this.set({ visible, unread: visible ? 0 : this.unread });
    tell(this, 'unread', this.unread);
    if (visible) this.updateComplete.then(() => { this.read(); /** @type {HTMLElement|null} */ (this.querySelector('textarea'))?.focus(); });
  }

  /** @param {any} event */
  heard(event) {
    if (event.kind !== 'message' || event.sender?.role === 'shopper') return;
    const fresh = Date.now() - Date.parse(event.at) < 60_000;
    if (fresh) this.announcement = `${event.sender.name}: ${event.body?.text || ''}`;
    if (!this.visible && fresh) this.unread += 1;
    tell(this, 'unread', this.unread);
    tell(this, 'heard', { conversation: event.conversation });
  }

  read() {
    const log = this.chat?.log;
    if (!this.visible || !log?.head || document.visibilityState !== 'visible' || this.readUpTo === `${log.conversation}:${log.head}`) return;
    this.readUpTo = `${log.conversation}:${log.head}`;
    this.chat?.line.mention({ type: 'read', conversation: log.conversation, seq: log.head });
  }

  updated() {
    const box = this.querySelector('.messages');
    // A card inside draws itself after us, so the end is known only with the next frame.
    if (box && !this.reading) requestAnimationFrame(() => (box.scrollTop = box.scrollHeight));
    this.read();
  }

  scrolled() {
    const box = /** @type {HTMLElement} */ (this.querySelector('.messages'));
    this.reading = box.scrollHeight - box.scrollTop - box.clientHeight > 120;
  }

  get area() {
    return /** @type {HTMLTextAreaElement} */ (this.querySelector('textarea'));
  }

  get tooLong() {
    return tooLong(this.area?.value.trim() || '', this.chat?.line.limits || LIMITS);
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    if (event.isComposing || event.keyCode === 229 || this.composing) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      this.send();
    }
  }

  /** @param {ClipboardEvent} event */
  pasted(event) {
    const pictures = picturesIn(event.clipboardData?.files);
    if (!pictures.length) return;
    event.preventDefault();
    this.chat?.attach(pictures);
  }

  typed() {
    this.requestUpdate();
    if (Date.now() - this.typedAt < TYPING_EVERY_MS || !this.chat?.conversation) return;
    this.typedAt = Date.now();
    this.chat.line.mention({ type: 'typing', conversation: this.chat.conversation });
  }

  send() {
    const text = this.area.value.trim();
    if (!text || !this.chat || this.tooLong) return;
    this.area.value = '';
    this.reading = false;
    this.chat.say({ kind: 'text', text });
    this.requestUpdate();
  }

  /** @param {'orders'|'parcel'|'returns'|'human'} action */
  act(action) {
    if (action === 'human') return this.chat?.human().catch(() => this.requestUpdate());
    // Orders are spoken of with somebody the shop vouches for.
    if (action === 'orders' && !this.chat?.verified) return this.set({ strange: true });
    return this.chat?.say({ kind: 'text', text: t(`widget.say_${action}`) }, 'after_sale');
  }

  /** The product or order the shopper came from, one tap from being said. */
  contextCard() {
    const { context } = this.chat || {};
    const body = context?.order ? { kind: 'order', order: context.order } : context?.sku ? { kind: 'product', sku: context.sku, title: context.title } : undefined;
    const key = context?.order || context?.sku;
    if (!body || this.offered === key) return nothing;
    const said = this.chat?.events.some((event) => (event.body?.order || event.body?.sku) === key);
    if (said) return nothing;
    const { title, ...plain } = /** @type {any} */ (body);
    if (title) titled(context?.sku || '', title);
    return html`<div class="offer" data-test="context-card"><div class="grow clip">${t(`card.${body.kind}`)} <b>${title || key}</b></div>
      <button class="button primary" @click=${() => { this.offered = key; this.chat?.say(plain); }} data-test="send-card">${t('widget.send_card')}</button></div>`;
  }

  /** @param {any} event */
  line(event) {
    const role = event.sender?.role;
    switch (event.kind) {
      case 'message': {
        const mine = role === 'shopper';
        const who = mine ? '' : role === 'assistant' ? t('role.assistant') : `${word('role', role)} ${event.sender?.name || ''}`;
        return html`<li class="message ${mine ? 'mine' : 'theirs'}" data-test="message" data-seq=${event.seq} data-role=${role}>
          <div class="bubble">${content(event.body, this.redraw, this.chat)}</div>
          <div class="meta">${who} <time title=${full(event.at)}>${when(event.at)}</time>${mine ? this.arrived(event) : nothing}${mine ? this.recall(event) : nothing}</div></li>`;
      }
      case 'assign':
      case 'transfer':
        return html`<li class="happening" data-test="event" data-kind=${event.kind}>${event.body?.name || event.kind === 'assign' ? t('widget.serves', { name: event.body?.name || event.sender?.name }) : t('widget.transferred')}</li>`;
      case 'close':
        return html`<li class="happening" data-test="event" data-kind="close">${t('widget.closed')}</li>`;
      case 'reopen':
        return html`<li class="happening">${t('widget.reopened')}</li>`;
      case 'grant':
      case 'system':
        return event.body?.text ? html`<li class="happening" data-test="event" data-kind=${event.kind}>${toldOrSaid(event.body.text)}</li>` : nothing;
      default:
        return nothing;
    }
  }

  /** @param {import('shared/frames.js').Event} event */
  arrived({ conversation, seq }) {
    const state = arrival(seq, this.chat?.reads.get(conversation), this.chat?.delivered.get(conversation));
    return html` <span data-test="arrival" data-state=${state}>✓ ${t(`send.${state}`)}</span>`;
  }

  /** @param {import('shared/outbox.js').Entry} entry */
  waiting(entry) {
    const failed = entry.state === 'failed';
    return html`<li class="message mine" data-test="pending" data-state=${entry.state}><div class="bubble pending">${content(entry.body, this.redraw, this.chat)}</div>
      <div class="meta">${failed ? html`<button class="link" @click=${() => this.chat?.again(entry.mid)} data-test="retry">${t('widget.retry')}</button>` : t(`send.${entry.state}`)}</div></li>`;
  }

  /** @param {import('shared/frames.js').Event} event */
  recall(event) {
    const left = RECALL_MS - (serverNow() - Date.parse(event.at));
    if (event.body?.kind === 'withdrawn' || left <= 0) return nothing;
    // The oldest is looked at first and ends first.
    this.recallTimer ??= window.setTimeout(() => {
      this.recallTimer = undefined;
      this.redraw();
    }, left);
    return html` <button class="link muted" @click=${() => this.chat?.recall(event)} data-test="recall">${t('thread.recall')}</button>`;
  }

  bar() {
    const state = this.chat?.line.state || 'connecting';
    if (['reconnecting', 'offline'].includes(state)) return html`<div class="bar warn" role="status" data-test="connection">${t('widget.reconnecting')}</div>`;
    if (['replaced', 'signed_out', 'revoked', 'erased', 'stopped', 'outdated'].includes(state)) {
      return html`<div class="bar danger" role="status" data-test="connection"><span class="grow">${t(state === 'erased' ? 'widget.erased' : 'widget.stopped')}</span><button class="button" @click=${() => location.reload()}>${t('line.reload')}</button></div>`;
    }
    if (this.chat?.trouble) return html`<div class="bar warn" role="alert" data-test="trouble">${this.chat.trouble.text || t('widget.refused')}</div>`;
    return nothing;
  }

  greeting() {
    return html`<div class="greeting"><p>${t('widget.greeting')}</p>${this.actions()}</div>`;
  }

  actions() {
    return html`<div class="actions">${ACTIONS.map((action) => html`<button class="button" @click=${() => this.act(action)} data-test="action-${action}">${t(`widget.${action}`)}</button>`)}</div>`;
  }

  render() {
    const chat = this.chat;
    if (!chat) return html`<div class="skeleton"><i></i><i></i><i></i></div>`;
    const events = chat.events;
    return html`<section class="panel" role="dialog" aria-label=${t('widget.title')}>
      <header><img src="/favicon.ico" alt="" width="32" height="32" /><div class="grow"><h1 class="clip">${t('widget.title')}</h1>
        <p class="small clip">${chat.line.online ? (chat.server ? t('widget.serves', { name: chat.server }) : t('widget.online')) : t('widget.connecting')}</p></div>
        <button class="button quiet" @click=${() => this.act('human')} data-test="human">${t('widget.human')}</button>
        <button class="button quiet" @click=${() => tell(this, 'leave')} aria-label=${t('widget.hide')} data-test="hide">✕</button></header>
      ${this.bar()}
      <ol class="messages" @scroll=${this.scrolled} tabindex="0" aria-label=${t('thread.log')} data-test="messages">
        <li>${this.greeting()}</li>
        ${repeat(events, (event) => `${event.conversation}:${event.seq}`, (event) => this.line(event))}
        ${repeat(chat.pending, (entry) => entry.mid, (entry) => this.waiting(entry))}
        ${chat.uploads.of(chat.conversation || '').map((upload) => uploading(upload, chat))}
        ${this.strange ? html`<li class="sheet-card" data-test="orders-card">${t('widget.orders_sign_in')}</li>` : nothing}
        ${chat.typingName ? html`<li class="happening">${t('thread.typing', { name: chat.typingName })}</li>` : nothing}
        ${chat.closed && !chat.rated && inTime(chat.log?.events || []) ? html`<li><kefu-rating .chat=${chat}></kefu-rating></li>` : nothing}
        ${chat.rated ? html`<li class="happening">${t('widget.thanks')}</li>` : nothing}
      </ol>
      ${this.contextCard()}
      ${this.tooLong ? html`<p class="offer small problem" role="alert" data-test="too-long">${t('send.too_long', { n: chat.line.limits.text_code_points })}</p>` : nothing}
      <div class="writer">${attachButton(chat)}<textarea rows="1" maxlength=${2 * chat.line.limits.text_code_points} aria-label=${t('widget.write')} placeholder=${t('widget.write')} @input=${this.typed} @keydown=${this.pressed} @paste=${this.pasted}
          @compositionstart=${() => (this.composing = true)} @compositionend=${() => setTimeout(() => (this.composing = false))} data-test="widget-input"></textarea>
        <button class="button primary" @click=${this.send} ?disabled=${!this.area?.value.trim() || this.tooLong} data-test="widget-send">${t('composer.send')}</button></div>
      <div class="hush" aria-live="polite">${this.announcement}</div>
    </section>`;
  }
}

customElements.define('kefu-panel', Panel);
