// The editor's screen: the list of articles, the open one, and what would be suggested for a question.
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { View } from 'shared/element.js';
import { get, listOf, query } from 'shared/api.js';
import { t, word } from 'shared/i18n.js';
import { explain } from '../toasts.js';
import './article-form.js';
import './import-dialog.js';
import './test-box.js';

const PAGE = 50;
const TYPED_MS = 250;
const STATUSES = ['', 'published', 'draft', 'retired'];

class KnowledgeEditor extends View {
  constructor() {
    super();
    /** @type {string|undefined} */
    this.open = undefined;
    /** @type {string|undefined} */
    this.next = undefined;
    /** @type {string|undefined} */
    this.problem = undefined;
    /** @type {number|undefined} */
    this.timer = undefined;
    this.q = '';
    this.status = '';
    /** @type {any[]} */
    this.articles = [];
    this.ready = false;
    this.onKey = (/** @type {KeyboardEvent} */ event) => this.pressed(event);
  }

  connectedCallback() {
    super.connectedCallback();
    window.addEventListener('keydown', this.onKey);
    this.load().then(() => {
      const asked = location.hash.slice(1);
      if (asked.startsWith('kb_')) this.form?.open(asked);
    });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener('keydown', this.onKey);
  }

  get form() {
    return /** @type {any} */ (this.querySelector('kefu-article'));
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    if (event.code === 'KeyS' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.form?.save();
    } else if (event.code === 'KeyN' && event.altKey) {
      event.preventDefault();
      this.form?.begin();
    }
  }

  /** @param {string} [cursor] */
  async load(cursor) {
    const { q, status } = this;
    try {
      const answer = await get(`/knowledge/articles${query({ q, status, limit: PAGE, cursor })}`);
      if (q !== this.q || status !== this.status) return;
      this.set({ articles: cursor ? [...this.articles, ...listOf(answer)] : listOf(answer), next: answer.next_cursor, ready: true, problem: undefined });
    } catch (refused) {
      // The list of before stays: an editor goes on reading while the search is away.
      this.set({ ready: true, problem: explain(refused) });
    }
  }

  /** @param {Event} event */
  searched(event) {
    this.q = /** @type {HTMLInputElement} */ (event.target).value.trim();
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.load(), TYPED_MS);
  }

  /** @param {CustomEvent} event what was saved */
  saved(event) {
    const article = event.detail;
    const known = this.articles.some((each) => each.id === article.id);
    this.set({ articles: known ? this.articles.map((each) => (each.id === article.id ? { ...each, ...article } : each)) : [article, ...this.articles], open: article.id });
  }

  /** @param {any} article */
  row(article) {
    const look = { published: 'ok', draft: 'warn', expired: 'danger' }[/** @type {string} */ (article.status)] || '';
    return html`<li class="inbox-row" aria-current=${article.id === this.open ? 'true' : 'false'} data-test="article" data-article=${article.id}>
      <button class="inbox-open" @click=${() => { this.set({ open: article.id }); this.form.open(article.id); }}>
        <span class="row nowrap"><span class="grow clip strong">${article.question}</span><span class="chip ${look}">${word('kb_status', article.status)}</span></span>
        <span class="row nowrap small muted"><span class="grow clip">${[article.id, article.category, word('stage', article.stage)].filter(Boolean).join(' · ')}</span><span>v${article.version}</span></span></button></li>`;
  }

  list() {
    if (!this.ready) return html`<div class="skeleton"><i></i><i></i><i></i></div>`;
    if (this.articles.length === 0 && this.problem) return nothing;
    if (this.articles.length === 0) return html`<div class="empty"><h2>${t(this.q || this.status ? 'kb.nothing_found' : 'kb.empty')}</h2></div>`;
    return html`<ul class="inbox-list" data-test="articles">${repeat(this.articles, (each) => each.id, (each) => this.row(each))}
      ${this.next ? html`<li class="pad"><button class="button" @click=${() => this.load(this.next)}>${t('kb.more')}</button></li>` : nothing}</ul>`;
  }

  render() {
    return html`<div class="knowledge"><section class="inbox" aria-label=${t('screen.knowledge')}>
        <div class="inbox-head"><h1 class="grow">${t('screen.knowledge')}</h1>
          <button class="button" @click=${() => /** @type {any} */ (this.querySelector('kefu-import')).open()} data-test="import">${t('kb.import')}</button>
          <button class="button primary" @click=${() => { this.set({ open: undefined }); this.form.begin(); }} data-test="new-article" title="Alt+N">${t('kb.new')}</button></div>
        <div class="filters"><input class="input" type="search" placeholder=${t('kb.search')} aria-label=${t('kb.search')} @input=${this.searched} data-test="article-search" />
          <select class="input" aria-label=${t('kb.status')} @change=${(/** @type {any} */ e) => { this.status = e.target.value; this.load(); }} data-test="article-status">${STATUSES.map((status) => html`<option value=${status}>${status ? word('kb_status', status) : t('kb.all')}</option>`)}</select>
          ${this.problem ? html`<p class="problem">${this.problem}</p>` : nothing}</div>
        ${this.list()}</section>
      <kefu-article class="pane" @saved=${this.saved}></kefu-article>
      <kefu-test-box class="case-side"></kefu-test-box></div>
      <kefu-import @imported=${() => this.load()}></kefu-import>`;
  }
}

customElements.define('kefu-knowledge', KnowledgeEditor);
