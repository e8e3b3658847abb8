// One of the two word lists from a file: first what it would change and break, then all of it or nothing.
import { html, nothing } from 'lit';
import { View, tell } from 'shared/element.js';
import { call } from 'shared/api.js';
import { t } from 'shared/i18n.js';
import { explain, notice } from '../toasts.js';
import { broken } from './words-trial.js';

const SHOWN = 50;

class WordsImport extends View {
  static properties = { list: { attribute: false } };

  constructor() {
    super();
    this.list = 'synonyms';
    /** @type {File|undefined} */
    this.file = undefined;
    /** @type {any} what the file would change */
    this.trial = undefined;
    this.problem = '';
    this.busy = false;
  }

  get dialog() {
    return /** @type {HTMLDialogElement} */ (this.querySelector('dialog'));
  }

  /** @param {Event} event */
  async chosen(event) {
    const input = /** @type {HTMLInputElement} */ (event.target);
    const file = input.files?.[0];
    input.value = '';
    if (!file) return;
    this.set({ file, trial: undefined, problem: '' });
    if (!this.dialog.open) this.dialog.showModal();
    await this.ask(true);
  }

  /** @param {boolean} dryRun */
  async ask(dryRun) {
    if (this.busy || !this.file) return;
    this.set({ busy: true, problem: '' });
    const body = new FormData();
    body.append('file', this.file);
    // Whoever goes on has seen what would fare worse.
    const seen = dryRun ? '' : `&accept_worse=${this.trial.worse.length > 0}`;
    try {
      const { data } = await call('POST', `/knowledge/words/${this.list}/imports?dry_run=${dryRun}${seen}`, { body, etag: dryRun ? undefined : `"${this.trial.version}"` });
      if (dryRun) this.set({ trial: data });
      else this.done();
    } catch (refused) {
      this.set({ problem: explain(refused) });
    } finally {
      this.set({ busy: false });
    }
  }

  done() {
    notice(t('words.saved'));
    this.dialog.close();
    tell(this, 'imported');
  }

  effect() {
    const { trial } = this;
    if (!trial) return nothing;
    if (trial.changes.length === 0) return html`<p>${t('reply.import_same')}</p>`;
    return html`<ul class="small" data-test="words-import-changes">${trial.changes.slice(0, SHOWN).map((/** @type {any} */ { op, words, to }) => html`<li>${t(`words.${op}_line`, { words: words.join('、'), to: (to || []).join('、') })}</li>`)}</ul>
      ${trial.changes.length > SHOWN ? html`<p class="small muted">${t('words.import_more', { n: trial.changes.length - SHOWN })}</p>` : nothing}${trial.worse.length ? broken(trial.worse) : nothing}`;
  }

  render() {
    const { trial } = this;
    return html`<label class="button quiet">${t('intent.import')}<input class="hush" type="file" accept=".txt" @change=${this.chosen} data-test="words-import" /></label>
      <dialog class="box" aria-label=${t('words.import')} data-test="words-import-box"><div class="sheet-head"><h2>${t('words.import')}</h2></div>
        <div class="sheet-body"><p class="muted">${t('words.import_hint', { list: t(`words.${this.list}`) })}</p><p class="problem" role="alert">${this.problem}</p>${this.effect()}</div>
        <div class="sheet-foot"><button class="button" type="button" @click=${() => this.dialog.close()}>${t('app.cancel')}</button>
          <button class="button ${trial?.worse.length ? 'danger' : 'primary'}" type="button" @click=${() => this.ask(false)} ?disabled=${this.busy || !trial?.changes.length} data-test="words-import-go">${t(trial?.worse.length ? 'words.save_anyway' : 'reply.import_go')}</button></div></dialog>`;
  }
}

customElements.define('kefu-words-import', WordsImport);
