// The shop's ready sentences, or its playbooks, from a file.
import { html } from 'lit';
import { t } from 'shared/i18n.js';
import { ImportBox } from '../import-box.js';

const KINDS = ['added', 'changed', 'removed'];

/** What the two differ in. @type {Object<string, {path:string, accept:string, mark:string}>} */
const LISTS = {
  reply: { path: '/quick-replies/imports', accept: '.yaml,.yml', mark: '/' },
  playbook: { path: '/playbooks/imports', accept: '.zip', mark: '' },
};

class RepliesImport extends ImportBox {
  static properties = { list: {} };

  constructor() {
    super();
    this.list = 'reply';
  }

  get says() {
    const { list } = this;
    return { name: list, title: t(`${list}.import`), hint: t(`${list}.import_hint`), accept: LISTS[list].accept, saved: t(`${list}.imported`) };
  }

  /** @param {boolean} dryRun */
  path(dryRun) {
    return `${LISTS[this.list].path}?dry_run=${dryRun}`;
  }

  get differs() {
    return KINDS.some((kind) => this.trial[kind].length > 0);
  }

  effect() {
    if (!this.differs) return html`<p>${t('reply.import_same')}</p>`;
    return KINDS.filter((kind) => this.trial[kind].length > 0).map((kind) => html`<p data-test="import-${kind}"><b>${t(`${this.list}.import_${kind}`, { n: this.trial[kind].length })}</b> <span class="muted">${this.trial[kind].map((/** @type {string} */ code) => `${LISTS[this.list].mark}${code}`).join(' ')}</span></p>`);
  }
}

customElements.define('kefu-replies-import', RepliesImport);
