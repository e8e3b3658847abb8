// One case with everything a decision needs, and the decision itself. An approval is one key, because it can be taken back for
// some seconds before the shop is asked to pay; anything else is asked once more before it is sent.
import { html, nothing } from 'lit';
import { View, tell } from 'shared/element.js';
import { get } from 'shared/api.js';
import { secondsSince, serverNow } from 'shared/clock.js';
import { fen, money, running, when, yuan } from 'shared/format.js';
import { nameOf } from 'shared/frames.js';
import { t, word } from 'shared/i18n.js';
import { desk } from '../desk/desk.js';
import { shop } from '../commerce/shop.js';
import { line } from '../conversation/lines.js';
import { picture } from '../conversation/pictures.js';
import { complain, explain, notice } from '../toasts.js';
import { formsFor, pays } from './forms.js';
import { orderBox, precedentsBox, ruleBox, shopperBox, temperChip, wordsBox } from './dossier.js';
import { rulebook } from './rulebook.js';
import { asksPassword } from '../account/step-up.js';

const NEEDS_REMARK = ['reject', 'ask'];
const REASONS = ['no_evidence', 'not_ours', 'over_time', 'used_up', 'done_before'];
const AMBER_S = 15 * 60;
/** After the desk has gone on to the next case by itself: the second press of a double one is not meant for it. */
const GONE_ON_MS = 700;

/** Who was faster, or that a colleague has moved the case, in the reader's language. @param {any} now */
export function whoWasFaster(now) {
  const who = now?.decided_by_name || nameOf(now?.decided_by);
  return now && now.status !== 'pending' ? t(who ? 'decide.lost' : 'decide.lost_to_nobody', { who, status: word('case_status', now.status) }) : t('decide.moved');
}

class Decision extends View {
  constructor() {
    super();
    /** @type {boolean|undefined} */
    this.busy = undefined;
    /** @type {any} */
    this.book = undefined;
    /** @type {import('shared/frames.js').Case|undefined} */
    this.case = undefined;
    /** @type {{outcome:string, amount_fen?:number, form?:string, remark:string}} */
    this.draft = { outcome: '', remark: '' };
    this.asking = false;
    this.problem = '';
    this.deafUntil = 0;
    /** @type {any} */
    this.dossier = undefined;
    this.tick();
    this.watch(desk, 'log', 'rows', 'facts');
    this.watch(shop, 'change');
    rulebook().then((book) => this.set({ book }));
  }

  /** @param {import('shared/frames.js').Case} chosen @param {boolean} [goneOn] whether nobody has asked for this one */
  show(chosen, goneOn = false) {
    if (goneOn) this.deafUntil = performance.now() + GONE_ON_MS;
    const same = this.case?.id === chosen.id;
    const moved = !same || this.case?.version !== chosen.version;
    this.case = chosen;
    if (moved) this.look(chosen);
    if (!same) {
      this.set({ asking: false, problem: '', dossier: undefined, draft: { outcome: '', amount_fen: chosen.proposal_fen, form: chosen.form, remark: '' } });
      desk.open(chosen.conversation);
    }
    this.requestUpdate();
  }

  /** @param {import('shared/frames.js').Case} chosen */
  async look(chosen) {
    const dossier = await get(`/cases/${chosen.id}/dossier`).catch(() => undefined);
    if (this.case?.id === chosen.id) this.set({ dossier });
  }

  /** An approved sum can be taken back until then. */
  get undoSeconds() {
    const until = /** @type {any} */ (this.case)?.undo_until;
    return this.case?.status === 'approved' && until ? Math.ceil((Date.parse(until) - serverNow()) / 1000) : 0;
  }

  async undo() {
    const chosen = this.case;
    if (!chosen || this.undoSeconds <= 0) return;
    try {
      await desk.line.command('undo_decision', chosen.conversation, { case: chosen.id });
      notice(t('decide.undone'));
      await this.again(chosen.id);
    } catch (refused) {
      this.set({ problem: explain(/** @type {any} */ (refused)) });
    }
  }

  /** The case as it stands now. @param {string} id */
  async again(id) {
    const now = await get(`/cases/${id}`).catch(() => undefined);
    if (now && this.case?.id === id) this.show(now);
    tell(this, 'decided', id);
  }

  get pending() {
    return this.case?.status === 'pending';
  }

  /** @param {string} name */
  field(name) {
    return /** @type {HTMLInputElement|null} */ (this.querySelector(`[name=${name}]`));
  }

  /** First press of a key: what would happen is shown, nothing is sent. @param {string} outcome */
  prepare(outcome) {
    if (!this.pending || performance.now() < this.deafUntil) return;
    // Money can be taken back for some seconds: within the rules one key is enough.
    if (outcome === 'approve' && pays(this.case?.kind || '', this.draft.form) && (this.dossier?.rule?.verdict === 'within' || this.draft.remark.trim())) {
      this.draft = { ...this.draft, outcome };
      this.confirm();
      return;
    }
    this.set({ draft: { ...this.draft, outcome }, asking: true, problem: '' });
    this.updateComplete.then(() => {
      const beside = outcome === 'approve' && this.dossier?.rule && this.dossier.rule.verdict !== 'within';
      const needs = outcome === 'change' ? 'amount' : (beside || NEEDS_REMARK.includes(outcome)) && !this.draft.remark ? 'remark' : undefined;
      const target = needs ? this.field(needs) : /** @type {HTMLElement|null} */ (this.querySelector('[data-test=confirm]'));
      target?.focus();
      if (needs === 'amount') this.field('amount')?.select();
    });
  }

  /** A number picks the reason while nothing is written yet. @param {KeyboardEvent} event @returns {boolean} */
  picks(event) {
    const reason = REASONS[Number(event.key) - 1];
    if (!this.asking || this.draft.outcome !== 'reject' || !reason || this.draft.remark) return false;
    this.pick(reason);
    return true;
  }

  /** @param {string} reason */
  pick(reason) {
    this.set({ draft: { ...this.draft, remark: t(`decide.reason.${reason}`) } });
    this.field('remark')?.focus();
  }

  cancel() {
    this.set({ asking: false, problem: '' });
  }

  /** @param {Event} event */
  edited(event) {
    const { name, value } = /** @type {HTMLInputElement} */ (event.target);
    if (name === 'amount') {
      const changed = fen(value);
      const other = changed !== this.case?.proposal_fen;
      this.set({ draft: { ...this.draft, amount_fen: changed, outcome: this.draft.outcome === 'approve' && other ? 'change' : this.draft.outcome } });
    } else this.set({ draft: { ...this.draft, [name]: value } });
  }

  async confirm() {
    const { outcome, amount_fen, form, remark } = this.draft;
    const chosen = this.case;
    if (!chosen || this.busy) return;
    if (NEEDS_REMARK.includes(outcome) && !remark.trim()) return this.set({ problem: t('decide.remark_missing') });
    if (outcome === 'change' && !amount_fen) return this.set({ problem: t('escalate.sum_missing') });
    const pays = outcome === 'approve' || outcome === 'change';
    const args = { case: chosen.id, version: chosen.version, outcome, ...(pays && amount_fen ? { amount_fen } : {}), ...(pays && form ? { form } : {}), ...(remark.trim() ? { remark: remark.trim() } : {}) };
    this.set({ busy: true, problem: '' });
    try {
      await desk.line.command('decide', chosen.conversation, args, chosen.version);
      notice(t('decide.done', { outcome: word('outcome', outcome) }));
      this.set({ asking: false, draft: { ...this.draft, remark: '' } });
      // The keys decide again: none of them is meant for the field.
      if (this.contains(document.activeElement)) /** @type {HTMLElement} */ (document.activeElement).blur();
      await this.again(chosen.id);
    } catch (refused) {
      await this.refused(/** @type {any} */ (refused), chosen.id);
    } finally {
      this.set({ busy: false });
    }
  }

  /** @param {any} refused @param {string} id */
  async refused(refused, id) {
    if (asksPassword(refused)) {
      const sheet = /** @type {any} */ (this.querySelector('kefu-step-up'));
      return sheet.open(refused.text, () => this.case?.id === id && this.confirm());
    }
    const now = refused.code === 'conflict' ? await get(`/cases/${id}`).catch(() => undefined) : undefined;
    if (!now || now.version === this.case?.version) return this.set({ problem: explain(refused) });
    // A word that stays while the case that is shown changes under it.
    notice(`${whoWasFaster(now)} · ${t('decide.not_carried_out')}`, 'danger');
    this.set({ asking: false });
    if (this.case?.id === id) this.show(now);
    return tell(this, 'decided', undefined);
  }

  thread() {
    const events = desk.log?.conversation === this.case?.conversation ? desk.log?.events || [] : [];
    return html`<ol class="messages case-thread" tabindex="0" aria-label=${t('thread.log')}>${events.slice(-60).map((event) => line(event, { me: desk.me?.id }))}</ol>`;
  }

  /** The proposed form is always among them: what cannot be done any more is refused with the reason. */
  get forms() {
    const { kind = '', form = '', order } = this.case || {};
    const forms = formsFor(kind, { order: order ? { order, state: this.dossier?.order?.state } : undefined });
    return forms.includes(form) ? forms : [form, ...forms];
  }

  actions() {
    const { draft, forms } = this;
    const button = (/** @type {string} */ outcome, /** @type {string} */ key, /** @type {string} */ look) =>
      html`<button class="button ${look}" @click=${() => this.prepare(outcome)} data-test=${outcome}><kbd>${key}</kbd> ${t(`decide.${outcome}`)}</button>`;
    return html`<div class="decide" @input=${this.edited}>
      <div class="pair three">
        <label class="field"><span>${t('decide.amount')}</span><input class="input" name="amount" inputmode="decimal" .value=${yuan(draft.amount_fen)} data-test="decide-amount" /></label>
        <label class="field"><span>${t('escalate.form')}</span><select class="input" name="form" data-test="decide-form">${forms.map((form) => html`<option value=${form} ?selected=${form === (draft.form || '')}>${form ? word('form', form) : t('escalate.only_words')}</option>`)}</select></label>
        <label class="field"><span>${t('decide.remark')}</span><input class="input" name="remark" .value=${draft.remark} maxlength="500" data-test="decide-remark" /></label></div>
      ${this.asking
        ? html`<div class="bar warn confirm" role="alert"><span class="grow">${t(`decide.ask_${draft.outcome}`, { sum: money(draft.amount_fen), form: word('form', draft.form) })}</span>
            ${draft.outcome === 'reject' ? REASONS.map((reason, i) => html`<button class="button quiet" @click=${() => this.pick(reason)} data-test="reason-${i + 1}"><kbd>${i + 1}</kbd> ${t(`decide.reason.${reason}`)}</button>`) : nothing}
            <button class="button primary" @click=${this.confirm} ?disabled=${this.busy} data-test="confirm">${t('decide.confirm')} <kbd>⏎</kbd></button><button class="button" @click=${this.cancel}>${t('app.cancel')} <kbd>Esc</kbd></button></div>`
        : html`<div class="row">${button('approve', 'A', 'primary')}${button('change', 'M', '')}${button('reject', 'R', 'danger')}${button('pass_up', 'S', '')}${button('ask', 'Q', '')}</div>`}
      <p class="problem" role="alert" data-test="decide-problem">${this.problem}</p></div>`;
  }

  /** How long it has waited, against what the shopper was promised. @param {any} chosen */
  clock(chosen) {
    if (!this.pending) return nothing;
    const left = Math.floor((Date.parse(chosen.due_at) - serverNow()) / 1000);
    const look = left < 0 ? 'solid' : left < AMBER_S ? 'danger' : secondsSince(chosen.opened_at) > AMBER_S ? 'warn' : '';
    return html`<span class="chip clock ${look}" data-test="case-clock">${left < 0 ? t('decide.due_over', { time: running(-left) }) : t('decide.due_in', { time: running(left) })}</span>`;
  }

  undoBar() {
    const left = this.undoSeconds;
    if (left <= 0) return nothing;
    return html`<div class="bar ok" role="status" data-test="undo-bar"><span class="grow">${t('decide.undo_left', { n: left, sum: money(this.case?.amount_fen) })}</span><button class="button" @click=${this.undo} data-test="undo"><kbd>Z</kbd> ${t('decide.undo')}</button></div>`;
  }

  render() {
    const chosen = this.case;
    if (!chosen) return html`<div class="empty"><h2>${t('decide.none')}</h2><p>${t('decide.none_hint')}</p></div>`;
    const look = /** @type {any} */ ({ pending: 'warn', approved: 'ok', granted: 'ok', rejected: 'danger', failed: 'danger' })[chosen.status] || '';
    return html`<header class="thread-head"><div class="grow"><div class="row"><h2>${word('kind', chosen.kind)} · ${word('reason', chosen.reason)}</h2><span class="chip ${look}" data-test="case-status">${word('case_status', chosen.status)}</span>${chosen.needs === 'manager' && this.pending ? html`<span class="chip danger">${t('decide.needs_manager')}</span>` : nothing}${chosen.grant ? html`<span class="chip info">${word('grant', chosen.grant)}</span>` : nothing}${this.clock(chosen)}${temperChip(this.dossier)}${/** @type {any} */ (chosen).question ? html`<span class="chip warn" data-test="asked">${t('decide.asked')}</span>` : nothing}</div>
        <p class="small muted">${t('decide.by', { who: chosen.requested_by_name || nameOf(chosen.requested_by), time: when(chosen.opened_at) })} ${chosen.decided_by ? t('decide.decided_by', { who: chosen.decided_by_name || nameOf(chosen.decided_by) }) : nothing}</p></div>
        <a class="button" href="/api/v1/conversations/${chosen.conversation}/evidence" download data-test="evidence">${t('decide.evidence_file')}</a>
        <button class="button" @click=${() => desk.line.command('take_over', chosen.conversation).then(() => notice(t('decide.taken')), complain)} data-test="take-over"><kbd>T</kbd> ${t('decide.take_over')}</button></header>
      <div class="case-body"><div class="case-main">
          <div class="sums"><div><span class="small muted">${t('decide.claim')}</span><b>${money(chosen.claim_fen)}</b></div><div><span class="small muted">${t('decide.proposal')}</span><b data-test="proposal">${money(chosen.proposal_fen)}</b></div><div><span class="small muted">${t('escalate.form')}</span><b>${chosen.form ? word('form', chosen.form) : chosen.kind === 'discount' ? t('escalate.only_words') : '–'}</b></div></div>
          ${this.thread()}</div>
        <aside class="case-side">${ruleBox(this.book, chosen, this.dossier)}${wordsBox(this.dossier)}${orderBox(chosen, this.dossier)}${precedentsBox(this.dossier)}${shopperBox(this.dossier)}
          ${chosen.evidence?.length ? html`<section class="fact-box"><h3>${t('escalate.evidence', { n: chosen.evidence.length })}</h3>${chosen.evidence.map(picture)}</section>` : nothing}
          ${chosen.remark ? html`<section class="fact-box"><h3>${t('decide.remark')}</h3><p>${chosen.remark}</p></section>` : nothing}
          ${chosen.note ? html`<section class="fact-box"><h3>${t('escalate.note')}</h3><p>${chosen.note}</p></section>` : nothing}</aside></div>
      ${this.undoBar()}${this.pending ? this.actions() : nothing}<kefu-step-up></kefu-step-up>`;
  }
}

customElements.define('kefu-decision', Decision);
