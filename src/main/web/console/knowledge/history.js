// The history of an article: who, when, why, and what has changed, word by word.
import { html, nothing } from 'lit';
import { View, tell } from 'shared/element.js';
import { get, listOf, query } from 'shared/api.js';
import { t, word } from 'shared/i18n.js';
import { full } from 'shared/format.js';
import { session } from '../account/session.js';
import { explain } from '../toasts.js';
import { difference } from './difference.js';

const PAGE = 20;

class ArticleHistory extends View {
  constructor() {
    super();
    /** @type {string|undefined} */
    this.article = undefined;
    /** @type {any[]} */
    this.versions = [];
    /** @type {string|undefined} */
    this.next = undefined;
    /** @type {any} */
    this.diff = undefined;
    /** @type {string|undefined} what is shown: an article at a version */
    this.stamp = undefined;
    this.problem = '';
  }

  /** @param {any} article as the server has it */
  async look(article) {
    const stamp = article?.id ? `${article.id}/${article.version}` : undefined;
    if (stamp === this.stamp) return;
    this.stamp = stamp;
    this.set({ article: article?.id, versions: [], next: undefined, diff: undefined });
    if (article?.id) await this.load();
  }

  async load() {
    const { stamp } = this;
    try {
      const answer = await get(`/knowledge/articles/${this.article}/versions${query({ limit: PAGE, cursor: this.next })}`);
      if (stamp === this.stamp) this.set({ versions: [...this.versions, ...listOf(answer)], next: answer.next_cursor, problem: '' });
    } catch (refused) {
      this.set({ problem: explain(refused) });
    }
  }

  /** What a step has changed. @param {number} version */
  async compare(version) {
    try {
      this.set({ diff: await get(`/knowledge/articles/${this.article}/diff${query({ from: version - 1, to: version })}`), problem: '' });
    } catch (refused) {
      this.set({ problem: explain(refused) });
    }
  }

  render() {
    if (!this.article) return html`<p class="muted small">${t('history.none')}</p>`;
    const newest = this.versions[0]?.version;
    return html`<section class="fact-box"><h3>${t('history.title')}</h3>${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
      <ol class="hits">${this.versions.map((each) => html`<li class="near" data-test="version" data-version=${each.version}><p class="row nowrap"><b>v${each.version}</b><span class="chip">${word('kb_action', each.action)}</span><span class="grow clip">${each.by}</span></p>
          <p class="small muted">${full(each.at)}${each.why ? html` · ${each.why}` : nothing}</p>
          <p class="row">${each.version > 1 ? html`<button class="button quiet" @click=${() => this.compare(each.version)} data-test="compare">${t('history.compare')}</button>` : nothing}
            ${each.version !== newest && session.is('editor', 'admin') ? html`<button class="button quiet" @click=${() => tell(this, 'restore', { version: each.version })} data-test="restore">${t('history.restore')}</button>` : nothing}</p>
          ${this.diff?.to === each.version ? difference(this.diff.fields) : nothing}</li>`)}</ol>
      ${this.next ? html`<button class="button" @click=${this.load}>${t('kb.more')}</button>` : nothing}</section>`;
  }
}

customElements.define('kefu-article-history', ArticleHistory);
