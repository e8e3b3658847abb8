// What went out together, and back again.
import { html, nothing } from 'lit';
import { View, tell } from 'shared/element.js';
import { get, listOf, post, query } from 'shared/api.js';
import { t, word } from 'shared/i18n.js';
import { full } from 'shared/format.js';
import { explain, notice } from '../toasts.js';

class ReleasesDialog extends View {
  constructor() {
    super();
    /** @type {any[]} */
    this.releases = [];
    /** @type {string|undefined} */
    this.next = undefined;
    /** @type {number|undefined} the one that is asked about */
    this.asked = undefined;
    this.problem = '';
  }

  get dialog() {
    return /** @type {HTMLDialogElement} */ (this.querySelector('dialog'));
  }

  async open() {
    this.set({ asked: undefined, problem: '', releases: [], next: undefined });
    this.dialog.showModal();
    await this.load();
  }

  async load() {
    try {
      const answer = await get(`/knowledge/releases${query({ limit: 20, cursor: this.next })}`);
      this.set({ releases: [...this.releases, ...listOf(answer)], next: answer.next_cursor });
    } catch (refused) {
      this.set({ problem: explain(refused) });
    }
  }

  /** @param {number} number */
  async rollBack(number) {
    const note = /** @type {HTMLInputElement|null} */ (this.querySelector('[name=note]'))?.value || null;
    try {
      const done = await post(`/knowledge/releases/${number}/rollback`, { note });
      notice([t('releases.done', { n: done.articles.length }), ...(done.gone ? [t('releases.gone', { n: done.gone.length })] : [])].join(' · '));
      tell(this, 'rolled');
      this.dialog.close();
    } catch (refused) {
      this.set({ problem: explain(refused) });
    }
  }

  /** @param {any} each @param {number} i */
  row(each, i) {
    return html`<tr data-test="release" data-number=${each.number}><td><b>#${each.number}</b> <span class="chip">${word('release_kind', each.kind)}${each.back_to === undefined ? nothing : ` → #${each.back_to}`}</span></td>
      <td>${full(each.at)}<br /><span class="small muted">${each.by}${each.note ? ` · ${each.note}` : ''}</span></td><td>${t('releases.articles', { n: each.articles })}</td>
      <td>${i === 0 ? html`<span class="chip ok">${t('releases.current')}</span>` : this.asked === each.number
        ? html`<input class="input" name="note" maxlength="200" placeholder=${t('kb.why')} aria-label=${t('kb.why')} /><button class="button primary" @click=${() => this.rollBack(each.number)} data-test="rollback-confirm">${t('releases.confirm', { n: each.number })}</button>`
        : html`<button class="button" @click=${() => this.set({ asked: each.number })} data-test="rollback">${t('releases.back')}</button>`}</td></tr>`;
  }

  render() {
    return html`<dialog class="box wide" aria-label=${t('releases.heading')}>
      <div class="sheet-head"><h2 class="grow">${t('releases.heading')}</h2><button class="button quiet" @click=${() => this.dialog.close()} aria-label=${t('app.cancel')}>✕</button></div>
      <div class="sheet-body"><p class="muted small">${t('releases.hint')}</p>${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
        <table><tbody>${this.releases.map((each, i) => this.row(each, i))}</tbody></table>
        ${this.next ? html`<button class="button" @click=${this.load}>${t('kb.more')}</button>` : nothing}</div></dialog>`;
  }
}

customElements.define('kefu-releases', ReleasesDialog);
