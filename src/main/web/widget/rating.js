// How it was, asked once the conversation is closed.
import { html, nothing } from 'lit';
import { serverNow } from 'shared/clock.js';
import { View } from 'shared/element.js';
import { t } from 'shared/i18n.js';

const SCORES = [5, 4, 3, 2, 1];
const TAGS = ['fast', 'kind', 'solved', 'slow', 'unsolved'];

/** What comes later than that after the end counts nowhere. */
const WITHIN_MS = 24 * 60 * 60 * 1000;

/** Whether it is not too late to ask. @param {import('shared/frames.js').Event[]} events of a conversation that is closed */
export function inTime(events) {
  const end = [...events].reverse().find((event) => event.kind === 'close');
  return Boolean(end && serverNow() - Date.parse(end.at) <= WITHIN_MS);
}

class Rating extends View {
  static properties = { chat: { attribute: false } };

  constructor() {
    super();
    /** @type {boolean|undefined} */
    this.done = undefined;
    this.score = 0;
    /** @type {Set<string>} */
    this.tags = new Set();
    this.problem = '';
  }

  /** @param {string} tag */
  mark(tag) {
    if (this.tags.has(tag)) this.tags.delete(tag);
    else this.tags.add(tag);
    this.requestUpdate();
  }

  async send() {
    const text = /** @type {HTMLTextAreaElement} */ (this.querySelector('textarea')).value.trim();
    try {
      await /** @type {any} */ (this).chat.rate(this.score, [...this.tags], text);
      this.set({ done: true });
    } catch (refused) {
      this.set({ problem: /** @type {any} */ (refused).text || t('widget.refused') });
    }
  }

  render() {
    if (this.done) return html`<p class="happening">${t('widget.thanks')}</p>`;
    return html`<div class="sheet-card" data-test="rating"><b>${t('rate.title')}</b>
      <div class="actions" role="radiogroup" aria-label=${t('rate.title')}>
        ${SCORES.map((score) => html`<button class="button ${score === this.score ? 'primary' : ''}" role="radio" aria-checked=${score === this.score} @click=${() => this.set({ score })} data-test="rate-${score}">${t(`rate.${score}`)}</button>`)}</div>
      ${this.score ? html`<div class="actions">${TAGS.map((tag) => html`<button class="chip ${this.tags.has(tag) ? 'info' : ''}" aria-pressed=${this.tags.has(tag)} @click=${() => this.mark(tag)}>${t(`rate.${tag}`)}</button>`)}</div>
        <textarea class="input" maxlength="500" aria-label=${t('rate.words')} placeholder=${t('rate.words')} data-test="rate-text"></textarea>
        ${this.problem ? html`<p class="problem">${this.problem}</p>` : nothing}
        <button class="button primary" @click=${this.send} data-test="rate-send">${t('rate.send')}</button>` : nothing}</div>`;
  }
}

customElements.define('kefu-rating', Rating);
