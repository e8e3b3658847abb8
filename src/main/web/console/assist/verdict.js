// What is wrong with a card, by one key; with Shift also how it should read, which goes to whoever writes the article or playbook.
import { html, nothing } from 'lit';
import { View } from 'shared/element.js';
import { t } from 'shared/i18n.js';
import { desk } from '../desk/desk.js';
import { complain, notice } from '../toasts.js';

export const BAD = ['outdated', 'off_topic', 'not_compliant', 'tone', 'wrong_fact'];
const MOST = 1000;

/** @param {import('shared/frames.js').Card} card @param {string} conversation @param {string} verdict @param {string} [wording] */
async function send(card, conversation, verdict, wording) {
  try {
    await desk.line.command('feedback', conversation, { suggestion: card.id, verdict, ...(wording ? { wording } : {}) });
    notice(t(wording ? 'assist.told' : 'assist.thanks'));
  } catch (refused) {
    complain(refused);
  }
}

class Verdict extends View {
  constructor() {
    super();
    /** @type {{card:import('shared/frames.js').Card, n:number, conversation:string}|undefined} the card that is being judged */
    this.about = undefined;
    /** @type {string|undefined} what was said of it, while it is being worded anew */
    this.said = undefined;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.leave();
  }

  /** Asks what is wrong with a card. @param {import('shared/frames.js').Card} card @param {number} n from 1 */
  ask(card, n) {
    this.leave();
    this.set({ about: { card, n, conversation: /** @type {string} */ (desk.current) } });
    this.#focus('button');
  }

  /** @param {import('shared/frames.js').Card} card @param {number} n @param {string} verdict @param {boolean} worded whether to ask how it should read */
  judge(card, n, verdict, worded) {
    this.leave();
    const conversation = /** @type {string} */ (desk.current);
    send(card, conversation, verdict);
    this.set(worded ? { about: { card, n, conversation }, said: verdict } : { about: undefined });
    if (worded) this.#focus('textarea');
    else this.back();
  }

  /** @param {string} tag */
  #focus(tag) {
    this.updateComplete.then(() => {
      const field = /** @type {any} */ (this.querySelector(tag));
      field?.focus();
      field?.select?.();
    });
  }

  back() {
    /** @type {HTMLElement|null} */ (document.querySelector('kefu-composer textarea'))?.focus();
  }

  /** Whoever goes on to something else has written what they wanted to write. */
  leave() {
    const { about, said } = this;
    const wording = /** @type {HTMLTextAreaElement|null} */ (this.querySelector('textarea'))?.value.trim();
    this.set({ about: undefined, said: undefined });
    if (about && said && wording && wording !== about.card.text.trim()) send(about.card, about.conversation, said, wording);
  }

  /** Who looks into another window comes back. */
  left() {
    if (document.hasFocus()) this.leave();
  }

  drop() {
    this.set({ about: undefined, said: undefined });
    this.back();
  }

  /** @param {KeyboardEvent} event */
  chosen(event) {
    const { about } = this;
    const verdict = BAD[Number(event.code.replace(/^(Digit|Numpad)/, '')) - 1];
    if (event.key === 'Escape') this.drop();
    else if (about && verdict && !event.altKey && !event.ctrlKey && !event.metaKey) this.judge(about.card, about.n, verdict, event.shiftKey);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {KeyboardEvent} event */
  written(event) {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === 'Escape') this.drop();
    else if (event.key === 'Enter' && !event.shiftKey) {
      this.leave();
      this.back();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  render() {
    const { about, said } = this;
    if (!about) return nothing;
    if (said) {
      return html`<label class="judging worded"><span class="small">${t('assist.word_it', { n: about.n })}</span><textarea class="input" rows="2" maxlength=${MOST} .value=${about.card.text} @keydown=${this.written} @blur=${this.left} data-test="wording"></textarea></label>`;
    }
    return html`<div class="row judging" role="group" aria-label=${t('assist.bad')} @keydown=${this.chosen} data-test="judging"><b>${t('assist.judging', { n: about.n })}</b>
      ${BAD.map((verdict, i) => html`<button class="button" @click=${(/** @type {MouseEvent} */ e) => this.judge(about.card, about.n, verdict, e.shiftKey)}><kbd>${i + 1}</kbd> ${t(`verdict.${verdict}`)}</button>`)}<span class="small muted">${t('assist.with_shift')}</span></div>`;
  }
}

customElements.define('kefu-verdict', Verdict);
