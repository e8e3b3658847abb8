// The reports: tiles, a plot, a table, and the same as a file. What is asked for stands in the address, and the file holds
// exactly that.
import { html, nothing } from 'lit';
import { View } from 'shared/element.js';
import { get, query } from 'shared/api.js';
import { language, t, word } from 'shared/i18n.js';
import { serverNow } from 'shared/clock.js';
import { session } from '../account/session.js';
import { explain } from '../toasts.js';
import { REPORTS, behind, shown } from './figures.js';
import { plot } from './plot.js';

const SPANS = [1, 7, 30];
const DAY_MS = 86_400_000;
const STAGES = ['pre_sale', 'after_sale'];
/** The shop's day, so that "today" is the same for whoever looks. */
const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', year: 'numeric', month: '2-digit', day: '2-digit' });

/** @param {number} ago */
const dayAgo = (ago) => day.format(new Date(serverNow() - ago * DAY_MS));

class Stats extends View {
  constructor() {
    super();
    const asked = new URLSearchParams(location.search);
    this.reports = session.is('agent', 'supervisor', 'manager', 'admin') ? Object.keys(REPORTS) : ['suggestions'];
    const report = asked.get('report') || '';
    this.report = this.reports.includes(report) ? report : this.reports[0];
    this.from = asked.get('from') || dayAgo(6);
    this.to = asked.get('to') || dayAgo(0);
    this.by = this.fitting(asked.get('group_by') || 'day');
    this.stage = STAGES.includes(asked.get('stage') || '') ? asked.get('stage') || '' : '';
    this.figure = REPORTS[this.report].plots[0];
    /** @type {any} */
    this.answer = undefined;
    /** @type {any} */
    this.refused = undefined;
    this.loading = false;
    this.asks = 0;
  }

  connectedCallback() {
    super.connectedCallback();
    this.load();
  }

  /** @param {string} by */
  fitting(by) {
    const { groups } = REPORTS[this.report];
    return groups.includes(by) ? by : groups[0];
  }

  get asked() {
    return { from: this.from, to: this.to, group_by: this.by, stage: this.stage };
  }

  /** @param {Object<string, unknown>} [patch] */
  async load(patch = {}) {
    Object.assign(this, patch);
    const ask = ++this.asks;
    this.set({ loading: true });
    history.replaceState(null, '', `/console/stats${query({ report: this.report, ...this.asked, lang: new URLSearchParams(location.search).get('lang') })}`);
    let patchOfAnswer;
    try {
      patchOfAnswer = { answer: await get(`/stats/${this.report}${query(this.asked)}`), refused: undefined };
    } catch (refused) {
      patchOfAnswer = { answer: undefined, refused };
    }
    // A slower answer to an earlier question must not replace the later one's.
    if (ask === this.asks) this.set({ ...patchOfAnswer, loading: false });
  }

  /** @param {string} report */
  turnTo(report) {
    this.report = report;
    this.load({ by: this.fitting(this.by), figure: REPORTS[report].plots[0], answer: undefined });
  }

  /** Arrows move between the tabs, as in any list of tabs. @param {KeyboardEvent} event */
  arrows(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = this.reports[(this.reports.indexOf(this.report) + step + this.reports.length) % this.reports.length];
    this.turnTo(next);
    this.updateComplete.then(() => /** @type {HTMLElement|null} */ (this.querySelector(`[data-test="report-${next}"]`))?.focus());
  }

  /** @param {Record<string, any>} row */
  nameOf = (row) => {
    switch (this.by) {
      case 'day':
        return row.key.slice(5);
      case 'hour':
        return `${row.key}:00`;
      case 'stage':
        return word('stage', row.key);
      case 'reason':
        return word({ escalations: 'reason', overrides: 'override' }[this.report] || 'abstained', row.key);
      case 'form':
        return row.key === 'none' ? t('stats.no_form') : word('form', row.key);
      default:
        return row.name || row.key;
    }
  };

  render() {
    return html`<div class="stats" data-test="stats">
      <div class="row"><h1 class="grow">${t('screen.stats')}</h1>
        <div class="tabs" role="tablist" aria-label=${t('stats.reports')} @keydown=${this.arrows}>${this.reports.map((report) => html`<button class="tab" role="tab" id="tab-${report}" aria-controls="report"
          aria-selected=${report === this.report} tabindex=${report === this.report ? 0 : -1} data-test="report-${report}" @click=${() => this.turnTo(report)}>${t(`stats.report.${report}`)}</button>`)}</div></div>
      ${this.filters()}
      <div id="report" role="tabpanel" aria-labelledby="tab-${this.report}" aria-busy=${this.loading}>${this.body()}</div></div>`;
  }

  filters() {
    const value = (/** @type {Event} */ event) => /** @type {HTMLInputElement} */ (event.target).value;
    return html`<form class="stats-filters" @submit=${(/** @type {Event} */ event) => event.preventDefault()}>
      <div class="tabs" role="group" aria-label=${t('stats.span')}>${SPANS.map((days) => html`<button type="button" class="button" aria-pressed=${this.from === dayAgo(days - 1) && this.to === dayAgo(0)}
        data-test="span-${days}" @click=${() => this.load({ from: dayAgo(days - 1), to: dayAgo(0) })}>${days === 1 ? t('time.today') : t('stats.days', { n: days })}</button>`)}</div>
      <label class="field"><span>${t('stats.from')}</span><input class="input" type="date" required .value=${this.from} max=${this.to} data-test="stats-from" @change=${(/** @type {Event} */ e) => value(e) && this.load({ from: value(e) })} /></label>
      <label class="field"><span>${t('stats.to')}</span><input class="input" type="date" required .value=${this.to} min=${this.from} data-test="stats-to" @change=${(/** @type {Event} */ e) => value(e) && this.load({ to: value(e) })} /></label>
      <label class="field"><span>${t('stats.group_by')}</span><select class="input" data-test="stats-group" @change=${(/** @type {Event} */ e) => this.load({ by: value(e) })}>${REPORTS[this.report].groups.map((by) => html`<option value=${by} .selected=${by === this.by}>${t(`stats.group.${by}`)}</option>`)}</select></label>
      <label class="field"><span>${t('stats.group.stage')}</span><select class="input" data-test="stats-stage" @change=${(/** @type {Event} */ e) => this.load({ stage: value(e) })}>
        <option value="" .selected=${this.stage === ''}>${t('stats.all')}</option>${STAGES.map((stage) => html`<option value=${stage} .selected=${stage === this.stage}>${word('stage', stage)}</option>`)}</select></label>
      <span class="grow"></span>
      <a class="button" data-test="download" download href=${`/api/v1/stats/${this.report}${query({ ...this.asked, format: 'csv', language })}`}>${t('stats.download')}</a><a class="button" data-test="download-xlsx" download href=${`/api/v1/stats/${this.report}${query({ ...this.asked, format: 'xlsx', language })}`}>XLSX</a></form>`;
  }

  body() {
    if (this.refused) {
      return html`<div class="empty" role="alert" data-test="stats-problem"><h2>${explain(this.refused)}</h2><button class="button" @click=${() => this.load()}>${t('line.retry')}</button></div>`;
    }
    if (!this.answer) return html`<div class="skeleton"><i></i><i></i><i></i></div>`;
    const { totals, data, more } = this.answer;
    if (!Object.values(totals).some((value) => value > 0)) {
      return html`<div class="empty" data-test="no-figures"><h2>${t('stats.none')}</h2><p>${t(`stats.none.${this.report}`)}</p></div>`;
    }
    return html`<ul class="tiles" data-test="tiles">${REPORTS[this.report].tiles.map((name) => this.tile(totals, name))}</ul>
      ${data.length ? this.rows(data, totals, more) : html`<p class="muted" data-test="no-rows">${t('stats.no_rows')}</p>`}
      ${session.is('supervisor', 'manager', 'admin') || this.reports.length === 1 ? nothing : html`<p class="small muted">${t('stats.own')}</p>`}`;
  }

  /** @param {Record<string, any>} totals @param {string} name */
  tile(totals, name) {
    const n = behind(totals, name);
    return html`<li class="fact-box" title=${t(`stats.means.${name}`)} data-test="tile" data-figure=${name}><h3>${word('stat', name)}</h3><b class="figure">${shown(totals, name)}</b>
      <span class="small muted">${n === undefined ? nothing : `n = ${n}`}</span></li>`;
  }

  /** @param {Record<string, any>[]} data @param {Record<string, any>} totals @param {boolean} more */
  rows(data, totals, more) {
    const columns = Object.keys(data[0].shown !== undefined && this.by === 'article' ? data[0] : totals).filter((name) => name !== 'key' && name !== 'name');
    const plots = REPORTS[this.report].plots.filter((name) => columns.includes(name));
    const figure = plots.includes(this.figure) ? this.figure : plots[0];
    return html`<section class="stats-box"><div class="row"><h2 class="grow">${t('stats.by', { by: t(`stats.group.${this.by}`) })}</h2>
        <label class="row small muted">${t('stats.figure')}<select class="input" data-test="stats-figure" @change=${(/** @type {Event} */ e) => this.set({ figure: /** @type {HTMLSelectElement} */ (e.target).value })}>
          ${plots.map((name) => html`<option value=${name} .selected=${name === figure}>${word('stat', name)}</option>`)}</select></label></div>
      ${plot(data, figure, this.nameOf)}</section>
      <div class="stats-table" tabindex="0" role="region" aria-label=${t('stats.table')}><table data-test="figures-table"><thead><tr><th scope="col">${t(`stats.group.${this.by}`)}</th>${columns.map((name) => html`<th scope="col" class="num">${word('stat', name)}</th>`)}</tr></thead>
        <tbody>${data.map((row) => html`<tr data-test="figures-row" data-key=${row.key}><th scope="row">${this.by === 'day' ? row.key : this.nameOf(row)}</th>${columns.map((name) => html`<td class="num">${shown(row, name)}</td>`)}</tr>`)}</tbody></table></div>
      ${more ? html`<p class="small muted">${t('stats.more', { n: data.length })}</p>` : nothing}`;
  }
}

customElements.define('kefu-stats', Stats);
