// Shoppers to be told before they ask, by what they have in common: read once, sent to all of them, each once. And what is still
// on sale although nothing is left.
import { html, nothing } from 'lit';
import { View } from 'shared/element.js';
import { get, post, query } from 'shared/api.js';
import { serverNow } from 'shared/clock.js';
import { money, running, when } from 'shared/format.js';
import { t, word } from 'shared/i18n.js';
import { together, toldOrSaid } from 'shared/told.js';
import { explain, notice } from '../toasts.js';
import { owed } from './owed.js';

/** The kind that is about a courier who has to be reminded, and not about a shopper. */
const CLAIM = 'courier_claim';

/** @param {any} batch */
const howMany = (batch) => t(batch.kind === CLAIM ? 'outreach.count_claims' : 'outreach.count', { n: batch.count });
/** @param {any} batch */
const about = (batch) => (batch.sku || batch.kind === CLAIM ? batch.goods : '');

const PAGE = 200;
/** As many as are sent at a time. */
const MOST = 500;

/** Those of one cause, as far as they are sent at a time. @param {string} cause @returns {Promise<any[]>} */
async function waiting(cause) {
  /** @type {any[]} */
  const tasks = [];
  let cursor = '';
  do {
    const page = await get(`/tasks${query({ cause, limit: PAGE, cursor })}`);
    tasks.push(...page.data);
    cursor = page.next_cursor || '';
  } while (cursor && tasks.length < MOST);
  return tasks;
}

class Outreach extends View {
  constructor() {
    super();
    /** @type {any[]} */
    this.tasks = [];
    this.cause = '';
    /** @type {string|undefined} what was written instead of the prepared words */
    this.text = undefined;
    /** @type {Record<string, number>} which version of each task was in sight while the words were written */
    this.seen = {};
    /** @type {any} what may be sent by a named reason only */
    this.warned = undefined;
    this.problem = '';
    this.busy = false;
    /** @type {any} */
    this.result = undefined;
    this.tick();
    this.hear(owed, 'change', () => this.follow());
  }

  connectedCallback() {
    super.connectedCallback();
    owed.watch();
    this.load();
  }

  get batches() {
    return owed.batches;
  }

  get alerts() {
    return owed.alerts;
  }

  async load() {
    try {
      this.set({ problem: '' });
      await owed.load();
    } catch (refused) {
      this.set({ problem: explain(refused) });
    }
  }

  /** The chosen group as it stands now, else the most urgent one. */
  async follow() {
    const open = this.batches?.find((each) => each.cause === this.cause) || this.batches?.[0];
    if (!open) return this.set({ cause: '', tasks: [] });
    await this.choose(open.cause).catch((refused) => this.set({ problem: explain(refused) }));
    return this.requestUpdate();
  }

  /** The shopper was told elsewhere, by telephone or in the order. @param {string} task */
  async done(task) {
    if (this.busy) return;
    this.set({ busy: true, problem: '' });
    try {
      await post(`/tasks/${task}/done`);
      await this.load();
    } catch (refused) {
      this.set({ problem: explain(refused) });
    } finally {
      this.set({ busy: false });
    }
  }

  /** @param {string} cause */
  async choose(cause) {
    if (cause !== this.cause) this.set({ cause, text: undefined, tasks: [], seen: {}, warned: undefined, result: undefined });
    const tasks = await waiting(cause);
    if (cause !== this.cause) return;
    // What somebody has written was written of what they had in sight when they began.
    const seen = Object.fromEntries(tasks.map((task) => [task.id, (this.text && this.seen[task.id]) || task.version]));
    this.set({ tasks, seen });
  }

  /** @param {string} [override] why it is sent past a warning */
  async send(override) {
    if (this.busy) return;
    this.set({ busy: true, problem: '', warned: undefined });
    const { cause, text, seen: versions } = this;
    try {
      const result = await post('/tasks/batches/send', { cause, versions, ...(text ? { text } : {}), ...(override ? { override } : {}) });
      this.set({ result, seen: {} });
      notice(t('outreach.sent', { n: result.sent }));
      await this.load();
    } catch (refused) {
      this.set(/** @type {any} */ (refused).frame?.overrides ? { warned: refused } : { problem: explain(refused) });
    } finally {
      this.set({ busy: false });
    }
  }

  /** Past a warning it goes by a named reason, which is kept. */
  reasons() {
    if (!this.warned) return nothing;
    const { findings, overrides } = this.warned.frame;
    return html`<div class="bar trouble warn" role="alert" data-test="outreach-warned"><div class="grow"><b>${t('trouble.warned')}</b> ${together([this.warned.text, ...findings.map((/** @type {any} */ each) => each.text)])}</div>
      ${overrides.map((/** @type {string} */ reason) => html`<button class="button" ?disabled=${this.busy} @click=${() => this.send(reason)} data-test="outreach-override-${reason}">${word('override', reason)}</button>`)}</div>`;
  }

  /** @param {any} batch */
  row(batch) {
    const left = Math.floor((Date.parse(batch.due_at) - serverNow()) / 1000);
    return html`<li class="inbox-row" aria-current=${batch.cause === this.cause ? 'true' : 'false'} data-test="batch" data-cause=${batch.cause}>
      <button class="inbox-open" @click=${() => this.choose(batch.cause)}>
        <span class="row nowrap"><b class="grow clip">${t(`outreach.kind.${batch.kind}`)}</b><b>${howMany(batch)}</b></span>
        <span class="row nowrap small"><span class="grow clip muted">${about(batch)}</span><span class="chip clock ${left < 0 ? 'solid' : left < 7200 ? 'warn' : ''}">${t(left < 0 ? 'decide.due_over' : 'decide.due_in', { time: running(Math.abs(left)) })}</span></span></button></li>`;
  }

  /** @param {any} task */
  offers(task) {
    if (!task?.offers?.length) return nothing;
    return html`<p class="small">${t('outreach.offers')} ${task.offers.map((/** @type {any} */ each) => html`<span class="chip">${word('form', each.form)} ≤ ${money(each.max_fen)}</span> `)}</p>`;
  }

  batch() {
    const chosen = this.batches?.find((each) => each.cause === this.cause);
    if (!chosen) return html`<div class="empty"><h2>${t('outreach.none')}</h2><p>${t('outreach.none_hint')}</p></div>`;
    return html`<h2>${t(`outreach.kind.${chosen.kind}`)} ${about(chosen)} · ${howMany(chosen)}</h2>
      ${this.offers(this.tasks[0])}
      ${chosen.kind === CLAIM ? html`<p class="small muted" data-test="outreach-claims">${t('outreach.claims_hint')}</p>` : this.words(chosen)}
      <div class="scroll-x" role="group" tabindex="0" aria-label=${t('stats.table')}><table data-test="tasks"><thead><tr><th>${t('card.order')}</th><th>${t('outreach.buyer')}</th><th>${t(chosen.kind === CLAIM ? 'courier.answer_by' : 'outreach.due')}</th><th>${t('outreach.text')}</th><th></th></tr></thead>
        <tbody>${this.tasks.map((task) => html`<tr data-test="task"><td>${task.order}</td><td>${task.buyer}</td><td>${when(task.due_at)}</td><td class="small">${toldOrSaid(task.text)}</td><td><button class="button quiet" ?disabled=${this.busy} @click=${() => this.done(task.id)} data-test="task-done">${t(chosen.kind === CLAIM ? 'outreach.reminded' : 'outreach.done')}</button></td></tr>`)}</tbody></table></div>`;
  }

  /** What shoppers are told. @param {any} chosen */
  words(chosen) {
    return html`<label class="field"><span>${t('outreach.text')}</span><textarea class="input" rows="3" maxlength="2000" placeholder=${chosen.text} .value=${this.text || ''} data-test="outreach-text"
        @input=${(/** @type {any} */ e) => this.set({ text: e.target.value, warned: undefined })}></textarea></label>
      <p class="small muted">${t('outreach.text_hint')}</p>
      <div class="row"><button class="button primary" @click=${() => this.send()} ?disabled=${this.busy || this.tasks.length === 0} data-test="outreach-send">${t('outreach.send', { n: this.tasks.length })}</button></div>
      ${this.reasons()}
      ${this.result ? html`<p data-test="outreach-result">${t('outreach.result', { sent: this.result.sent, skipped: this.result.skipped.length })} ${this.result.skipped.map((/** @type {any} */ each) => html`<span class="small muted">${each.order}: ${toldOrSaid(each.why)} </span>`)}</p>` : nothing}`;
  }

  shelf() {
    if (this.alerts.length === 0) return nothing;
    return html`<section class="fact-box" data-test="shelf-alerts"><h3>${t('outreach.shelf', { n: this.alerts.length })}</h3>
      ${this.alerts.slice(0, 20).map((each) => html`<p class="small"><b>${each.title}</b> <span class="muted">${each.sku} · ${when(each.opened_at)}</span></p>`)}</section>`;
  }

  render() {
    if (!this.batches) return this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : html`<div class="skeleton"><i></i><i></i></div>`;
    return html`<div class="outreach"><div class="outreach-list">${this.shelf()}<ul class="inbox-list" data-test="batches">${this.batches.map((each) => this.row(each))}</ul></div>
      <div class="outreach-body">${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}${this.batch()}</div></div>`;
  }
}

customElements.define('kefu-outreach', Outreach);
