// The same change for many articles: what it would do first, then what it did, row by row, and once back.
import { html, nothing } from 'lit';
import { View, tell } from 'shared/element.js';
import { get, listOf, post } from 'shared/api.js';
import { t, word } from 'shared/i18n.js';
import { toldOrSaid } from 'shared/told.js';
import { explain } from '../toasts.js';
import { isComplete, noWords, replaced, replacing } from './replacing.js';

/** What may be changed, with what asks for it. */
const KINDS = ['category', 'replace', 'add_tags', 'remove_tags', 'stage', 'risk', 'owner', 'window', 'valid_until', 'endless', 'retire'];
const CHOICES = /** @type {Object<string, string[]>} */ ({ stage: ['any', 'pre_sale', 'after_sale'], risk: ['low', 'medium', 'high'] });
const WORDS = /** @type {Object<string, string>} */ ({ stage: 'stage', risk: 'risk' });
const LOOKS = /** @type {Object<string, string>} */ ({ changed: 'ok', same: '', error: 'danger' });
const SWITCHES = ['endless', 'retire'];
const MAY_BE_EMPTY = ['owner', 'window', 'category'];

class BulkDialog extends View {
  kind = 'category';
  value = '';
  words = noWords();

  constructor() {
    super();
    /** @type {{id:string, version:number}[]} */
    this.articles = [];
    /** @type {any[]} */
    this.windows = [];
    /** @type {any} what would be done, or was */
    this.result = undefined;
    /** @type {'asking'|'tried'|'done'|'undone'} */
    this.step = 'asking';
    this.busy = false;
    this.problem = '';
  }

  get dialog() {
    return /** @type {HTMLDialogElement} */ (this.querySelector('dialog'));
  }

  /** @param {{id:string, version:number}[]} articles */
  async open(articles) {
    this.set({ articles, words: noWords(), result: undefined, step: 'asking', problem: '' });
    this.dialog.showModal();
    this.windows = listOf(await get('/knowledge/windows').catch(() => []));
    this.requestUpdate();
  }

  /** @param {string} kind @param {string} value */
  ask(kind, value) {
    this.set({ kind, value, result: undefined, step: 'asking', problem: '' });
  }

  get change() {
    const { kind, value, words } = this;
    if (kind === 'replace') return { replace: words };
    if (SWITCHES.includes(kind)) return { [kind]: true };
    if (kind === 'add_tags' || kind === 'remove_tags') return { [kind]: value.split(/[,，、|\s]+/).filter(Boolean) };
    if (kind === 'valid_until') return { valid_until: new Date(value).toISOString() };
    return { [kind]: value };
  }

  get complete() {
    if (this.kind === 'replace') return isComplete(this.words);
    return SWITCHES.includes(this.kind) || MAY_BE_EMPTY.includes(this.kind) || this.value.trim() !== '';
  }

  /** @param {boolean} dryRun */
  run(dryRun) {
    const articles = this.articles.map(({ id, version }) => ({ id, version }));
    return this.busily(async () => {
      const result = await post('/knowledge/bulk-changes', { articles, change: this.change, dry_run: dryRun });
      this.set({ result, step: dryRun ? 'tried' : 'done' });
    });
  }

  undo() {
    const articles = this.result.rows.filter((/** @type {any} */ row) => row.outcome === 'changed').map(({ id, version }) => ({ id, version }));
    return this.busily(async () => this.set({ result: await post('/knowledge/bulk-changes/undo', { articles }), step: 'undone' }));
  }

  /** @param {() => Promise<unknown>} work */
  async busily(work) {
    if (this.busy) return;
    this.set({ busy: true, problem: '' });
    try {
      await work();
      if (this.step === 'done' || this.step === 'undone') tell(this, 'bulk', this.result);
    } catch (refused) {
      this.set({ problem: explain(refused) });
    } finally {
      this.set({ busy: false });
    }
  }

  /** What is asked for. */
  field() {
    const { kind } = this;
    const change = (/** @type {any} */ e) => this.ask(kind, e.target.value);
    if (SWITCHES.includes(kind)) return html`<p class="muted">${t(`bulk.${kind}_hint`)}</p>`;
    if (CHOICES[kind]) return html`<select class="input" aria-label=${t(`bulk.${kind}`)} @change=${change} data-test="bulk-value"><option value="">${t('bulk.choose')}</option>${CHOICES[kind].map((each) => html`<option value=${each} ?selected=${each === this.value}>${word(WORDS[kind], each)}</option>`)}</select>`;
    if (kind === 'window') return html`<select class="input" aria-label=${t('bulk.window')} @change=${change} data-test="bulk-value"><option value="">${t('bulk.no_window')}</option>${this.windows.map((each) => html`<option value=${each.name} ?selected=${each.name === this.value}>${each.title}</option>`)}</select>`;
    return html`<input class="input" type=${kind === 'valid_until' ? 'datetime-local' : 'text'} step="1" maxlength="200" aria-label=${t(`bulk.${kind}`)} placeholder=${t(`bulk.${kind}_hint`)} .value=${this.value} @input=${change} data-test="bulk-value" />`;
  }

  effect() {
    const { result, step, kind } = this;
    if (!result) return nothing;
    const counts = { changed: result.changed, same: result.same, errors: result.errors };
    const told = (/** @type {any} */ row) => row.outcome === 'error' || (kind === 'replace' && row.outcome === 'changed');
    const rows = step === 'tried' ? result.rows.filter(told) : result.rows;
    const looks = (/** @type {any} */ row) => (step === 'tried' && row.outcome === 'changed' ? 'would' : row.outcome);
    return html`<p aria-live="polite" data-test="bulk-effect"><b>${t(`bulk.effect_${step}`, counts)}</b></p>
      ${rows.length ? html`<div class="bulk-rows"><table><tbody>${rows.map((/** @type {any} */ row) => html`<tr data-test="bulk-row"><td>${row.question || row.id}${replaced(row)}</td><td><span class="chip ${LOOKS[row.outcome]}">${t(`bulk.row_${looks(row)}`)}</span></td><td class="small">${toldOrSaid(row.text)}</td></tr>`)}</tbody></table></div>` : nothing}`;
  }

  /** The button that goes on. */
  next() {
    const { step, result } = this;
    if (step === 'asking') return html`<button class="button primary" @click=${() => this.run(true)} ?disabled=${this.busy || !this.complete} data-test="bulk-try">${t('bulk.try')}</button>`;
    if (step === 'tried') return html`<button class="button ${this.kind === 'retire' ? 'danger' : 'primary'}" @click=${() => this.run(false)} ?disabled=${this.busy || result.changed === 0} data-test="bulk-go">${t('bulk.go', { n: result.changed })}</button>`;
    if (step === 'done' && result.changed > 0) return html`<button class="button" @click=${this.undo} ?disabled=${this.busy} data-test="bulk-undo">${t('bulk.undo')}</button>`;
    return nothing;
  }

  render() {
    const over = this.step === 'done' || this.step === 'undone';
    return html`<dialog class="box wide" aria-label=${t('bulk.heading')} data-test="bulk"><div class="sheet-head"><h2 class="grow">${t('bulk.heading')} <span class="muted">${t('kb.chosen', { n: this.articles.length })}</span></h2></div>
      <div class="sheet-body">${over ? nothing : html`<p class="small muted">${t('bulk.hint')}</p>
        <div class="pair"><select class="input" aria-label=${t('bulk.kind')} @change=${(/** @type {any} */ e) => this.ask(e.target.value, '')} data-test="bulk-kind">${KINDS.map((kind) => html`<option value=${kind} ?selected=${kind === this.kind}>${t(`bulk.${kind}`)}</option>`)}</select>${this.kind === 'replace' ? nothing : this.field()}</div>
        ${this.kind === 'replace' ? replacing(this.words, (words) => this.set({ words, result: undefined, step: 'asking', problem: '' })) : nothing}`}
        <p class="problem" role="alert">${this.problem}</p>${this.effect()}</div>
      <div class="sheet-foot"><button class="button" @click=${() => this.dialog.close()} data-test="bulk-close">${t(over ? 'bulk.close' : 'app.cancel')}</button>${this.next()}</div></dialog>`;
  }
}

customElements.define('kefu-bulk', BulkDialog);
