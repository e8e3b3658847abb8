// Claims against couriers: what waits for an answer and how it ended, and what came back beside what shoppers were given.
import { html, nothing } from 'lit';
import { View } from 'shared/element.js';
import { get, listOf, post, query } from 'shared/api.js';
import { serverNow } from 'shared/clock.js';
import { fen, money, when, yuan } from 'shared/format.js';
import { language, t, word } from 'shared/i18n.js';
import { session } from '../account/session.js';
import { explain, notice } from '../toasts.js';
import { claimChip } from './courier-claim.js';

const FIGURES = ['filed', 'paid', 'rejected', 'withdrawn', 'granted'];

class CourierClaims extends View {
  constructor() {
    super();
    /** @type {any[]|undefined} */
    this.claims = undefined;
    this.settled = false;
    this.period = 'month';
    /** @type {any} */
    this.report = undefined;
    this.problem = '';
    this.busy = false;
    this.tick();
  }

  connectedCallback() {
    super.connectedCallback();
    this.load();
  }

  /** @param {{settled?:boolean, period?:string}} [patch] */
  async load(patch = {}) {
    this.set(patch);
    const { settled, period } = this;
    try {
      const [claims, report] = await Promise.all([get(`/courier-claims${query({ settled: String(settled) })}`), get(`/ledger/couriers${query({ period })}`)]);
      if (settled === this.settled && period === this.period) this.set({ claims: listOf(claims), report });
    } catch (refused) {
      this.set({ claims: this.claims || [], problem: explain(refused) });
    }
  }

  /** @param {SubmitEvent} event @param {any} claim */
  async settle(event, claim) {
    event.preventDefault();
    const outcome = /** @type {HTMLButtonElement} */ (event.submitter).value;
    const { paid, remark } = /** @type {any} */ (Object.fromEntries(new FormData(/** @type {HTMLFormElement} */ (event.target))));
    if (this.busy) return;
    this.set({ busy: true, problem: '' });
    try {
      await post(`/courier-claims/${claim.id}/outcome`, { outcome, ...(outcome === 'paid' ? { paid_fen: fen(paid) } : {}), ...(remark ? { remark } : {}) });
      notice(t('courier.settled'));
    } catch (refused) {
      this.set({ problem: /** @type {any} */ (refused).code === 'conflict' ? t('courier.lost') : explain(refused) });
    } finally {
      this.set({ busy: false });
      this.load();
    }
  }

  /** @param {any} claim */
  ways(claim) {
    if (claim.status !== 'open') return html`<span class="small">${when(claim.settled_at)} ${claim.settled_by_name} <span class="muted">${claim.remark || ''}</span></span>`;
    if (!session.is('supervisor', 'manager')) return nothing;
    return html`<form class="row nowrap" @submit=${(/** @type {SubmitEvent} */ e) => this.settle(e, claim)}>
      <input class="input num" name="paid" inputmode="decimal" autocomplete="off" value=${yuan(claim.asked_fen)} aria-label=${t('courier.paid_back')} title=${t('courier.paid_back')} data-test="courier-paid-sum" />
      <button class="button" name="outcome" value="paid" ?disabled=${this.busy} data-test="courier-paid">${t('courier.paid')}</button>
      <input class="input" name="remark" maxlength="1000" placeholder=${t('courier.remark')} aria-label=${t('courier.remark')} data-test="courier-remark" />
      <button class="button" name="outcome" value="rejected" ?disabled=${this.busy} data-test="courier-rejected">${t('courier.rejected')}</button>
      <button class="button quiet" name="outcome" value="withdrawn" ?disabled=${this.busy} data-test="courier-withdrawn">${t('courier.withdrawn')}</button></form>`;
  }

  list() {
    if (!this.claims) return html`<div class="skeleton"><i></i><i></i></div>`;
    if (this.claims.length === 0) return html`<p class="muted" data-test="no-courier-claims">${t(this.settled ? 'courier.none_settled' : 'courier.none_open')}</p>`;
    return html`<table data-test="courier-claims"><thead><tr><th>${t('courier.parcel')}</th><th>${t('card.order')}</th><th>${t('escalate.reason')}</th><th class="num">${t('courier.asked')}</th><th>${t('courier.filed')}</th><th>${t('ledger.status')}</th><th>${t('courier.outcome')}</th></tr></thead>
      <tbody>${this.claims.map((claim) => html`<tr data-test="courier-claim" data-claim=${claim.id}><td>${claim.courier_name} ${claim.parcel}</td><td>${claim.order}</td><td>${t(`courier.reason.${claim.reason}`)}</td><td class="num"><b>${money(claim.asked_fen)}</b></td>
        <td>${when(claim.filed_at)} ${claim.opened_by_name}<br /><span class="small muted">${claim.reference || ''} ${claim.note || ''}</span></td><td>${claimChip(claim)}</td><td>${this.ways(claim)}</td></tr>`)}</tbody></table>`;
  }

  table() {
    const { report } = this;
    if (!report) return nothing;
    const cells = (/** @type {any} */ figures) => FIGURES.map((name) => html`<td class="num">${figures[name]}</td><td class="num">${money(figures[`${name}_fen`])}</td>`);
    const asked = { from: `${new Date(serverNow()).getFullYear()}-01-01`, period: this.period };
    return html`<div class="row wrap finance-filters"><h3 class="grow">${t('courier.report')}</h3>
        <label class="field"><span>${t('finance.period')}</span><select class="input" data-test="courier-period" @change=${(/** @type {any} */ e) => this.load({ period: e.target.value })}>${['month', 'quarter', 'year', 'none'].map((each) => html`<option value=${each} ?selected=${each === this.period}>${t(`finance.period.${each}`)}</option>`)}</select></label>
        ${['csv', 'xlsx'].map((format) => html`<a class="button" href="/api/v1/ledger/couriers${query({ ...asked, format, language })}" download>${format.toUpperCase()}</a>`)}</div>
      <div class="scroll-x" role="group" tabindex="0" aria-label=${t('stats.table')}><table data-test="courier-report"><thead><tr><th>${t('finance.period')}</th><th>${t('courier.courier')}</th>${FIGURES.map((name) => html`<th class="num" colspan="2">${t(`courier.figure.${name}`)}</th>`)}</tr></thead>
        <tbody>${report.data.map((/** @type {any} */ row) => html`<tr><td>${row.period || ''}</td><td>${row.name === row.courier ? word('courier', row.courier) : row.name}</td>${cells(row.figures)}</tr>`)}</tbody>
        <tfoot><tr data-test="courier-totals"><td></td><td><b>${t('finance.totals')}</b></td>${cells(report.totals)}</tr></tfoot></table></div>
      <p class="small muted">${t('courier.report_hint', { sum: money(report.open_fen) })}</p>`;
  }

  render() {
    const tabs = [false, true].map((settled) => html`<button class="tab" role="tab" aria-selected=${settled === this.settled} @click=${() => this.load({ settled })} data-test="courier-tab-${settled ? 'settled' : 'open'}">${t(settled ? 'courier.tab_settled' : 'courier.tab_open')}</button>`);
    return html`<div class="finance"><div class="tabs" role="tablist">${tabs}</div>${this.problem ? html`<p class="problem" role="alert" data-test="courier-claims-problem">${this.problem}</p>` : nothing}
      <div class="scroll-x" role="group" tabindex="0" aria-label=${t('stats.table')}>${this.list()}</div>${this.table()}</div>`;
  }
}

customElements.define('kefu-courier-claims', CourierClaims);
