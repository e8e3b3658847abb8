// Drafts that go out together: what each of them changes for shoppers first, then all of them or none.
import { html, nothing } from 'lit';
import { View, tell } from 'shared/element.js';
import { post } from 'shared/api.js';
import { t, word } from 'shared/i18n.js';
import { explain, notice } from '../toasts.js';
import { worseOnes } from './worse.js';
import './review.js';

/** So many are unfolded at once; each asks the server what it changes. */
const UNFOLDED = 10;

class TogetherDialog extends View {
  constructor() {
    super();
    /** @type {any[]} as they were read */
    this.articles = [];
    /** @type {Set<string>} those whose changes are shown */
    this.unfolded = new Set();
    /** @type {any[]} */
    this.worse = [];
    this.busy = false;
    this.problem = '';
  }

  get dialog() {
    return /** @type {HTMLDialogElement} */ (this.querySelector('dialog'));
  }

  /** @param {any[]} articles */
  open(articles) {
    this.set({ articles, unfolded: new Set(articles.slice(0, UNFOLDED).map(({ id }) => id)), worse: [], problem: '' });
    this.dialog.showModal();
  }

  /** @param {string} id @param {boolean} open */
  unfold(id, open) {
    if (open && !this.unfolded.has(id)) this.set({ unfolded: new Set([...this.unfolded, id]) });
  }

  async publish() {
    if (this.busy) return;
    const field = (/** @type {string} */ name) => /** @type {HTMLInputElement|null} */ (this.querySelector(`[name=${name}]`));
    const articles = this.articles.map(({ id, version }) => ({ id, version }));
    this.set({ busy: true, problem: '' });
    try {
      const done = await post('/knowledge/releases', { articles, note: field('note')?.value || null, ...(field('accept_worse')?.checked ? { accept_worse: true } : {}) });
      notice(t('kb.released', { n: done.articles.length }));
      this.dialog.close();
      tell(this, 'released');
    } catch (refused) {
      this.set({ problem: explain(refused), worse: /** @type {any} */ (refused).frame?.worse || [] });
    } finally {
      this.set({ busy: false });
    }
  }

  /** @param {any} article */
  one(article) {
    const { id, version, question, risk, status } = article;
    const open = this.unfolded.has(id);
    return html`<details ?open=${open} @toggle=${(/** @type {any} */ e) => this.unfold(id, e.target.open)} data-test="together-article" data-article=${id}>
      <summary class="row"><b class="grow">${question}</b><span class="chip">${word('kb_status', status)}</span>${risk === 'low' ? nothing : html`<span class="chip warn">${t('kb.risk')} ${word('risk', risk)}</span>`}<span class="small muted">v${version}</span></summary>
      ${open ? html`<kefu-review .article=${article}></kefu-review>` : nothing}</details>`;
  }

  render() {
    const { articles } = this;
    return html`<dialog class="box wide" aria-label=${t('kb.release')} data-test="together"><div class="sheet-head"><h2 class="grow">${t('kb.release')} <span class="muted">${t('together.count', { n: articles.length })}</span></h2></div>
      <div class="sheet-body together"><p class="small muted">${t('together.hint')}</p>${articles.map((each) => this.one(each))}
        <p class="problem" role="alert" data-test="together-problem">${this.problem}</p>${this.worse.length ? worseOnes(this.worse) : nothing}</div>
      <div class="sheet-foot"><input class="input grow" name="note" maxlength="200" placeholder=${t('kb.why')} aria-label=${t('kb.why')} data-test="together-note" />
        <button class="button" @click=${() => this.dialog.close()} data-test="together-close">${t('app.cancel')}</button>
        <button class="button primary" @click=${this.publish} ?disabled=${this.busy} data-test="together-publish">${t('together.publish', { n: articles.length })}</button></div></dialog>`;
  }
}

customElements.define('kefu-together', TogetherDialog);
