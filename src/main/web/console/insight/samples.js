// 抽检: what the week's draw shows of replies sent past a warning and of decisions beside the rules, and what supervisors think of them.
import { html, nothing } from 'lit';
import { View } from 'shared/element.js';
import { call, get, query } from 'shared/api.js';
import { serverNow } from 'shared/clock.js';
import { money, when } from 'shared/format.js';
import { t, word } from 'shared/i18n.js';
import { desk } from '../desk/desk.js';
import { session } from '../account/session.js';
import { explain } from '../toasts.js';

const WEEK_MS = 7 * 86_400_000;
const SHANGHAI_MS = 8 * 3_600_000;
const WEEKS = 8;

/** The week of a moment, Monday to Sunday, as `2026-W48`. @param {number} at */
function weekOf(at) {
  const date = new Date(at + SHANGHAI_MS);
  const thursday = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate() + 4 - (date.getUTCDay() || 7)));
  const first = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  return `${thursday.getUTCFullYear()}-W${String(Math.floor((thursday.getTime() - first) / WEEK_MS) + 1).padStart(2, '0')}`;
}

class Samples extends View {
  constructor() {
    super();
    this.week = weekOf(serverNow() - WEEK_MS);
    /** @type {any} */
    this.sample = undefined;
    /** @type {Map<string, string>} what was noted and not saved yet */
    this.notes = new Map();
    /** @type {Map<string, string>} what was refused, by item */
    this.problems = new Map();
    this.problem = '';
    this.busy = '';
    this.watch(desk, 'rows');
  }

  connectedCallback() {
    super.connectedCallback();
    this.load(this.week);
  }

  /** @param {string} week */
  async load(week) {
    this.set({ week, sample: undefined, problem: '', problems: new Map() });
    try {
      const sample = await get(`/samples${query({ week })}`);
      if (this.week === week) this.set({ sample });
    } catch (refused) {
      if (this.week === week) this.set({ problem: explain(refused) });
    }
  }

  /** @param {any} item @param {'right'|'wrong'} verdict */
  async judge(item, verdict) {
    const { week } = this;
    const note = (this.notes.get(item.id) ?? item.judged?.note ?? '').trim();
    this.problems.delete(item.id);
    if (verdict === 'wrong' && !note) {
      this.problems.set(item.id, t('samples.note_missing'));
      this.requestUpdate();
      return /** @type {HTMLElement|null} */ (this.querySelector(`[data-note="${item.id}"]`))?.focus();
    }
    this.set({ busy: item.id });
    try {
      const { data } = await call('PUT', `/samples/${week}/${item.id}`, { body: { verdict, ...(note ? { note } : {}) } });
      this.notes.delete(item.id);
      if (this.week === week) this.set({ sample: data });
    } catch (refused) {
      this.problems.set(item.id, explain(refused));
    }
    return this.set({ busy: '' });
  }

  /** @param {any} item */
  what(item) {
    if (item.kind === 'override') {
      return html`<p class="sample-text">${item.text ?? html`<em class="muted">${t('samples.gone')}</em>`}</p>
        <p class="small muted">${t('samples.warned', { rules: item.rules.join('、') })} · ${word('stat', `overrides_${item.override}`)}</p>`;
    }
    return html`<p><b>${word('kind', item.claim)} · ${word('reason', item.reason)}</b> ${money(item.amount_fen)} ${word('form', item.form)}</p>
      <p>${item.remark || html`<em class="muted">${t('samples.gone')}</em>`}</p>${item.rules.length ? html`<p class="small muted">${t('samples.rule', { rule: item.rules[0] })}</p>` : nothing}`;
  }

  /** @param {any} item */
  row(item) {
    const { judged } = item;
    const own = item.by === session.staff?.id;
    const button = (/** @type {'right'|'wrong'} */ verdict) => html`<button class="button ${judged?.verdict === verdict ? 'primary' : ''}" aria-pressed=${judged?.verdict === verdict} ?disabled=${own || this.busy === item.id} @click=${() => this.judge(item, verdict)} data-test="sample-${verdict}">${t(`samples.${verdict}`)}</button>`;
    return html`<li class="fact-box sample" data-test="sample" data-kind=${item.kind}>
      <p class="row small"><span class="chip">${t(`samples.kind_${item.kind}`)}</span><span class="grow">${desk.names.get(item.by) || item.by_name} · ${when(item.at)}</span><a href="/console#${item.conversation}">${t('samples.open')}</a></p>
      ${this.what(item)}
      <div class="row"><input class="input grow" maxlength="1000" placeholder=${t('samples.note')} aria-label=${t('samples.note')} .value=${this.notes.get(item.id) ?? judged?.note ?? ''} ?disabled=${own} data-note=${item.id} data-test="sample-note" @input=${(/** @type {any} */ event) => this.notes.set(item.id, event.target.value)} />${button('right')}${button('wrong')}</div>
      ${this.problems.has(item.id) ? html`<p class="problem small" role="alert" data-test="sample-problem">${this.problems.get(item.id)}</p>` : nothing}
      ${judged ? html`<p class="small muted" data-test="sample-judged">${t('samples.judged', { who: judged.by_name, time: when(judged.at) })}</p>` : own ? html`<p class="small muted">${t('samples.own')}</p>` : nothing}</li>`;
  }

  body() {
    const { sample } = this;
    if (this.problem) return html`<p class="problem" role="alert">${this.problem}</p>`;
    if (!sample) return html`<div class="skeleton"><i></i><i></i><i></i></div>`;
    if (!sample.data.length) return html`<div class="empty"><h2>${t('samples.none')}</h2></div>`;
    return html`<p data-test="sample-sums">${t('samples.sums', { candidates: sample.candidates, drawn: sample.data.length, judged: sample.judged, right: sample.right, wrong: sample.wrong })}</p>
      <ul class="samples">${sample.data.map((/** @type {any} */ item) => this.row(item))}</ul>`;
  }

  render() {
    const weeks = Array.from({ length: WEEKS }, (_, i) => weekOf(serverNow() - i * WEEK_MS));
    return html`<div class="row"><h2 class="grow">${t('samples.title')}</h2>
        <label class="row small">${t('samples.week')} <select class="input" data-test="sample-week" @change=${(/** @type {any} */ event) => this.load(event.target.value)}>${weeks.map((week, i) => html`<option value=${week} ?selected=${week === this.week}>${week}${i === 0 ? ` ${t('samples.running')}` : ''}</option>`)}</select></label></div>
      <p class="small muted">${t('samples.what')}</p>${this.body()}`;
  }
}

customElements.define('kefu-samples', Samples);
