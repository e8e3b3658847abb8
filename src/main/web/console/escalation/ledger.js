// Every grant, as the ledger has it.
import { html, nothing } from 'lit';
import { View } from 'shared/element.js';
import { get, listOf } from 'shared/api.js';
import { money, when } from 'shared/format.js';
import { nameOf } from 'shared/frames.js';
import { t, word } from 'shared/i18n.js';
import { desk } from '../desk/desk.js';
import { explain } from '../toasts.js';
import './courier-claims.js';
import './finance.js';
import './unanswered.js';

class Ledger extends View {
  constructor() {
    super();
    /** @type {string|undefined} */
    this.problem = undefined;
    /** @type {any[]|undefined} */
    this.rows = undefined;
    this.tab = 'lines';
  }

  connectedCallback() {
    super.connectedCallback();
    this.load();
  }

  async load() {
    try {
      this.set({ rows: listOf(await get('/ledger?limit=100')), problem: undefined });
    } catch (refused) {
      this.set({ rows: this.rows || [], problem: explain(refused) });
    }
  }

  render() {
    if (!this.rows) return html`<div class="skeleton"><i></i><i></i></div>`;
    const granted = this.rows.filter((row) => row.status === 'granted').reduce((sum, row) => sum + row.amount_fen, 0);
    return html`<div class="ledger"><div class="row"><h2>${t('ledger.title')}</h2>
        <div class="tabs grow" role="tablist">${['lines', 'finance', 'couriers'].map((tab) => html`<button class="tab" role="tab" aria-selected=${tab === this.tab} @click=${() => this.set({ tab })} data-test="ledger-${tab}">${t(`ledger.tab_${tab}`)}</button>`)}</div></div>
      <kefu-unanswered @resolved=${() => this.load()}></kefu-unanswered>
      ${this.pane(granted)}</div>`;
  }

  /** @param {number} granted */
  pane(granted) {
    if (this.tab === 'finance') return html`<kefu-finance></kefu-finance>`;
    return this.tab === 'couriers' ? html`<kefu-courier-claims></kefu-courier-claims>` : this.lines(granted);
  }

  /** @param {number} granted */
  lines(granted) {
    if (!this.rows) return nothing;
    return html`<div class="row"><span class="grow"></span><span class="muted">${t('ledger.sum', { sum: money(granted), n: this.rows.length })}</span>
        <button class="button quiet" @click=${this.load} aria-label=${t('facts.again')}>↻</button></div>
      ${this.problem ? html`<p class="problem">${this.problem}</p>` : nothing}
      ${this.rows.length === 0 ? html`<div class="empty"><h2>${t('ledger.none')}</h2></div>`
        : html`<table data-test="ledger"><thead><tr><th>${t('ledger.at')}</th><th>${t('card.order')}</th><th class="num">${t('decide.amount')}</th><th>${t('escalate.form')}</th><th>${t('decide.rule')}</th><th>${t('ledger.by')}</th><th>${t('ledger.status')}</th></tr></thead>
          <tbody>${this.rows.map((row) => html`<tr data-test="ledger-row"><td>${when(row.at)}</td><td>${row.order || '–'}</td><td class="num"><b>${money(row.amount_fen)}</b></td><td>${word('form', row.form)}</td><td>${row.rule || '–'}</td><td>${desk.names.get(row.by) || nameOf(row.by)}</td>
            <td><span class="chip ${{ granted: 'ok', failed: 'danger', unknown: 'warn' }[/** @type {string} */ (row.status)] || ''}">${word('grant', row.status)}</span></td></tr>`)}</tbody></table>`}`;
  }
}

customElements.define('kefu-ledger', Ledger);
