// A list from a file, in a box of its own: first what the file would change, then all of it or nothing.
import { html } from 'lit';
import { View, tell } from 'shared/element.js';
import { call } from 'shared/api.js';
import { t } from 'shared/i18n.js';
import { explain, notice } from './toasts.js';

/** For the lists that are kept as a whole; each says what it is called, where it goes and what a trial means. */
export class ImportBox extends View {
  constructor() {
    super();
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

  /** @returns {{name:string, title:string, hint:string, accept:string, saved:string}} `name` marks its parts for tests */
  get says() {
    throw new Error('says what it brings in');
  }

  /** Where it is sent, for a trial or for good. @param {boolean} dryRun @returns {string} */
  path(dryRun) {
    throw new Error(`says where it goes, ${dryRun}`);
  }

  /** What the trial has shown. @returns {unknown} */
  effect() {
    throw new Error('says what a trial means');
  }

  /** Whether the file would change anything. @returns {boolean} */
  get differs() {
    throw new Error('says whether anything would change');
  }

  /** What may be worse afterwards makes going on a warning. */
  get harms() {
    return false;
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
    try {
      const { data } = await call('POST', this.path(dryRun), { body, etag: dryRun ? undefined : `"${this.trial.version}"` });
      if (dryRun) this.set({ trial: data });
      else this.done();
    } catch (refused) {
      this.set({ problem: explain(refused) });
    } finally {
      this.set({ busy: false });
    }
  }

  done() {
    notice(this.says.saved);
    this.dialog.close();
    tell(this, 'imported');
  }

  render() {
    const { name, title, hint, accept } = this.says;
    return html`<label class="button quiet">${t('intent.import')}<input class="hush" type="file" accept=${accept} @change=${this.chosen} data-test="${name}-import" /></label>
      <dialog class="box" aria-label=${title} data-test="${name}-import-box"><div class="sheet-head"><h2>${title}</h2></div>
        <div class="sheet-body"><p class="muted">${hint}</p><p class="problem" role="alert">${this.problem}</p>${this.trial ? this.effect() : ''}</div>
        <div class="sheet-foot"><button class="button" type="button" @click=${() => this.dialog.close()}>${t('app.cancel')}</button>
          <button class="button ${this.harms ? 'danger' : 'primary'}" type="button" @click=${() => this.ask(false)} ?disabled=${this.busy || !this.trial || !this.differs} data-test="${name}-import-go">${t(this.harms ? 'words.save_anyway' : 'reply.import_go')}</button></div></dialog>`;
  }
}
