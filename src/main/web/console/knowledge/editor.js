// The editor's screen: the list of articles, the open one, and beside it what the server thinks of it.
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { View } from 'shared/element.js';
import { get, listOf, query } from 'shared/api.js';
import { t } from 'shared/i18n.js';
import { session } from '../account/session.js';
import { explain } from '../toasts.js';
import { articleRow } from './article-row.js';
import './article-form.js';
import './bulk-dialog.js';
import './checks.js';
import './filters.js';
import './history.js';
import './import-dialog.js';
import './pinned.js';
import './releases-dialog.js';
import './together-dialog.js';
import './windows-dialog.js';
import '../assist/feedback.js';
import '../assist/learned.js';

const PAGE = 50;
const SIDES = ['checks', 'tests', 'history'];

class KnowledgeEditor extends View {
  constructor() {
    super();
    /** @type {string|undefined} */
    this.open = undefined;
    /** @type {string|undefined} */
    this.next = undefined;
    /** @type {string|undefined} */
    this.problem = undefined;
    /** @type {Object<string, string|undefined>} */
    this.wanted = {};
    this.side = 'checks';
    /** @type {any[]} */
    this.articles = [];
    /** @type {Map<string, any>} those that something is to be done with together, as they were read; a search keeps them */
    this.chosen = new Map();
    this.ready = false;
    this.onKey = (/** @type {KeyboardEvent} */ event) => this.pressed(event);
    this.tick();
  }

  connectedCallback() {
    super.connectedCallback();
    window.addEventListener('keydown', this.onKey);
    this.load().then(() => {
      const asked = location.hash.slice(1);
      if (asked.startsWith('kb_')) this.show(asked);
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
      this.begin();
    } else if (event.altKey && /^Digit[1-3]$/.test(event.code)) {
      event.preventDefault();
      this.turn(SIDES[Number(event.code.slice(-1)) - 1]);
    }
  }

  begin() {
    this.set({ open: undefined });
    this.form?.begin();
  }

  /** @param {string} id @param {string} [wording] */
  show(id, wording) {
    this.set({ open: id });
    this.form.open(id, wording);
  }

  /** @param {string} [cursor] */
  async load(cursor) {
    const { wanted } = this;
    try {
      const answer = await get(`/knowledge/articles${query({ ...wanted, limit: PAGE, cursor })}`);
      if (wanted !== this.wanted) return;
      this.set({ articles: cursor ? [...this.articles, ...listOf(answer)] : listOf(answer), next: answer.next_cursor, ready: true, problem: undefined });
    } catch (refused) {
      // The list of before stays: an editor goes on reading while the search is away.
      this.set({ ready: true, problem: explain(refused) });
    }
  }

  get filters() {
    return /** @type {any} */ (this.querySelector('kefu-article-filters'));
  }

  get feedback() {
    return /** @type {any} */ (this.querySelector('kefu-feedback'));
  }

  /** @param {CustomEvent} event how much of an article's feedback nobody has settled */
  counted({ detail }) {
    this.set({ articles: this.articles.map((each) => (each.id === detail.id && each.use ? { ...each, use: { ...each.use, feedback: detail.n } } : each)) });
    this.filters.look();
  }

  /** @param {CustomEvent} event what was saved */
  saved(event) {
    const article = event.detail;
    const known = this.articles.some((each) => each.id === article.id);
    this.chosen.delete(article.id);
    this.set({ articles: known ? this.articles.map((each) => (each.id === article.id ? { ...each, ...article } : each)) : [article, ...this.articles], open: article.id });
    // What was taken over may have gone out with it.
    this.feedback.load();
  }

  /** What stands beside looks at what was written. */
  look() {
    const panel = /** @type {any} */ (this.querySelector('.case-side > [data-side]'));
    panel?.look(this.side === 'history' ? this.form.base : this.form.body);
  }

  /** @param {string} side */
  turn(side) {
    this.set({ side });
    this.updateComplete.then(() => this.look());
  }

  /** @param {any} article */
  choose(article) {
    if (!this.chosen.delete(article.id)) this.chosen.set(article.id, article);
    this.requestUpdate();
  }

  chooseAll() {
    this.articles.forEach((each) => this.chosen.set(each.id, each));
    this.requestUpdate();
  }

  /** Those of the chosen ones that may go out. */
  get waiting() {
    return [...this.chosen.values()].filter(({ status }) => status === 'draft' || status === 'in_review');
  }

  /** What was changed is chosen no more; what could not be stays, to be tried again. @param {CustomEvent} event */
  async changed(event) {
    for (const { id, outcome } of event.detail.rows) if (outcome !== 'error') this.chosen.delete(id);
    await this.load();
    this.articles.filter(({ id }) => this.chosen.has(id)).forEach((each) => this.chosen.set(each.id, each));
    if (this.open && event.detail.rows.some((/** @type {any} */ row) => row.id === this.open && row.outcome === 'changed')) this.form.refresh();
  }

  async released() {
    this.chosen.clear();
    await this.load();
    if (this.open) this.form.open(this.open);
  }

  /** @param {any} article */
  row(article) {
    return articleRow(article, { open: article.id === this.open, chosen: this.chosen.has(article.id), choose: () => this.choose(article), show: () => this.show(article.id) });
  }

  list() {
    if (!this.ready) return html`<div class="skeleton"><i></i><i></i><i></i></div>`;
    if (this.articles.length === 0 && this.problem) return nothing;
    if (this.articles.length === 0) return html`<div class="empty"><h2>${t(Object.values(this.wanted).some(Boolean) ? 'kb.nothing_found' : 'kb.empty')}</h2></div>`;
    return html`<ul class="inbox-list" data-test="articles">${repeat(this.articles, (each) => each.id, (each) => this.row(each))}
      ${this.next ? html`<li class="pad"><button class="button" @click=${() => this.load(this.next)}>${t('kb.more')}</button></li>` : nothing}</ul>
      ${this.chosen.size ? this.bar() : nothing}`;
  }

  bar() {
    const waiting = this.waiting.length;
    return html`<div class="bar chosen-bar" data-test="chosen"><span class="grow">${t('kb.chosen', { n: this.chosen.size })}</span>
      <button class="button quiet" @click=${this.chooseAll} data-test="choose-all">${t('kb.choose_all')}</button><button class="button quiet" @click=${() => { this.chosen.clear(); this.requestUpdate(); }} data-test="choose-none">${t('kb.choose_none')}</button>
      ${session.is('editor', 'admin') ? html`<button class="button" @click=${() => this.dialog('kefu-bulk').open([...this.chosen.values()])} data-test="bulk-open">${t('kb.bulk')}</button>` : nothing}
      ${waiting ? html`<button class="button primary" @click=${() => this.dialog('kefu-together').open(this.waiting)} data-test="release-chosen">${t('kb.release')}${waiting === this.chosen.size ? nothing : ` (${waiting})`}</button>` : nothing}</div>`;
  }

  beside() {
    switch (this.side) {
      case 'tests':
        return html`<kefu-pinned data-side></kefu-pinned>`;
      case 'history':
        return html`<kefu-article-history data-side @restore=${(/** @type {CustomEvent} */ e) => this.form.restore(e.detail.version)}></kefu-article-history>`;
      default:
        return html`<kefu-checks data-side @visit=${(/** @type {CustomEvent} */ e) => this.show(e.detail.id, e.detail.wording)}></kefu-checks>`;
    }
  }

  /** @param {string} tag */
  dialog(tag) {
    return /** @type {any} */ (this.querySelector(tag));
  }

  render() {
    return html`<div class="knowledge"><section class="inbox" aria-label=${t('screen.knowledge')}>
        <div class="inbox-head"><h1 class="grow">${t('screen.knowledge')}</h1>
          <button class="button primary" @click=${this.begin} data-test="new-article" title="Alt+N">${t('kb.new')}</button></div>
        <div class="row tools"><button class="button quiet" @click=${() => this.dialog('kefu-import').open()} data-test="import">${t('kb.import')}</button>
          <button class="button quiet" @click=${() => this.dialog('kefu-windows').open()} data-test="windows">${t('kb.windows')}</button>
          <button class="button quiet" @click=${() => this.dialog('kefu-releases').open()} data-test="releases">${t('kb.releases')}</button></div>
        <kefu-article-filters class="filters" .problem=${this.problem || ''} @wanted=${(/** @type {CustomEvent} */ e) => { this.wanted = e.detail; this.load(); }}></kefu-article-filters>
        ${this.list()}</section>
      <kefu-article class="pane" @saved=${this.saved} @written=${this.look}></kefu-article>
      <aside class="case-side" aria-label=${t('kb.beside')}><div class="tabs" role="tablist">${SIDES.map((side, i) => html`<button class="tab" role="tab" aria-selected=${side === this.side} @click=${() => this.turn(side)} title="Alt+${i + 1}" data-test="side-${side}">${t(`kb.side_${side}`)}</button>`)}</div><kefu-feedback .article=${this.open} @counted=${this.counted}></kefu-feedback>${this.beside()}<kefu-learned .article=${this.open}></kefu-learned></aside></div>
      <kefu-bulk @bulk=${this.changed}></kefu-bulk>
      <kefu-together @released=${this.released}></kefu-together>
      <kefu-import @imported=${() => this.load()}></kefu-import>
      <kefu-windows @windows=${() => { this.form.loadWindows(); this.load(); }}></kefu-windows>
      <kefu-releases @rolled=${() => { this.load(); if (this.open) this.form.open(this.open); }}></kefu-releases>`;
  }
}

customElements.define('kefu-knowledge', KnowledgeEditor);
