// One article. Saving names the version it grew from; when somebody else saved in between, both texts stand side by side and mine is
// never lost.
import { html, nothing } from 'lit';
import { View, tell } from 'shared/element.js';
import { call } from 'shared/api.js';
import { uuid } from 'shared/frames.js';
import { t, word } from 'shared/i18n.js';
import { explain, notice } from '../toasts.js';
import { FIELDS, asForm, asWire, preview, warnings } from './article.js';

class ArticleForm extends View {
  constructor() {
    super();
    /** @type {boolean|undefined} */
    this.busy = undefined;
    /** @type {any} */
    this.theirs = undefined;
    /** @type {string|undefined} */
    this.theirTag = undefined;
    /** @type {boolean|undefined} */
    this.restored = undefined;
    /** @type {number|undefined} */
    this.timer = undefined;
    /** @type {any} what the server has */
    this.base = undefined;
    /** @type {Object<string, any>} what stands in the fields */
    this.form = {};
    /** @type {string|null} */
    this.etag = null;
    this.problem = '';
  }

  get dirty() {
    return Boolean(this.base) && JSON.stringify(asForm(this.base)) !== JSON.stringify(this.form);
  }

  get draftKey() {
    return `kefu.kb.${this.base?.id || 'new'}`;
  }

  begin() {
    this.#show({ question: '', answer: '', stage: 'any', risk: 'low', status: 'draft' }, null);
    this.updateComplete.then(() => /** @type {HTMLElement|null} */ (this.querySelector('[name=question]'))?.focus());
  }

  /** @param {string} id */
  async open(id) {
    try {
      const { data, etag } = await call('GET', `/knowledge/articles/${id}`);
      this.#show(data, etag || `"${data.version}"`);
      history.replaceState(null, '', `${location.pathname}#${id}`);
    } catch (refused) {
      this.set({ problem: explain(refused) });
    }
  }

  /** @param {any} article @param {string|null} etag */
  #show(article, etag) {
    this.base = article;
    const kept = JSON.parse(localStorage.getItem(this.draftKey) || 'null');
    const mine = kept && kept.version === article.version ? kept.form : undefined;
    this.set({ form: mine || asForm(article), etag, problem: '', theirs: undefined, restored: Boolean(mine) });
  }

  /** @param {Event} event */
  edited(event) {
    const { name, value } = /** @type {HTMLInputElement} */ (event.target);
    if (!name) return;
    this.set({ form: { ...this.form, [name]: value } });
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => localStorage.setItem(this.draftKey, JSON.stringify({ version: this.base.version, form: this.form })), 500);
  }

  revert() {
    localStorage.removeItem(this.draftKey);
    this.set({ form: asForm(this.base), restored: false });
  }

  /** @returns {Promise<boolean>} whether the server has it now */
  async save() {
    if (!this.base || this.busy) return false;
    this.set({ busy: true, problem: '' });
    const isNew = !this.base.id;
    const key = this.draftKey;
    try {
      const body = asWire(this.form, this.base);
      const { data, etag } = isNew
        ? await call('POST', '/knowledge/articles', { body, key: uuid() })
        : await call('PUT', `/knowledge/articles/${this.base.id}`, { body, etag: this.etag || undefined });
      clearTimeout(this.timer);
      localStorage.removeItem(key);
      this.#show(data, etag || `"${data.version}"`);
      notice(t('kb.saved', { version: data.version }));
      tell(this, 'saved', data);
      return true;
    } catch (refused) {
      await this.refused(/** @type {any} */ (refused));
      return false;
    } finally {
      this.set({ busy: false });
    }
  }

  /** @param {any} refused */
  async refused(refused) {
    if (refused.status !== 412) return this.set({ problem: explain(refused) });
    const { data, etag } = await call('GET', `/knowledge/articles/${this.base.id}`);
    return this.set({ theirs: data, theirTag: etag || `"${data.version}"` });
  }

  /** My words over their version: the next save says so to the server. */
  keepMine() {
    this.set({ base: this.theirs, etag: this.theirTag, theirs: undefined });
  }

  takeTheirs() {
    localStorage.removeItem(this.draftKey);
    this.#show(this.theirs, /** @type {string} */ (this.theirTag));
  }

  async publish() {
    if ((this.dirty || !this.base.id) && !(await this.save())) return;
    try {
      const { data, etag } = await call('POST', `/knowledge/articles/${this.base.id}/publish`, { etag: this.etag || undefined });
      const fresh = data || { ...this.base, status: 'published' };
      this.#show(fresh, etag || `"${fresh.version}"`);
      notice(t('kb.published'));
      tell(this, 'saved', fresh);
    } catch (refused) {
      await this.refused(/** @type {any} */ (refused));
    }
  }

  /** @param {any} field */
  field(field) {
    const value = this.form[field.name] ?? '';
    const name = `article-${field.name}`;
    if (field.choices) {
      return html`<label class="field"><span>${t(`kb.${field.name}`)}</span><select class="input" name=${field.name} data-test=${name}>${field.choices.map((/** @type {string} */ choice) => html`<option value=${choice} ?selected=${choice === value}>${word(field.group, choice)}</option>`)}</select></label>`;
    }
    if (field.rows) {
      return html`<label class="field wide"><span>${t(`kb.${field.name}`)} ${field.list ? html`<small>${String(value).split('\n').filter(Boolean).length}</small>` : nothing}</span>
        <textarea class="input" name=${field.name} rows=${field.rows} .value=${value} data-test=${name}></textarea></label>`;
    }
    return html`<label class="field ${field.wide ? 'wide' : ''}"><span>${t(`kb.${field.name}`)}</span><input class="input" name=${field.name} type=${field.type || 'text'} .value=${value} data-test=${name} /></label>`;
  }

  conflict() {
    if (!this.theirs) return nothing;
    const theirs = asForm(this.theirs);
    const differing = FIELDS.filter((field) => (theirs[field.name] ?? '') !== (this.form[field.name] ?? ''));
    return html`<div class="conflict" role="alert" data-test="conflict"><div class="bar danger"><span class="grow">${t('kb.conflict', { version: this.theirs.version })}</span>
        <button class="button" @click=${this.takeTheirs} data-test="take-theirs">${t('kb.take_theirs')}</button><button class="button primary" @click=${this.keepMine} data-test="keep-mine">${t('kb.keep_mine')}</button></div>
      <table><thead><tr><th></th><th>${t('kb.theirs')}</th><th>${t('kb.mine')}</th></tr></thead><tbody>${differing.map((field) => html`<tr><th>${t(`kb.${field.name}`)}</th><td class="wrap">${theirs[field.name]}</td><td class="wrap">${this.form[field.name]}</td></tr>`)}</tbody></table></div>`;
  }

  render() {
    if (!this.base) return html`<div class="empty"><h2>${t('kb.none')}</h2><p>${t('kb.none_hint')} <kbd>Alt+N</kbd></p>${this.problem ? html`<p class="problem">${this.problem}</p>` : nothing}</div>`;
    const found = warnings(this.form.answer || '');
    return html`<header class="thread-head"><div class="grow"><h2 class="clip">${this.base.id || t('kb.new')}</h2>
        <p class="small muted">${word('kb_status', this.base.status)} ${this.base.version ? `v${this.base.version}` : ''} ${this.dirty ? html`· <b class="draft">${t('kb.unsaved')}</b>` : nothing}${this.restored && this.dirty ? html` · ${t('kb.restored')}` : nothing}</p></div>
        ${this.dirty && this.base.id ? html`<button class="button quiet" @click=${this.revert}>${t('kb.revert')}</button>` : nothing}
        <button class="button" @click=${this.save} ?disabled=${this.busy} data-test="save-article">${t('kb.save')} <kbd>Ctrl+S</kbd></button>
        <button class="button primary" @click=${this.publish} ?disabled=${this.busy} data-test="publish-article">${t('kb.publish')}</button></header>
      <div class="article-body">${this.conflict()}
        <p class="problem" role="alert" data-test="article-problem">${this.problem}</p>
        <div class="article-fields" @input=${this.edited}>${FIELDS.map((field) => this.field(field))}</div>
        <section class="fact-box"><h3>${t('kb.preview')}</h3><p class="suggestion-body">${preview(this.form.answer || '').map((part) => (part.variable ? html`<span class="slot" title=${part.variable}>${part.text}</span>` : part.text))}</p>
          ${found.map((key) => html`<p class="chip warn">${t(`kb.warn_${key}`)}</p>`)}</section></div>`;
  }
}

customElements.define('kefu-article', ArticleForm);
