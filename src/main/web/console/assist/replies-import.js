// The shop's ready sentences, or its playbooks, from a file: first what it would change, then all of it or nothing.
import { html, nothing } from 'lit';
import { View, tell } from 'shared/element.js';
import { call } from 'shared/api.js';
import { t } from 'shared/i18n.js';
import { explain, notice } from '../toasts.js';

const KINDS = ['added', 'changed', 'removed'];

/** What the two differ in. @type {Object<string, {path:string, accept:string, mark:string}>} */
const LISTS = {
  reply: { path: '/quick-replies/imports', accept: '.yaml,.yml', mark: '/' },
  playbook: { path: '/playbooks/imports', accept: '.zip', mark: '' },
};

class RepliesImport extends View {
  static properties = { list: {} };

  constructor() {
    super();
    this.list = 'reply';
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
    try {
      const { data } = await call('POST', `${LISTS[this.list].path}?dry_run=${dryRun}`, { body, etag: dryRun ? undefined : `"${this.trial.version}"` });
      if (dryRun) this.set({ trial: data });
      else this.done();
    } catch (refused) {
      this.set({ problem: explain(refused) });
    } finally {
      this.set({ busy: false });
    }
  }

  done() {
    notice(t(`${this.list}.imported`));
    this.dialog.close();
    tell(this, 'imported');
  }

  effect() {
    const { trial } = this;
    if (!trial) return nothing;
    const kinds = KINDS.filter((kind) => trial[kind].length > 0);
    if (kinds.length === 0) return html`<p>${t('reply.import_same')}</p>`;
    return kinds.map((kind) => html`<p data-test="import-${kind}"><b>${t(`${this.list}.import_${kind}`, { n: trial[kind].length })}</b> <span class="muted">${trial[kind].map((/** @type {string} */ code) => `${LISTS[this.list].mark}${code}`).join(' ')}</span></p>`);
  }

  render() {
    const differs = this.trial && KINDS.some((kind) => this.trial[kind].length > 0);
    return html`<label class="button quiet">${t('intent.import')}<input class="hush" type="file" accept=${LISTS[this.list].accept} @change=${this.chosen} data-test="${this.list}-import" /></label>
      <dialog class="box" aria-label=${t(`${this.list}.import`)} data-test="${this.list}-import-box"><div class="sheet-head"><h2>${t(`${this.list}.import`)}</h2></div>
        <div class="sheet-body"><p class="muted">${t(`${this.list}.import_hint`)}</p><p class="problem" role="alert">${this.problem}</p>${this.effect()}</div>
        <div class="sheet-foot"><button class="button" type="button" @click=${() => this.dialog.close()}>${t('app.cancel')}</button>
          <button class="button primary" type="button" @click=${() => this.ask(false)} ?disabled=${this.busy || !differs} data-test="${this.list}-import-go">${t('reply.import_go')}</button></div></dialog>`;
  }
}

customElements.define('kefu-replies-import', RepliesImport);
