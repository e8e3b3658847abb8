// The supervisor's desk: what waits for a decision, and the ledger of what was granted.
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { View } from 'shared/element.js';
import { get } from 'shared/api.js';
import { secondsSince, serverNow } from 'shared/clock.js';
import { money, running, when } from 'shared/format.js';
import { nameOf } from 'shared/frames.js';
import { t, word } from 'shared/i18n.js';
import { cases } from '../escalation/cases.js';
import { unanswered } from '../escalation/unanswered.js';
import { explain, notice } from '../toasts.js';
import { whoWasFaster } from '../escalation/decision.js';
import '../escalation/ledger.js';
import '../escalation/outreach.js';
import '../escalation/rules-page.js';
import '../insight/samples.js';
import { isTyping } from './keys.js';

/** Tabs that have no list of cases beside them. */
const WIDE = ['outreach', 'ledger', 'rules', 'samples'];
const DECIDE = /** @type {Object<string, string>} */ ({ KeyA: 'approve', KeyM: 'change', KeyR: 'reject', KeyS: 'pass_up', KeyQ: 'ask' });
const AMBER_S = 15 * 60;
const RED_S = 30 * 60;
let watching = false;

class Supervisor extends View {
  tab = 'pending';
  chosen = '';
  /** Whether the open case was decided here, or another list is shown: then the next one may take its place. */
  goesOn = false;

  constructor() {
    super();
    this.watch(cases, 'change');
    this.watch(unanswered, 'change');
    this.tick();
    this.onKey = (/** @type {KeyboardEvent} */ event) => this.pressed(event);
    this.hear(cases, 'change', () => this.refresh());
  }

  connectedCallback() {
    super.connectedCallback();
    window.addEventListener('keydown', this.onKey);
    unanswered.watch();
    if (watching) cases.show('pending');
    else cases.watch();
    watching = true;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener('keydown', this.onKey);
  }

  get decision() {
    return /** @type {any} */ (this.querySelector('kefu-decision'));
  }

  /**
   * The open case follows its newest version. The next one takes its place once it was decided here; what a colleague has decided
   * stays to be read: a key that was meant for it must not meet another case.
   */
  refresh() {
    if (WIDE.includes(this.tab)) return;
    const open = cases.list.find((each) => each.id === this.chosen);
    const next = this.chosen && !this.goesOn ? undefined : cases.list[0];
    if (open) this.choose(open);
    else if (next) this.choose(next, this.goesOn);
    else if (this.chosen) this.review(this.chosen);
  }

  /** The open case was decided: its outcome stays to be read. @param {string} id */
  async review(id) {
    const decided = await get(`/cases/${id}`).catch(() => undefined);
    const { decision } = this;
    if (!decided || id !== this.chosen || !decision) return;
    if (decision.case?.id === id && decision.pending && !decision.busy && decided.status !== 'pending') notice(whoWasFaster(decided), 'danger');
    decision.show(decided);
  }

  /** @param {import('shared/frames.js').Case} chosen @param {boolean} [goneOn] whether nobody has asked for it */
  choose(chosen, goneOn = false) {
    this.set({ chosen: chosen.id, goesOn: false });
    this.updateComplete.then(() => this.decision?.show(chosen, goneOn));
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    // A key that is held down decides once.
    if (event.repeat && !['KeyJ', 'KeyK'].includes(event.code)) return;
    if (WIDE.includes(this.tab) || document.querySelector('dialog[open]') || event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
    if (event.key === 'Escape') return this.decision?.cancel();
    const asking = this.decision?.asking;
    if (event.key === 'Enter' && asking && !(event.target instanceof HTMLButtonElement)) {
      event.preventDefault();
      return this.decision.confirm();
    }
    if (this.decision?.picks(event)) return event.preventDefault();
    if (isTyping(event.target)) return;
    if (event.code === 'KeyZ') return this.decision?.undo();
    const step = { KeyJ: 1, KeyK: -1 }[event.code];
    if (step) return this.walk(step);
    if (event.code === 'KeyT') return /** @type {HTMLElement|null} */ (this.querySelector('[data-test=take-over]'))?.click();
    const outcome = DECIDE[event.code];
    if (!outcome || asking) return;
    event.preventDefault();
    this.decision?.prepare(outcome);
  }

  /** @param {number} step */
  walk(step) {
    const { list } = cases;
    const at = list.findIndex((each) => each.id === this.chosen);
    if (list.length) this.choose(list[(at + step + list.length) % list.length]);
  }

  /** @param {string|undefined} id of what was decided here */
  decided(id) {
    if (id === this.chosen) this.goesOn = true;
    cases.load();
  }

  /** @param {string} tab */
  show(tab) {
    this.set({ tab, goesOn: true });
    if (!WIDE.includes(tab)) cases.show(tab === 'pending' ? 'pending' : '');
  }

  /** @param {import('shared/frames.js').Case} each */
  clock(each) {
    if (each.status !== 'pending') return html`<span class="chip ${each.status === 'rejected' || each.status === 'failed' ? 'danger' : 'ok'}">${word('case_status', each.status)}</span>`;
    const waited = secondsSince(each.opened_at);
    const late = each.due_at && Date.parse(each.due_at) < serverNow();
    const look = late ? 'solid' : waited > RED_S ? 'danger' : waited > AMBER_S ? 'warn' : '';
    return html`<span class="chip clock ${look}">${t(late ? 'decide.late' : 'decide.waits', { time: running(waited) })}</span>`;
  }

  /** @param {import('shared/frames.js').Case} each */
  row(each) {
    return html`<li class="inbox-row" aria-current=${each.id === this.chosen ? 'true' : 'false'} data-test="case" data-case=${each.id} data-status=${each.status}>
      <button class="inbox-open" @click=${() => this.choose(each)}>
        <span class="row nowrap"><b class="grow clip">${word('kind', each.kind)} · ${word('reason', each.reason)}</b><b>${money(each.proposal_fen)}</b></span>
        <span class="row nowrap small"><span class="grow clip muted">${each.requested_by_name || nameOf(each.requested_by)} · ${each.order || t('escalate.no_order')}</span>${this.clock(each)}</span>
        ${each.status === 'pending' ? nothing : html`<span class="small muted">${when(each.opened_at)} ${each.decided_by_name || nameOf(each.decided_by)}</span>`}</button></li>`;
  }

  /** How much of it waits for somebody. @param {string} tab */
  waiting(tab) {
    if (tab === 'pending' && cases.status === 'pending' && cases.list.length) return cases.list.length;
    return tab === 'ledger' && unanswered.list.length ? html`<span class="chip danger" data-test="unanswered-count">${unanswered.list.length}</span>` : nothing;
  }

  list() {
    if (!cases.ready) return html`<div class="skeleton"><i></i><i></i><i></i></div>`;
    if (cases.list.length === 0) return html`<div class="empty"><h2>${t(this.tab === 'pending' ? 'decide.empty' : 'decide.none_ever')}</h2></div>`;
    return html`<ul class="inbox-list" data-test="cases">${repeat(cases.list, (each) => each.id, (each) => this.row(each))}</ul>`;
  }

  render() {
    return html`<div class="supervisor ${WIDE.includes(this.tab) ? 'wide' : ''}"><section class="inbox" aria-label=${t('screen.desk')}>
        <div class="inbox-head"><h1>${t('screen.desk')}</h1>${cases.failed ? html`<span class="small problem">${explain(cases.failed)}</span>` : nothing}</div>
        <div class="tabs" role="tablist">${['pending', 'all', ...WIDE].map((tab) => html`<button class="tab" role="tab" aria-selected=${tab === this.tab} @click=${() => this.show(tab)} data-test="tab-${tab}">${t(`decide.tab_${tab}`)} ${this.waiting(tab)}</button>`)}</div>
        ${WIDE.includes(this.tab) ? nothing : this.list()}</section>
      ${this.pane()}</div>`;
  }

  pane() {
    if (this.tab === 'outreach') return html`<kefu-outreach class="pane"></kefu-outreach>`;
    if (this.tab === 'ledger') return html`<kefu-ledger class="pane"></kefu-ledger>`;
    if (this.tab === 'samples') return html`<kefu-samples class="pane"></kefu-samples>`;
    if (this.tab === 'rules') return html`<kefu-rules class="pane"></kefu-rules>`;
    return html`<kefu-decision class="pane" @decided=${(/** @type {CustomEvent} */ event) => this.decided(event.detail)}></kefu-decision>`;
  }
}

customElements.define('kefu-supervisor', Supervisor);
