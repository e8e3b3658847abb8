// Where the reply or the note is written. Facts inside the text stay marked until they are sent or typed over.
import { html, nothing } from 'lit';
import { View, tell } from 'shared/element.js';
import { tooLong } from 'shared/frames.js';
import { t } from 'shared/i18n.js';
import '../assist/completion.js';
import { begun, difference, inserted, intact, moved, parts } from '../assist/pieces.js';
import { desk } from '../desk/desk.js';
import { complain, notice } from '../toasts.js';
import { joined } from './drafts.js';
import { locked } from './locked.js';
import { attach, attachButton } from './pictures.js';
import { chooses, quickList } from './quick-list.js';
import { quickReplies } from './quick-replies.js';
import './trouble.js';
import { accept, goOn, rewrite } from './ways.js';

const TYPING_EVERY_MS = 3000;
const KEEP_AFTER_MS = 500;
const OPENERS = ['/', '、']; // a Chinese input method types the second for the first

class Composer extends View {
  constructor() {
    super();
    /** @type {string|undefined} */
    this.owner = undefined;
    /** @type {number|undefined} */
    this.keepTimer = undefined;
    /** @type {string|undefined} */
    this.quickClosed = undefined;
    this.kind = /** @type {'reply'|'note'} */ ('reply');
    this.text = '';
    /** @type {import('shared/frames.js').Slot[]} */
    this.slots = [];
    /** @type {string|undefined} */
    this.suggestion = undefined;
    this.choice = 0;
    this.quick = false;
    this.composing = false;
    /** What came back while an input method was at work. @type {import('../desk/troubles.js').Returned[]} */
    this.late = [];
    /** What was written by hand, for as long as it is no card's. */
    this.byHand = '';
    this.typedAt = 0;
    this.watch(desk, 'rows', 'open', 'state', 'trouble');
    this.watch(quickReplies, 'change');
    this.hear(desk, 'open', () => this.load('reply'));
    this.hear(desk, 'returned', (event) => this.returned(event.detail));
    this.hear(desk, 'trouble', (event) => this.troubled(event.detail.conversation));
    this.hear(window, 'pagehide', () => this.keep());
  }

  get area() {
    return /** @type {HTMLTextAreaElement|null} */ (this.querySelector('textarea'));
  }

  get completion() {
    return /** @type {any} */ (this.querySelector('kefu-completion'));
  }

  /** @param {'reply'|'note'} kind */
  load(kind) {
    this.keep();
    this.late = [];
    this.kind = kind;
    this.owner = desk.current;
    const draft = (desk.current && desk.drafts?.of(desk.current, kind)) || { text: '', slots: [], suggestion: undefined };
    this.write(draft, draft.text.length);
    if (desk.current && kind === 'reply') this.troubled(desk.current);
    this.updateComplete.then(() => this.area?.focus());
  }

  /** @param {{text:string, slots?:any[], suggestion?:string}} draft @param {number} caret */
  write(draft, caret) {
    this.set({ text: draft.text, slots: draft.slots || [], suggestion: draft.suggestion, quick: false, byHand: '' });
    this.updateComplete.then(() => this.area?.setSelectionRange(caret, caret));
  }

  keep() {
    clearTimeout(this.keepTimer);
    const { text, slots, suggestion } = this.whole();
    if (this.owner) desk.drafts?.keep(this.owner, this.kind, text, slots, suggestion);
  }

  keepSoon() {
    clearTimeout(this.keepTimer);
    this.keepTimer = window.setTimeout(() => this.keep(), KEEP_AFTER_MS);
  }

  /** What stands here together with what is to stand here again. @returns {import('./drafts.js').Piece} */
  whole() {
    const { text, slots, suggestion } = this;
    return this.late.reduce((/** @type {any} */ draft, { back, earlier }) => joined(draft, back, earlier), { text, slots, suggestion });
  }

  /** @param {import('../desk/troubles.js').Returned} returned */
  returned(returned) {
    if (returned.conversation !== this.owner || this.kind !== 'reply') return;
    returned.written = true;
    this.late.push(returned);
    if (!this.composing) this.takeBack();
  }

  takeBack() {
    if (!this.late.length) return;
    const whole = this.whole();
    const { start, added } = difference(this.text, whole.text);
    const caret = this.area?.selectionStart ?? 0;
    this.late = [];
    this.write(whole, caret < start ? caret : caret + added);
    this.keep();
  }

  /** @param {string} conversation */
  troubled(conversation) {
    const trouble = desk.troubles.get(conversation);
    if (conversation !== desk.current || !trouble) return;
    if (trouble.refused.code === 'needs_approval') tell(this, 'kefu-action', 'escalate');
    this.area?.focus();
  }

  /** @param {import('shared/frames.js').Card} card */
  insert(card) {
    const area = this.area;
    if (!area || area.disabled) return;
    if (this.kind === 'note') this.load('reply');
    const [from, to] = [area.selectionStart, area.selectionEnd];
    const selection = { from: from - (from === to ? begun(this.text.slice(0, from), card.text) : 0), to };
    const next = inserted(this, selection, card);
    this.write({ ...next, suggestion: card.id }, next.caret);
    area.focus();
    this.keepSoon();
  }

  typed() {
    const text = this.area?.value || '';
    this.slots = moved(this.slots, difference(this.text, text));
    const opened = OPENERS.includes(text[0]) && this.kind === 'reply' && !text.includes('\n');
    this.set({ text, quick: opened && !(this.quickClosed && text.startsWith(this.quickClosed)), choice: 0 });
    if (!text) this.quickClosed = undefined;
    this.wrote();
    if (this.quick) quickReplies.load();
    this.keepSoon();
    if (Date.now() - this.typedAt > TYPING_EVERY_MS && this.kind === 'reply') {
      this.typedAt = Date.now();
      desk.line.mention({ type: 'typing', conversation: desk.current });
    }
  }

  /** What an input method has not finished is no word yet. */
  wrote() {
    if (!this.composing) this.set({ byHand: this.kind === 'reply' && !this.quick && !this.suggestion ? this.text : '' });
  }

  composed() {
    this.composing = false;
    this.takeBack();
    this.wrote();
  }

  /** A picture is sent, words are inserted as ever. @param {ClipboardEvent} event */
  pasted(event) {
    if (this.kind === 'reply' && attach(event.clipboardData?.files)) event.preventDefault();
  }

  /** @param {DragEvent} event */
  dropped(event) {
    if (this.kind === 'reply' && attach(event.dataTransfer?.files)) event.preventDefault();
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    // Enter that confirms a candidate belongs to the input method, also where the browser ends composition first.
    if (event.isComposing || event.keyCode === 229 || this.composing) return;
    if (event.altKey && event.code === 'KeyW' && this.trouble?.refused.frame?.findings?.some((/** @type {any} */ each) => each.rewrite)) {
      event.preventDefault();
      return rewrite(this);
    }
    if (this.quick && chooses(this, event)) return;
    if (event.key !== 'Enter' || event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const changed = this.trouble?.refused.code === 'fact_changed';
    if (changed) accept(this);
    else if (this.trouble?.refused.frame.suggestion) goOn(this, 'edit'); // read first: the next Enter sends it as one's own
    else this.submit();
  }

  /** @param {{text:string}} reply */
  pick(reply) {
    this.write({ text: reply.text, slots: [] }, reply.text.length);
    this.area?.focus();
    this.keepSoon();
  }

  get trouble() {
    return desk.current ? desk.troubles.get(desk.current) : undefined;
  }

  get tooLong() {
    return tooLong(this.text, desk.line.limits);
  }

  async submit() {
    const text = this.text.trim() ? this.text : '';
    if (!text || !desk.current || this.tooLong) return;
    if (this.kind === 'note') return this.submitNote(text);
    if (!desk.mayAnswer) return;
    desk.answer(text, intact(text, this.slots), this.suggestion);
    this.clear();
  }

  /** @param {string} text */
  async submitNote(text) {
    const mentions = [...text.matchAll(/@([\p{L}\p{N}_-]+)/gu)].map((match) => match[1]);
    try {
      await desk.line.command('note', desk.current, { text, mentions });
      this.clear();
      notice(t('note.kept'));
    } catch (refused) {
      complain(refused);
    }
  }

  clear() {
    this.write({ text: '' }, 0);
    this.keep();
  }

  foot() {
    if (this.tooLong) return html`<span class="grow problem" role="alert" data-test="too-long">${t('send.too_long', { n: desk.line.limits.text_code_points })}</span>`;
    return html`<span class="grow small muted">${this.slots.length ? t('composer.facts', { n: this.slots.length }) : this.text ? t('composer.kept') : ''}</span>`;
  }

  scrolled() {
    const mirror = this.querySelector('.mirror');
    if (mirror && this.area) mirror.scrollTop = this.area.scrollTop;
  }

  render() {
    if (!desk.mayAnswer && this.kind === 'reply') return locked(this);
    const note = this.kind === 'note';
    return html`<kefu-trouble @settle=${(/** @type {CustomEvent} */ event) => goOn(this, event.detail)}></kefu-trouble>
      <div class="composer ${note ? 'is-note' : ''}">
        <div class="row"><div class="tabs" role="tablist">
          <button class="tab" role="tab" aria-selected=${!note} @click=${() => this.load('reply')}>${t('composer.reply')}</button>
          <button class="tab" role="tab" aria-selected=${note} @click=${() => this.load('note')} data-test="note-tab">${t('composer.note')}</button></div>
          ${note ? html`<span class="grow small muted">${t('composer.note_hint')}</span>` : html`<kefu-completion class="grow small muted" .words=${this.byHand}></kefu-completion>`}</div>
        ${quickList(this)}
        <div class="paper"><div class="mirror" aria-hidden="true">${parts(this.text, this.slots).map((part) => (part.slot ? html`<mark>${part.text}</mark>` : part.text))}${'\n'}</div>
          <textarea .value=${this.text} maxlength=${2 * desk.line.limits.text_code_points} aria-label=${note ? t('composer.note') : t('composer.reply')} @input=${this.typed} @keydown=${this.pressed} @scroll=${this.scrolled} @blur=${this.keep} @paste=${this.pasted} @drop=${this.dropped}
            @compositionstart=${() => (this.composing = true)} @compositionend=${() => window.setTimeout(() => this.composed())}
            placeholder=${note ? t('composer.note_placeholder') : t('composer.placeholder')} data-test="composer"></textarea></div>
        <div class="row">${this.foot()}
          ${note ? nothing : attachButton()}
          <button class="button primary" @click=${this.submit} ?disabled=${!this.text.trim() || this.tooLong} data-test="send">${note ? t('composer.keep_note') : t('composer.send')} <kbd>⏎</kbd></button></div>
      </div>`;
  }
}

customElements.define('kefu-composer', Composer);
