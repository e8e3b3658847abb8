// One of the two word lists from a file, with what it would break.
import { html, nothing } from 'lit';
import { t } from 'shared/i18n.js';
import { ImportBox } from '../import-box.js';
import { broken } from './words-trial.js';

const SHOWN = 50;

class WordsImport extends ImportBox {
  static properties = { list: { attribute: false } };

  constructor() {
    super();
    this.list = 'synonyms';
  }

  get says() {
    return { name: 'words', title: t('words.import'), hint: t('words.import_hint', { list: t(`words.${this.list}`) }), accept: '.txt', saved: t('words.saved') };
  }

  /** Whoever goes on has seen what would fare worse. @param {boolean} dryRun */
  path(dryRun) {
    return `/knowledge/words/${this.list}/imports?dry_run=${dryRun}${dryRun ? '' : `&accept_worse=${this.harms}`}`;
  }

  get differs() {
    return this.trial.changes.length > 0;
  }

  get harms() {
    return this.trial?.worse.length > 0;
  }

  effect() {
    const { changes, worse } = this.trial;
    if (!this.differs) return html`<p>${t('reply.import_same')}</p>`;
    return html`<ul class="small" data-test="words-import-changes">${changes.slice(0, SHOWN).map((/** @type {any} */ { op, words, to }) => html`<li>${t(`words.${op}_line`, { words: words.join('、'), to: (to || []).join('、') })}</li>`)}</ul>
      ${changes.length > SHOWN ? html`<p class="small muted">${t('words.import_more', { n: changes.length - SHOWN })}</p>` : nothing}${worse.length ? broken(worse) : nothing}`;
  }
}

customElements.define('kefu-words-import', WordsImport);
