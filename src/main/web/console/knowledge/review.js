// What approving would change for shoppers: what was handed in beside what they are answered with today, not beside the save before.
import { html, nothing } from 'lit';
import { View } from 'shared/element.js';
import { get, query } from 'shared/api.js';
import { t, word } from 'shared/i18n.js';
import { when } from 'shared/format.js';
import { explain } from '../toasts.js';
import { difference } from './difference.js';

class Review extends View {
  static properties = { article: {} };

  constructor() {
    super();
    /** @type {any} as the server has it */
    this.article = undefined;
    /** @type {any} */
    this.diff = undefined;
    this.problem = '';
  }

  /** @param {Map<string, any>} changed */
  updated(changed) {
    const before = changed.get('article');
    if (changed.has('article') && (before?.id !== this.article.id || before?.version !== this.article.version)) this.load();
  }

  async load() {
    const { article } = this;
    const still = () => article.id === this.article.id && article.version === this.article.version;
    this.set({ diff: undefined, problem: '' });
    try {
      const diff = await get(`/knowledge/articles/${article.id}/diff${query({ to: article.version })}`);
      if (still()) this.set({ diff });
    } catch (refused) {
      if (still()) this.set({ problem: explain(refused) });
    }
  }

  against() {
    const { from, published } = this.diff;
    if (!published) return t('review.new');
    const { at, by, until } = published;
    return t(until ? 'review.retired' : 'review.against', { version: from, by, at: when(at), until: when(until) });
  }

  render() {
    const { diff } = this;
    return html`<section class="fact-box" data-test="review"><h3>${t('review.title')}</h3>
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
      ${diff ? html`<p class="row" data-test="review-against"><span>${this.against()}</span>${diff.published?.life ? html`<span class="chip">${word('kb_status', diff.published.life)}</span>` : nothing}</p>${difference(diff.fields)}` : nothing}</section>`;
  }
}

customElements.define('kefu-review', Review);
