// What finance reads out of the ledger: sums by period and purpose as a table and as a file, whether the ledger adds up, and
// where the shop's own records say something else.
import { html, nothing } from 'lit';
import { View } from 'shared/element.js';
import { get, post, query } from 'shared/api.js';
import { serverNow } from 'shared/clock.js';
import { money, when } from 'shared/format.js';
import { language, t, word } from 'shared/i18n.js';
import { told } from 'shared/told.js';
import { explain, notice } from '../toasts.js';

const PERIODS = ['none', 'month', 'quarter', 'year'];
const GROUPS = ['none', 'form', 'kind', 'reason', 'product', 'agent', 'decider', 'basis', 'order_month'];
const FIGURES = ['opened', 'granted', 'failed', 'withdrawn'];
const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', year: 'numeric', month: '2-digit', day: '2-digit' });
const today = () => day.format(new Date(serverNow()));

class Finance extends View {
  constructor() {
    super();
    this.asked = { from: `${today().slice(0, 4)}-01-01`, to: today(), period: 'month', group_by: 'form' };
    /** @type {any} */
    this.report = undefined;
    /** @type {any} */
    this.check = undefined;
    /** @type {any} */
    this.compared = undefined;
    this.problem = '';
    this.busy = false;
    this.asks = 0;
  }

  connectedCallback() {
    super.connectedCallback();
    this.load();
    this.look('check', () => get('/ledger/check'));
    this.look('compared', () => get('/ledger/reconciliation'));
  }

  /** @param {Object<string, string>} [patch] */
  async load(patch = {}) {
    this.asked = { ...this.asked, ...patch };
    const ask = ++this.asks;
    this.set({ problem: '' });
    try {
      const report = await get(`/ledger/report${query(this.asked)}`);
      if (ask === this.asks) this.set({ report });
    } catch (refused) {
      if (ask === this.asks) this.set({ report: undefined, problem: explain(refused) });
    }
  }

  /** @param {string} field @param {() => Promise<any>} ask */
  async look(field, ask) {
    try {
      this.set({ [field]: await ask() });
    } catch (refused) {
      this.set({ problem: explain(refused) });
    }
  }

  async compare() {
    this.set({ busy: true });
    await this.look('compared', () => post(`/ledger/reconciliation${query({ from: this.asked.from, to: this.asked.to })}`));
    this.set({ busy: false });
    if (this.compared?.compared !== undefined) notice(t('finance.compared', { n: this.compared.compared }));
  }

  /** @param {Event} event @param {string} grant */
  async settle(event, grant) {
    event.preventDefault();
    const remark = new FormData(/** @type {HTMLFormElement} */ (event.target)).get('remark');
    await this.look('settled', () => post(`/ledger/reconciliation/${grant}/settled`, { remark }));
    await this.look('compared', () => get('/ledger/reconciliation'));
  }

  /** @param {any} row */
  nameOf(row) {
    switch (this.asked.group_by) {
      case 'form':
        return word('form', row.key);
      case 'reason':
        return word('reason', row.key);
      case 'kind':
        return t(`finance.kind.${row.key}`);
      case 'basis':
        return t(`finance.basis.${row.key}`);
      case 'none':
        return t('finance.all');
      default:
        return row.name;
    }
  }

  filters() {
    const date = (/** @type {string} */ name) =>
      html`<label class="field"><span>${t(`stats.${name}`)}</span><input class="input" type="date" required .value=${/** @type {any} */ (this.asked)[name]} data-test="finance-${name}"
        @change=${(/** @type {any} */ e) => e.target.value && this.load({ [name]: e.target.value })} /></label>`;
    const choice = (/** @type {string} */ name, /** @type {string[]} */ values) =>
      html`<label class="field"><span>${t(`finance.${name}`)}</span><select class="input" data-test="finance-${name}" @change=${(/** @type {any} */ e) => this.load({ [name]: e.target.value })}>
        ${values.map((value) => html`<option value=${value} ?selected=${value === /** @type {any} */ (this.asked)[name]}>${t(`finance.${name}.${value}`)}</option>`)}</select></label>`;
    const file = (/** @type {string} */ path, /** @type {string} */ format, /** @type {string} */ label) =>
      html`<a class="button" href="/api/v1/ledger/${path}${query({ ...(path === 'report' ? this.asked : { from: this.asked.from, to: this.asked.to }), format, language })}" download data-test="finance-${path}-${format}">${label}</a>`;
    return html`<div class="row wrap finance-filters">${date('from')}${date('to')}${choice('period', PERIODS)}${choice('group_by', GROUPS)}
      <span class="grow"></span>${file('report', 'csv', 'CSV')}${file('report', 'xlsx', 'XLSX')}${file('journal', 'xlsx', t('finance.journal'))}</div>`;
  }

  table() {
    const { report } = this;
    if (!report) return this.problem ? nothing : html`<div class="skeleton"><i></i><i></i></div>`;
    const cells = (/** @type {any} */ figures) =>
      FIGURES.map((name) => html`<td class="num">${figures[name]}</td><td class="num">${money(figures[`${name}_fen`])}</td>`);
    return html`<table data-test="finance"><thead><tr>${this.asked.period === 'none' ? nothing : html`<th>${t('finance.period')}</th>`}<th>${t(`finance.group_by.${this.asked.group_by}`)}</th>
        ${FIGURES.map((name) => html`<th class="num" colspan="2">${t(`finance.figure.${name}`)}</th>`)}</tr></thead>
      <tbody>${report.data.map((/** @type {any} */ row) => html`<tr data-test="finance-row">${this.asked.period === 'none' ? nothing : html`<td>${row.period}</td>`}<td>${this.nameOf(row)}</td>${cells(row.figures)}</tr>`)}</tbody>
      <tfoot><tr data-test="finance-totals">${this.asked.period === 'none' ? nothing : html`<td></td>`}<td><b>${t('finance.totals')}</b></td>${cells(report.totals)}</tr></tfoot></table>
      <p class="small muted">${t('finance.outstanding', { sum: money(report.outstanding_fen) })}</p>`;
  }

  checked() {
    const { check } = this;
    if (!check) return nothing;
    const good = check.differences.length === 0;
    return html`<p data-test="ledger-check"><span class="chip ${good ? 'ok' : 'danger'}">${t(good ? 'finance.adds_up' : 'finance.adds_up_not')}</span>
        <span class="small muted">${t('finance.replayed', { lines: check.lines, grants: check.grants, sum: money(check.granted_fen) })}</span></p>
      ${check.differences.map((/** @type {any} */ each) => html`<p class="small problem">${each.grant}: ${told(each.what)}</p>`)}`;
  }

  differing() {
    const { compared } = this;
    if (!compared) return nothing;
    return html`<div class="row"><h3 class="grow">${t('finance.reconciliation')}</h3><span class="small muted">${t('finance.agreeing', { n: compared.agreeing, unanswered: compared.unanswered })}</span>
        <button class="button" @click=${this.compare} ?disabled=${this.busy} data-test="compare">${t('finance.compare')}</button></div>
      ${compared.data.length === 0 ? html`<p class="muted" data-test="no-differences">${t('finance.no_differences')}</p>`
        : html`<table data-test="differences"><thead><tr><th>${t('card.order')}</th><th class="num">${t('finance.booked')}</th><th class="num">${t('finance.at_shop')}</th><th>${t('finance.result')}</th><th>${t('ledger.at')}</th><th>${t('finance.settle')}</th></tr></thead>
          <tbody>${compared.data.map((/** @type {any} */ each) => html`<tr><td>${each.order || '–'}</td><td class="num">${money(each.amount_fen)} <span class="small muted">${word('grant', each.status)}</span></td><td class="num">${each.shop_fen === undefined ? '–' : money(each.shop_fen)}</td>
            <td><span class="chip ${each.result === 'unknown' ? 'warn' : 'danger'}">${t(`finance.result.${each.result}`)}</span></td><td>${when(each.checked_at)}</td>
            <td><form class="row nowrap" @submit=${(/** @type {Event} */ e) => this.settle(e, each.id)}><input class="input" name="remark" required maxlength="500" aria-label=${t('decide.remark')} placeholder=${t('decide.remark')} /><button class="button">${t('finance.settle')}</button></form></td></tr>`)}</tbody></table>`}`;
  }

  render() {
    return html`<div class="finance">${this.filters()}${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
      <div class="scroll-x" role="group" tabindex="0" aria-label=${t('stats.table')}>${this.table()}</div>${this.checked()}${this.differing()}</div>`;
  }
}

customElements.define('kefu-finance', Finance);
