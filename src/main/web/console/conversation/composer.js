// Where the reply or the note is written. Facts inside the text stay marked until they are sent or typed over.
import { html, nothing } from 'lit';
import { View, tell } from 'shared/element.js';
import { tooLong } from 'shared/frames.js';
import { t } from 'shared/i18n.js';
import '../assist/completion.js';
import { begun, difference, inserted, intact, moved, parts, refreshed } from '../assist/pieces.js';
import { desk } from '../desk/desk.js';
import { complain, notice } from '../toasts.js';
import { locked } from './locked.js';
import { attach, attachButton } from './pictures.js';
import { chooses, quickList } from './quick-list.js';
import { quickReplies } from './quick-replies.js';
import { rewritten } from './rewrite.js';
import './trouble.js';

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
    /** What was written by hand, for as long as it is no card's. */
    this.byHand = '';
    this.typedAt = 0;
    this.watch(desk, 'rows', 'open', 'state', 'trouble');
    this.watch(quickReplies, 'change');
    this.hear(desk, 'open', () => this.load('reply'));
    this.hear(desk, 'trouble', (event) => this.returned(event.detail.conversation));
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
    this.kind = kind;
    this.owner = desk.current;
    const draft = (desk.current && desk.drafts?.of(desk.current, kind)) || { text: '', slots: [], suggestion: undefined };
    this.write(draft, draft.text.length);
    if (desk.current && kind === 'reply' && desk.troubles.has(desk.current)) this.returned(desk.current);
    this.updateComplete.then(() => this.area?.focus());
  }

  /** @param {{text:string, slots?:any[], suggestion?:string}} draft @param {number} caret */
  write(draft, caret) {
    this.set({ text: draft.text, slots: draft.slots || [], suggestion: draft.suggestion, quick: false, byHand: '' });
    this.updateComplete.then(() => this.area?.setSelectionRange(caret, caret));
  }

  keep() {
    clearTimeout(this.keepTimer);
    if (this.owner) desk.drafts?.keep(this.owner, this.kind, this.text, this.slots, this.suggestion);
  }

  keepSoon() {
    clearTimeout(this.keepTimer);
    this.keepTimer = window.setTimeout(() => this.keep(), KEEP_AFTER_MS);
  }

  /** A reply came back: its text stands here again unless something else was begun. @param {string} conversation */
  returned(conversation) {
    const trouble = desk.troubles.get(conversation);
    if (conversation !== desk.current || !trouble) return;
    if (!this.text && this.kind === 'reply') this.write(trouble, trouble.text.length);
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
      return this.rewrite(this.trouble);
    }
    if (this.quick && chooses(this, event)) return;
    if (event.key !== 'Enter' || event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const changed = this.trouble?.refused.code === 'fact_changed';
    if (changed) this.accept();
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

  /** One key takes the new value; the next Enter sends. */
  accept() {
    const changes = this.trouble?.refused.frame.changed || [];
    const next = refreshed({ text: this.text, slots: this.slots }, changes);
    if (desk.current) desk.settle(desk.current);
    this.write({ ...next, suggestion: this.suggestion }, next.text.length);
    this.keepSoon();
  }

  /**
   * The better wordings of the findings take the place of what was found, where it still stands there.
   * @param {any} trouble
   */
  rewrite(trouble) {
    const was = this.text || trouble.text;
    const text = rewritten(was, trouble.text, trouble.refused.frame.findings || []);
    desk.settle(/** @type {string} */ (desk.current));
    this.write({ text, slots: moved(this.text ? this.slots : trouble.slots || [], difference(was, text)), suggestion: trouble.suggestion }, text.length);
    this.keepSoon();
    this.area?.focus();
  }

  /** The strip above asks. @param {CustomEvent} event */
  settle(event) {
    const trouble = this.trouble;
    if (!trouble || !desk.current) return;
    if (event.detail === 'accept') return this.accept();
    if (event.detail === 'escalate') return tell(this, 'kefu-action', 'escalate');
    if (event.detail === 'rewrite') return this.rewrite(trouble);
    desk.settle(desk.current);
    if (event.detail.startsWith('override-')) {
      const text = this.text || trouble.text;
      desk.answer(text, intact(text, this.text ? this.slots : trouble.slots), trouble.suggestion, desk.current, event.detail.slice('override-'.length));
      this.clear();
      return this.area?.focus();
    }
    if (event.detail === 'send') {
      desk.answer(this.text || trouble.text, intact(this.text || trouble.text, this.text ? this.slots : trouble.slots), trouble.suggestion);
      this.clear();
    } else if (event.detail === 'drop') this.clear();
    else if (!this.text) this.write(trouble, trouble.text.length);
    this.requestUpdate();
    this.area?.focus();
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
    return html`<kefu-trouble @settle=${this.settle}></kefu-trouble>
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
