// The agent's screen: work list, conversation, facts; and what each key does.
import { html, nothing } from 'lit';
import { View } from 'shared/element.js';
import { t } from 'shared/i18n.js';
import { intact } from '../assist/pieces.js';
import '../assist/suggestions.js';
import '../commerce/facts-panel.js';
import '../conversation/composer.js';
import '../account/ban.js';
import '../account/erase.js';
import '../conversation/hand-over.js';
import '../conversation/thread.js';
import '../escalation/case-strip.js';
import '../escalation/escalate-sheet.js';
import '../escalation/price-sheet.js';
import '../routing/inbox.js';
import { clockPill } from '../routing/inbox.js';
import { session } from '../account/session.js';
import { complain, notice } from '../toasts.js';
import { desk } from './desk.js';
import { KEYS, actionOf, isTyping } from './keys.js';

/** Where the facts lie over the rest, as in console.css. */
const DRAWER = '(max-width: 1000px)';

class Reception extends View {
  constructor() {
    super();
    this.drawer = false;
    this.onKey = (/** @type {KeyboardEvent} */ event) => this.pressed(event);
    this.watch(desk, 'open', 'rows');
    this.addEventListener('kefu-action', (event) => this.act(/** @type {CustomEvent} */ (event).detail));
    this.addEventListener('kefu-price', (event) => this.child('price').open(/** @type {CustomEvent} */ (event).detail));
    this.addEventListener('kefu-card', (event) => this.chosen(/** @type {CustomEvent} */ (event).detail));
  }

  connectedCallback() {
    super.connectedCallback();
    window.addEventListener('keydown', this.onKey);
    if (desk.current) this.updateComplete.then(() => desk.open(/** @type {string} */ (desk.current)));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener('keydown', this.onKey);
  }

  /** @param {string} name @returns {any} */
  child(name) {
    return this.querySelector(`kefu-${name}`);
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    const action = actionOf(event);
    if (!action) return event.key === 'Escape' ? this.escape(event) : this.region(event);
    if (document.querySelector('dialog[open]') && action !== 'help') return;
    event.preventDefault();
    this.act(action);
  }

  /** Closes what lies on top, unless the key belongs to an input method, a list, a field or a dialog. @param {KeyboardEvent} event */
  escape(event) {
    const composer = this.child('composer');
    const another = isTyping(event.target) && event.target !== composer?.area;
    const writing = event.isComposing || event.keyCode === 229 || composer?.composing;
    if (event.defaultPrevented || another || writing || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || document.querySelector('dialog[open]')) return;
    if (this.drawer && matchMedia(DRAWER).matches) return this.set({ drawer: false });
    const [cards, line] = [this.child('suggestions')?.close(), composer?.completion?.decline()];
    if (cards || line) event.preventDefault();
  }

  /** F6 goes round the regions. @param {KeyboardEvent} event */
  region(event) {
    if (event.key !== 'F6') return;
    event.preventDefault();
    const stops = ['.inbox-open', '.messages', '.suggestion-text', '[data-test=fold][aria-expanded=false]', 'kefu-composer textarea', '.facts'].map((each) => /** @type {HTMLElement|null} */ (this.querySelector(each))).filter((each) => each !== null);
    const at = stops.findIndex((each) => each === document.activeElement || each.contains(document.activeElement));
    stops[(at + (event.shiftKey ? -1 : 1) + stops.length) % stops.length]?.focus();
  }

  /** @param {string} action */
  act(action) {
    switch (action) {
      case 'next':
        return this.next();
      case 'down':
        return this.child('inbox').walk(1);
      case 'up':
        return this.child('inbox').walk(-1);
      case 'card1':
      case 'card2':
      case 'card3':
        return this.chosen({ card: this.child('suggestions')?.card(Number(action.at(-1))), send: false });
      case 'draft1':
      case 'draft2':
      case 'draft3':
        return this.child('suggestions')?.useDraft(Number(action.at(-1)));
      case 'sendTop':
        return this.chosen({ card: this.child('suggestions')?.card(1, true), send: true });
      case 'complete':
        return this.child('composer')?.completion?.take();
      case 'refresh':
        this.child('facts')?.again();
        return this.child('suggestions')?.ask();
      case 'why':
      case 'fold':
      case 'judge':
      case 'silence':
        return this.child('suggestions')?.[action]();
      case 'escalate':
        return desk.mayAnswer && this.child('escalate').open();
      case 'transfer':
      case 'close':
        return desk.mayAnswer && this.child('hand-over').open(action);
      case 'ban':
        return this.ban();
      case 'erase':
        return desk.shopper && session.is('admin') && this.child('erase').open(desk.shopper);
      case 'note':
      case 'reply':
        return desk.current && this.child('composer')?.load(action);
      case 'product':
        return this.sendProduct();
      case 'facts':
        return this.set({ drawer: !this.drawer });
      case 'take':
        return this.take();
      case 'help':
        return this.child('keys').open();
      default:
        return undefined;
    }
  }

  ban() {
    const shopper = desk.shopper;
    return shopper && session.is('supervisor', 'manager') && this.child('ban').open(shopper);
  }

  next() {
    const row = desk.mostUrgent();
    if (!row) return notice(t('inbox.nobody_waits'));
    if (row.status === 'queued') return desk.take(row.conversation).catch(complain);
    return desk.open(row.conversation);
  }

  take() {
    const row = desk.row;
    if (!row) return undefined;
    if (row.status === 'queued' || !session.is('supervisor', 'manager')) return desk.take(row.conversation).catch(complain);
    return desk.line.command('take_over', row.conversation).catch(complain);
  }

  sendProduct() {
    const { sku } = desk.focus;
    if (!sku || !desk.mayAnswer || !desk.current) return;
    desk.line.say(desk.current, { kind: 'product', sku }, { if_seq: desk.line.lastSeen(desk.current) });
  }

  /** @param {{card?:import('shared/frames.js').Card, send:boolean}} choice */
  chosen({ card, send }) {
    if (!card) return undefined;
    if (!desk.mayAnswer) return notice(t('assist.not_mine'));
    if (!send) return this.child('composer')?.insert(card);
    if (!card.sendable) return notice(t('assist.not_sendable'), 'danger');
    return desk.answer(card.text, intact(card.text, card.slots || []), card.id);
  }

  nothingOpen() {
    const waiting = [...desk.list('mine').filter((row) => row.waiting_since), ...desk.list('queue')].slice(0, 3);
    return html`<div class="empty"><h2>${t('thread.none')}</h2><p>${t('thread.none_hint')} <kbd>Alt+N</kbd></p>
      <ul class="oldest">${waiting.map((row) => html`<li><button class="button" @click=${() => desk.open(row.conversation)}>${row.shopper?.name} ${clockPill(row.waiting_since)}</button></li>`)}</ul>
      <p class="small">${KEYS.slice(0, 3).map((key) => html`<kbd>${key.show}</kbd> ${t(`keys.${key.action}`)} `)} <kbd>Ctrl+/</kbd> ${t('keys.help')}</p></div>`;
  }

  render() {
    return html`<div class="reception" data-open=${Boolean(desk.current)} data-drawer=${this.drawer}>
      <kefu-inbox class="inbox" aria-label=${t('screen.reception')}></kefu-inbox>
      <section class="thread" aria-label=${t('thread.label')}>
        ${desk.current ? nothing : this.nothingOpen()}
        <div class="thread-body" ?hidden=${!desk.current}><kefu-thread></kefu-thread><kefu-case-strip></kefu-case-strip><kefu-suggestions class="strip" role="region" aria-label=${t('assist.label')}></kefu-suggestions><kefu-composer></kefu-composer></div>
      </section>
      <aside class="facts" tabindex="-1" aria-label=${t('facts.label')}><kefu-facts></kefu-facts></aside>
    </div><kefu-escalate></kefu-escalate><kefu-price></kefu-price><kefu-hand-over></kefu-hand-over><kefu-ban></kefu-ban><kefu-erase></kefu-erase><kefu-keys></kefu-keys>`;
  }
}

customElements.define('kefu-reception', Reception);
