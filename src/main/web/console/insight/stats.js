// Figures of the service as the server counts them; each with the number of cases behind it where the server tells it.
import { html, nothing } from 'lit';
import { View } from 'shared/element.js';
import { get, query } from 'shared/api.js';
import { t, word } from 'shared/i18n.js';
import { explain } from '../toasts.js';

const SPANS = [1, 7, 30];
const DAY_MS = 86_400_000;

class Stats extends View {
  days = 7;
  /** @type {any} */
  report = undefined;
  ready = false;
  missing = false;
  /** @type {string|undefined} */
  problem = undefined;

  connectedCallback() {
    super.connectedCallback();
    this.load();
  }

  async load() {
    const now = new Date();
    const from = new Date(now.getTime() - this.days * DAY_MS);
    try {
      this.set({ report: await get(`/stats/service${query({ from: from.toISOString(), to: now.toISOString() })}`), missing: false, problem: undefined, ready: true });
    } catch (refused) {
      const { status } = /** @type {any} */ (refused);
      this.set({ report: undefined, missing: status === 404, problem: status === 404 ? undefined : explain(refused), ready: true });
    }
  }

  /** The report may be flat figures, a list of tiles, or rows. */
  get tiles() {
    /** @type {any} */
    const report = this.report || {};
    const tiles = report.tiles || report.figures;
    if (Array.isArray(tiles)) return tiles.map((/** @type {any} */ tile) => ({ name: tile.name || tile.key || tile.id, value: tile.value, n: tile.n ?? tile.count, unit: tile.unit }));
    const flat = report.totals || (Array.isArray(report.data) ? {} : report.data) || report;
    return Object.entries(flat).filter(([, value]) => typeof value === 'number' || (value && typeof value === 'object' && 'value' in value))
      .map(([name, value]) => (typeof value === 'number' ? { name, value, n: undefined, unit: undefined } : { name, .../** @type {any} */ (value) }));
  }

  get rows() {
    /** @type {any} */
    const report = this.report || {};
    const rows = report.rows || (Array.isArray(report.data) ? report.data : []);
    return Array.isArray(rows) ? rows : [];
  }

  /** @param {any} tile */
  shown(tile) {
    const { name, value } = tile;
    if (value === null || value === undefined) return '–';
    if (/_ms$/.test(name)) return t('time.seconds', { n: (value / 1000).toFixed(1) });
    if (/_s$/.test(name)) return t('time.seconds', { n: Math.round(value) });
    if (/_fen$/.test(name)) return `¥${(value / 100).toFixed(2)}`;
    if (tile.unit === 'percent') return `${Number(value).toFixed(1)}%`;
    if (/_(rate|share)$/.test(name)) return `${(Number(value) * 100).toFixed(1)}%`;
    return typeof value === 'number' && !Number.isInteger(value) ? value.toFixed(1) : String(value);
  }

  body() {
    if (!this.ready) return html`<div class="skeleton"><i></i><i></i></div>`;
    if (this.problem) return html`<div class="empty"><h2>${this.problem}</h2><button class="button" @click=${this.load}>${t('line.retry')}</button></div>`;
    const { tiles, rows } = this;
    if (this.missing || (tiles.length === 0 && rows.length === 0)) return html`<div class="empty" data-test="no-figures"><h2>${t('stats.none')}</h2><p>${t('stats.none_hint')}</p></div>`;
    const columns = rows.length ? Object.keys(rows[0]) : [];
    return html`<ul class="tiles" data-test="tiles">${tiles.map((tile) => html`<li class="fact-box"><h3>${word('stat', tile.name)}</h3><b class="figure">${this.shown(tile)}</b>${tile.n !== undefined ? html`<span class="small muted">n = ${tile.n}</span>` : nothing}</li>`)}</ul>
      ${rows.length ? html`<table><thead><tr>${columns.map((column) => html`<th>${word('stat', column)}</th>`)}</tr></thead><tbody>${rows.map((row) => html`<tr>${columns.map((column) => html`<td>${row[column] !== null && typeof row[column] === 'object' ? row[column].value ?? '' : this.shown({ name: column, value: row[column] })}</td>`)}</tr>`)}</tbody></table>` : nothing}`;
  }

  render() {
    return html`<div class="stats"><div class="row"><h1 class="grow">${t('screen.stats')}</h1><div class="tabs" role="tablist">${SPANS.map((days) => html`<button class="tab" role="tab" aria-selected=${days === this.days} @click=${() => { this.days = days; this.load(); }}>${t('stats.days', { n: days })}</button>`)}</div></div>${this.body()}</div>`;
  }
}

customElements.define('kefu-stats', Stats);
