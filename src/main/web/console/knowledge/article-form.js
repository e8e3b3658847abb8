// One article. Saving names the version it grew from; when somebody else saved in between, what only one has changed is merged and the
// rest stands side by side: nothing is lost.
import { html, nothing } from 'lit';
import { View, tell } from 'shared/element.js';
import { call, get, listOf } from 'shared/api.js';
import { full } from 'shared/format.js';
import { uuid } from 'shared/frames.js';
import { t, word } from 'shared/i18n.js';
import { session } from '../account/session.js';
import { explain, notice } from '../toasts.js';
import { FIELDS, asForm, asWire, merge, preview } from './article.js';
import { conflict } from './conflict.js';
import { fieldOf } from './fields.js';
import { variants } from './variants.js';
import { worseOnes } from './worse.js';
import { Writers } from './writers.js';
import './review.js';

const BLANK = { question: '', answer: '', stage: 'any', risk: 'low', status: 'draft' };

class ArticleForm extends View {
  constructor() {
    super();
    this.busy = false;
    /** @type {any} what somebody else has made of it meanwhile */
    this.theirs = undefined;
    /** @type {string|undefined} */
    this.theirTag = undefined;
    /** @type {string[]} fields that both have changed */
    this.conflicts = [];
    this.restored = false;
    /** @type {number|undefined} */
    this.timer = undefined;
    /** @type {any} what the server has */
    this.base = undefined;
    /** @type {Object<string, any>} what stands in the fields */
    this.form = {};
    /** @type {string|null} */
    this.etag = null;
    this.problem = '';
    /** @type {any[]} pinned questions that would fare worse */
    this.worse = [];
    this.why = '';
    /** @type {any[]} */
    this.windows = [];
    this.writers = new Writers(() => ({ id: this.base?.id, writing: this.dirty && session.is('editor', 'admin') }));
    this.watch(this.writers, 'change');
  }

  connectedCallback() {
    super.connectedCallback();
    this.loadWindows();
    this.writers.start();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.keep();
    this.writers.stop();
  }

  async loadWindows() {
    await get('/knowledge/windows').then((answer) => this.set({ windows: listOf(answer) }), (refused) => this.set({ problem: explain(refused) }));
  }

  get dirty() {
    return Boolean(this.base) && JSON.stringify(asForm(this.base)) !== JSON.stringify(this.form);
  }

  get draftKey() {
    return `kefu.kb.${this.base?.id || 'new'}`;
  }

  /** What would be saved, for whoever checks it meanwhile. */
  get body() {
    return this.base ? { ...asWire(this.form, this.base), ...(this.base.id ? { id: this.base.id } : {}) } : undefined;
  }

  begin() {
    this.#show(BLANK, null);
    this.updateComplete.then(() => /** @type {HTMLElement|null} */ (this.querySelector('[name=question]'))?.focus());
  }

  /** @param {string} id @param {string} [wording] a further wording to add */
  async open(id, wording) {
    try {
      const { data, etag } = await call('GET', `/knowledge/articles/${id}`);
      this.#show(data, etag || `"${data.version}"`);
      await this.resume(data);
      if (wording) this.write({ similar: [this.form.similar, wording].filter(Boolean).join('\n') });
      history.replaceState(null, '', `${location.pathname}#${id}`);
    } catch (refused) {
      this.set({ problem: explain(refused) });
    }
  }

  /** Words that were written over an older version and not saved are merged into this one, as when they are saved too late. @param {any} article */
  async resume(article) {
    const kept = JSON.parse(localStorage.getItem(`kefu.kb.${article.id}`) || 'null');
    if (!(kept?.version < article.version)) return;
    const { data } = await call('GET', `/knowledge/articles/${article.id}/versions/${kept.version}`);
    if (this.base !== article) return;
    this.set({ base: { ...article, ...data, id: article.id }, form: { ...asForm(data), ...kept.form } });
    this.mergeInto(article, `"${article.version}"`);
  }

  /** What somebody else has made of it while it was open here. */
  async refresh() {
    const { id } = this.base;
    if (!this.dirty) return this.open(id);
    const { data, etag } = await call('GET', `/knowledge/articles/${id}`);
    return this.mergeInto(data, etag || `"${data.version}"`);
  }

  /** @param {any} article @param {string|null} etag */
  #show(article, etag) {
    this.keep();
    if (article.id !== this.base?.id) this.writers.show([]);
    this.base = article;
    const kept = JSON.parse(localStorage.getItem(this.draftKey) || 'null');
    const mine = kept && kept.version === article.version ? { ...asForm(article), ...kept.form } : undefined;
    this.set({ form: mine || asForm(article), etag, problem: '', theirs: undefined, conflicts: [], worse: [], why: '', restored: Boolean(mine) });
    tell(this, 'written');
    this.writers.meet();
  }

  /** @param {Object<string, any>} patch */
  write(patch) {
    this.set({ form: { ...this.form, ...patch }, worse: [] });
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      this.keep();
      tell(this, 'written');
      if (!this.writers.at) this.writers.meet();
    }, 500);
  }

  /** What was just typed is not lost to whoever turns to another article at once. */
  keep() {
    if (this.timer === undefined) return;
    this.forget();
    localStorage.setItem(this.draftKey, JSON.stringify({ version: this.base.version, form: this.form }));
  }

  /** @param {Event} event */
  edited(event) {
    const { name, value, type, checked } = /** @type {HTMLInputElement} */ (event.target);
    if (name) this.write({ [name]: type === 'checkbox' ? checked : value });
  }

  /** @param {number} i @param {Object<string, string>} [patch] nothing takes it away */
  editVariant(i, patch) {
    const answers = this.form.answers || [];
    this.write({ answers: patch ? answers.map((/** @type {any} */ each, /** @type {number} */ k) => (k === i ? { ...each, ...patch } : each)) : answers.filter((/** @type {any} */ _, /** @type {number} */ k) => k !== i) });
  }

  /** What was typed last is wanted no more. */
  forget() {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  revert() {
    this.forget();
    localStorage.removeItem(this.draftKey);
    this.set({ form: asForm(this.base), restored: false });
    tell(this, 'written');
  }

  /** Whatever asks the server: the answer is the article as it is now. @param {() => Promise<any>} ask @param {string} done @returns {Promise<boolean>} */
  async step(ask, done) {
    if (!this.base || this.busy) return false;
    this.set({ busy: true, problem: '' });
    const key = this.draftKey;
    try {
      const { data, etag } = await ask();
      this.forget();
      localStorage.removeItem(key);
      this.#show(data, etag || `"${data.version}"`);
      notice(t(done, { version: data.version }));
      tell(this, 'saved', data);
      return true;
    } catch (refused) {
      await this.refused(/** @type {any} */ (refused));
      return false;
    } finally {
      this.set({ busy: false });
    }
  }

  save() {
    const body = { ...asWire(this.form, this.base || {}), why: this.why || null };
    return this.step(
      () => (this.base.id ? call('PUT', `/knowledge/articles/${this.base.id}`, { body, etag: this.etag || undefined }) : call('POST', '/knowledge/articles', { body, key: uuid() })),
      'kb.saved',
    );
  }

  /** @param {'submit'|'reject'|'publish'|'restore'} name @param {string} done @param {any} [more] */
  async take(name, done, more = {}) {
    const { why } = this;
    if ((this.dirty || !this.base.id) && !(await this.save())) return;
    await this.step(() => call('POST', `/knowledge/articles/${this.base.id}/${name}`, { body: { why: why || null, ...more }, etag: this.etag || undefined }), done);
  }

  publish() {
    const ticked = /** @type {HTMLInputElement|null} */ (this.querySelector('[name=accept_worse]'))?.checked;
    return this.take('publish', 'kb.published', ticked ? { accept_worse: true } : {});
  }

  /** @param {number} version */
  restore(version) {
    return this.step(() => call('POST', `/knowledge/articles/${this.base.id}/restore`, { body: { version, why: this.why || null }, etag: this.etag || undefined }), 'kb.restored_version');
  }

  async retire() {
    const { id } = this.base;
    await this.step(async () => {
      await call('DELETE', `/knowledge/articles/${id}${this.why ? `?why=${encodeURIComponent(this.why)}` : ''}`, { etag: this.etag || undefined });
      return call('GET', `/knowledge/articles/${id}`);
    }, 'kb.disabled');
  }

  /** @param {any} refused */
  async refused(refused) {
    if (refused.status !== 412) return this.set({ problem: explain(refused), worse: refused.frame?.worse || [] });
    const { data, etag } = await call('GET', `/knowledge/articles/${this.base.id}`);
    return this.mergeInto(data, etag || `"${data.version}"`);
  }

  /** @param {any} theirs @param {string} theirTag */
  mergeInto(theirs, theirTag) {
    const { form, conflicts } = merge(asForm(this.base), this.form, asForm(theirs));
    this.set({ theirs, theirTag, form, conflicts });
    tell(this, 'written');
  }

  /** What is chosen stands over their version: the next save says so to the server. */
  keepMine() {
    this.set({ base: this.theirs, etag: this.theirTag, theirs: undefined, conflicts: [] });
    this.write({});
  }

  takeTheirs() {
    this.forget();
    localStorage.removeItem(this.draftKey);
    this.#show(this.theirs, /** @type {string} */ (this.theirTag));
  }

  buttons() {
    const { status, id } = this.base;
    const writes = session.is('editor', 'admin');
    const risky = this.form.risk !== 'low';
    return html`${this.dirty && id ? html`<button class="button quiet" @click=${this.revert}>${t('kb.revert')}</button>` : nothing}
      ${writes && id && status !== 'retired' ? html`<button class="button quiet" @click=${this.retire} ?disabled=${this.busy} data-test="retire-article">${t('kb.disable')}</button>` : nothing}
      ${writes ? html`<button class="button" @click=${this.save} ?disabled=${this.busy} data-test="save-article">${t('kb.save')} <kbd>Ctrl+S</kbd></button>` : nothing}
      ${status === 'in_review' ? html`<button class="button" @click=${() => this.take('reject', 'kb.rejected')} ?disabled=${this.busy} data-test="reject-article">${t('kb.reject')}</button>` : nothing}
      ${writes && risky && status !== 'in_review' ? html`<button class="button" @click=${() => this.take('submit', 'kb.submitted')} ?disabled=${this.busy} data-test="submit-article">${t('kb.submit')}</button>` : nothing}
      <button class="button primary" @click=${this.publish} ?disabled=${this.busy} data-test="publish-article">${t(status === 'in_review' ? 'kb.approve' : 'kb.publish')}</button>`;
  }

  render() {
    if (!this.base) return html`<div class="empty"><h2>${t('kb.none')}</h2><p>${t('kb.none_hint')} <kbd>Alt+N</kbd></p>${this.problem ? html`<p class="problem">${this.problem}</p>` : nothing}</div>`;
    return html`<header class="thread-head"><div class="grow"><h2 class="clip">${this.base.id || t('kb.new')}</h2>
        <p class="small muted">${word('kb_status', this.base.life || this.base.status)} ${this.base.version ? `v${this.base.version}` : ''} ${this.dirty ? html`· <b class="draft">${t('kb.unsaved')}</b>` : nothing}${this.restored && this.dirty ? html` · ${t('kb.restored')}` : nothing}</p></div>
        ${this.buttons()}</header>
      ${this.writers.others.length ? html`<p class="bar warn" role="status" data-test="also-writing">${t('kb.also_writing', { names: this.writers.others.join('、') })}</p>` : nothing}
      ${this.base.deletes_at ? html`<p class="bar warn" role="status" data-test="deletes">${t('kb.deletes_hint', { time: full(this.base.deletes_at) })}</p>` : nothing}
      <div class="article-body">${conflict(this)}
        <p class="problem" role="alert" data-test="article-problem">${this.problem}</p>
        ${this.worse.length ? worseOnes(this.worse) : nothing}
        ${this.base.status === 'in_review' ? html`<kefu-review .article=${this.base}></kefu-review>` : nothing}
        <div class="article-fields" @input=${this.edited}>${FIELDS.map((field) => fieldOf(this, field))}</div>
        ${variants(this)}
        <label class="field"><span>${t('kb.why')}</span><input class="input" maxlength="200" .value=${this.why} @input=${(/** @type {any} */ e) => (this.why = e.target.value)} data-test="article-why" /></label>
        <section class="fact-box"><h3>${t('kb.preview')}</h3><p class="suggestion-body">${preview(this.form.answer || '').map((part) => (part.variable ? html`<span class="slot" title=${part.variable}>${part.text}</span>` : part.text))}</p></section></div>`;
  }
}

customElements.define('kefu-article', ArticleForm);
