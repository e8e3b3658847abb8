// Importing a file: tried first, taken only when the trial was clean. An import never deletes. Rows that failed come back as a file to
// correct. And all articles as a file.
import { html, nothing } from 'lit';
import { View, tell } from 'shared/element.js';
import { call } from 'shared/api.js';
import { t, word } from 'shared/i18n.js';
import { toldOrSaid } from 'shared/told.js';
import { explain, notice } from '../toasts.js';

const SHOWN = 50;
const FORMATS = ['xlsx', 'csv', 'zip'];
const LOOKS = /** @type {Object<string, string>} */ ({ new: 'ok', changed: 'info', error: 'danger' });

class ImportDialog extends View {
  /** @type {any} */
  result = undefined;
  /** @type {string|undefined} */
  problem = undefined;
  busy = false;

  get dialog() {
    return /** @type {HTMLDialogElement} */ (this.querySelector('dialog'));
  }

  open() {
    this.set({ result: undefined, problem: undefined });
    this.dialog.showModal();
  }

  /** @returns {FormData|undefined} */
  get chosen() {
    const file = /** @type {HTMLInputElement} */ (this.querySelector('input[type=file]')).files?.[0];
    if (!file) return undefined;
    const body = new FormData();
    body.set('file', file);
    return body;
  }

  /** The rows with mistakes, each with its reasons, as a file. */
  async keepFailed() {
    const body = this.chosen;
    if (!body) return;
    try {
      const { text } = await call('POST', '/knowledge/imports/failed-rows', { body });
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
      link.download = 'knowledge-failed-rows.csv';
      link.click();
      URL.revokeObjectURL(link.href);
    } catch (refused) {
      this.set({ problem: explain(refused) });
    }
  }

  /** @param {boolean} trial */
  async send(trial) {
    const body = this.chosen;
    if (!body) return this.set({ problem: t('import.no_file') });
    this.set({ busy: true, problem: undefined });
    try {
      const { data } = await call('POST', `/knowledge/imports?dry_run=${trial}`, { body });
      this.set({ result: { ...data, trial } });
      if (!trial) {
        notice(t('import.done'));
        tell(this, 'imported');
      }
    } catch (refused) {
      const failed = /** @type {any} */ (refused);
      // The refusal of a file with mistakes names the rows, which is what the editor needs.
      this.set({ problem: explain(failed), result: Array.isArray(failed.frame?.errors) ? { ...failed.frame, trial: true } : undefined });
    } finally {
      this.set({ busy: false });
    }
    return undefined;
  }

  outcome() {
    const { result } = this;
    if (!result) return nothing;
    const errors = result.errors || [];
    const rows = (result.rows || []).filter((/** @type {any} */ each) => each.outcome !== 'same' && each.outcome !== 'error');
    return html`<div data-test="import-result"><p class="row"><span class="chip ok">${t('import.new', { n: result.new ?? 0 })}</span><span class="chip info">${t('import.changed', { n: result.changed ?? 0 })}</span><span class="chip">${t('import.same', { n: result.same ?? 0 })}</span><span class="chip ${errors.length ? 'danger' : ''}">${t('import.errors', { n: errors.length })}</span></p>
      ${errors.length ? html`<p><button class="button" @click=${this.keepFailed} data-test="import-failed">${t('import.keep_failed')}</button></p><table><thead><tr><th>${t('import.row')}</th><th>${t('import.field')}</th><th>${t('import.message')}</th></tr></thead><tbody>${errors.slice(0, SHOWN).map((/** @type {any} */ each) => html`<tr><td>${each.row ?? ''}</td><td>${each.field ?? ''}</td><td>${toldOrSaid(each.message ?? each.code)}</td></tr>`)}</tbody></table>` : nothing}
      ${!errors.length && rows.length ? html`<table><thead><tr><th>${t('import.row')}</th><th></th><th>${t('kb.question')}</th></tr></thead><tbody>${rows.slice(0, SHOWN).map((/** @type {any} */ each) => html`<tr data-test="import-row"><td>${each.row}</td><td><span class="chip ${LOOKS[each.outcome] || ''}">${word('import_outcome', each.outcome)}</span></td><td>${each.question}</td></tr>`)}</tbody></table>` : nothing}</div>`;
  }

  render() {
    const clean = this.result?.trial && !(this.result.errors || []).length;
    return html`<dialog class="box wide" aria-label=${t('kb.import')}>
      <div class="sheet-head"><h2 class="grow">${t('kb.import')}</h2><button class="button quiet" @click=${() => this.dialog.close()} aria-label=${t('app.cancel')}>✕</button></div>
      <div class="sheet-body"><p class="muted">${t('import.hint')}</p>
        <input class="input" type="file" accept=".csv,.xlsx,.zip,.md" aria-label=${t('kb.import')} @change=${() => this.set({ result: undefined })} data-test="import-file" />
        ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}${this.outcome()}
        <p class="row"><span class="muted">${t('import.export')}</span>${FORMATS.map((format) => html`<a class="button" download href="/api/v1/knowledge/export?format=${format}" data-test="export-${format}">${word('export', format)}</a>`)}</p></div>
      <div class="sheet-foot"><button class="button" ?disabled=${this.busy} @click=${() => this.send(true)} data-test="import-try">${t('import.try')}</button>
        <button class="button primary" ?disabled=${this.busy || !clean} @click=${() => this.send(false)} data-test="import-take">${t('import.take')}</button></div></dialog>`;
  }
}

customElements.define('kefu-import', ImportDialog);
