// What the knowledge lacks: questions nobody's article answered, dearest first, and beside them the one that is being answered.
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { View } from 'shared/element.js';
import { get, listOf, query } from 'shared/api.js';
import { when } from 'shared/format.js';
import { t, word } from 'shared/i18n.js';
import { isTyping } from '../desk/keys.js';
import { explain } from '../toasts.js';
import './gap-form.js';

const PAGE = 50;
const STATUSES = ['open', 'answered', 'ignored', 'closed'];
const SOURCES = ['', 'abstained', 'rejected', 'typed', 'edited', 'rephrased', 'transferred', 'escalated', 'recorded'];
const ACTIONS = /** @type {Object<string, string>} */ ({ KeyA: 'answer', KeyM: 'merge', KeyP: 'assign', KeyX: 'ignore' });

class Gaps extends View {
  status = 'open';
  source = '';
  chosen = '';

  constructor() {
    super();
    /** @type {any[]} */
    this.gaps = [];
    /** @type {string|undefined} */
    this.next = undefined;
    this.ready = false;
    this.problem = '';
    this.onKey = (/** @type {KeyboardEvent} */ event) => this.pressed(event);
  }

  connectedCallback() {
    super.connectedCallback();
    window.addEventListener('keydown', this.onKey);
    this.load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener('keydown', this.onKey);
  }

  get form() {
    return /** @type {any} */ (this.querySelector('kefu-gap'));
  }

  /** @param {string} [cursor] */
  async load(cursor) {
    const { status, source } = this;
    try {
      const answer = await get(`/knowledge/gaps${query({ status, source, limit: PAGE, cursor })}`);
      if (status !== this.status || source !== this.source) return;
      const gaps = cursor ? [...this.gaps, ...listOf(answer)] : listOf(answer);
      this.set({ gaps, next: answer.next_cursor, ready: true, problem: '' });
      if (!cursor && !gaps.some((gap) => gap.id === this.chosen)) this.choose(gaps[0]?.id || '');
    } catch (refused) {
      this.set({ ready: true, problem: explain(refused) });
    }
  }

  /** @param {string} id */
  choose(id) {
    this.set({ chosen: id });
    this.updateComplete.then(() => this.form?.open(id));
  }

  /** The open gap has moved: the next one takes its place. @param {CustomEvent} event */
  moved(event) {
    const gap = event.detail;
    if (gap.status === this.status) {
      this.set({ gaps: this.gaps.map((each) => (each.id === gap.id ? { ...each, ...gap } : each)) });
      return;
    }
    const at = this.gaps.findIndex((each) => each.id === gap.id);
    const rest = this.gaps.filter((each) => each.id !== gap.id);
    this.set({ gaps: rest });
    // Who has gone on to another one meanwhile stays there.
    if (gap.id === this.chosen) this.choose(rest[Math.min(at, rest.length - 1)]?.id || '');
  }

  /** Somebody else has dealt with one: it stays, so that whoever was at it sees what became of it. @param {CustomEvent} event */
  overtaken(event) {
    const gap = event.detail;
    this.set({ gaps: this.gaps.map((each) => (each.id === gap.id ? { ...each, ...gap } : each)) });
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing || isTyping(event.target)) return;
    const step = { KeyJ: 1, KeyK: -1 }[event.code];
    if (step) {
      const at = this.gaps.findIndex((each) => each.id === this.chosen) + step;
      if (this.gaps[at]) this.choose(this.gaps[at].id);
    } else if (ACTIONS[event.code] && this.chosen) {
      event.preventDefault();
      this.form?.begin(ACTIONS[event.code]);
    }
  }

  /** @param {any} gap */
  row(gap) {
    const rising = gap.trend > 0;
    return html`<li class="inbox-row" aria-current=${gap.id === this.chosen ? 'true' : 'false'} data-test="gap" data-gap=${gap.id}>
      <button class="inbox-open" @click=${() => this.choose(gap.id)}>
        <span class="row nowrap"><span class="grow clip strong">${gap.question}</span>${gap.status === this.status ? nothing : html`<span class="chip info">${word('gap_status', gap.status)}</span>`}<span class="chip ${rising ? 'warn' : ''}">${t('gap.week', { n: gap.asked_week })}${gap.trend ? html` ${rising ? '↑' : '↓'}${Math.abs(gap.trend)}` : nothing}</span></span>
        <span class="row nowrap small muted"><span class="grow clip">${[t('gap.month', { n: gap.asked_month }), t('gap.unresolved', { n: Math.round(gap.unresolved_rate * 100) }), word('stage', gap.stage), gap.product].filter(Boolean).join(' · ')}</span>${gap.assignee ? html`<span>${t('gap.assigned')}</span>` : nothing}<span>${when(gap.last_at)}</span></span></button></li>`;
  }

  list() {
    if (!this.ready) return html`<div class="skeleton"><i></i><i></i><i></i></div>`;
    if (this.gaps.length === 0) return this.problem ? nothing : html`<div class="empty"><h2>${t(`gap.none_${this.status}`)}</h2></div>`;
    return html`<ul class="inbox-list" data-test="gaps">${repeat(this.gaps, (each) => each.id, (each) => this.row(each))}
      ${this.next ? html`<li class="pad"><button class="button" @click=${() => this.load(this.next)}>${t('kb.more')}</button></li>` : nothing}</ul>`;
  }

  render() {
    return html`<div class="gaps"><section class="inbox" aria-label=${t('screen.gaps')}>
        <div class="inbox-head"><h1 class="grow">${t('screen.gaps')}</h1><button class="button quiet" @click=${() => this.load()} aria-label=${t('gap.again')} data-test="gap-again">↻</button></div>
        <div class="filters"><select class="input" aria-label=${t('gap.source')} @change=${(/** @type {any} */ e) => { this.source = e.target.value; this.load(); }} data-test="gap-source">${SOURCES.map((source) => html`<option value=${source}>${source ? word('gap_source', source) : t('gap.any_source')}</option>`)}</select>
          <select class="input" aria-label=${t('kb.status')} @change=${(/** @type {any} */ e) => { this.status = e.target.value; this.load(); }} data-test="gap-status">${STATUSES.map((status) => html`<option value=${status}>${word('gap_status', status)}</option>`)}</select>
          ${this.problem ? html`<p class="problem">${this.problem}</p>` : nothing}</div>
        ${this.list()}</section>
      <kefu-gap class="pane" @moved=${this.moved} @overtaken=${this.overtaken}></kefu-gap></div>`;
  }
}

customElements.define('kefu-gaps', Gaps);
