// The escalation, already filled: Ctrl+Enter sends it, the thread stays readable beside it.
import { html, nothing } from 'lit';
import { View } from 'shared/element.js';
import { get, listOf, post, query } from 'shared/api.js';
import { fen, money, yuan } from 'shared/format.js';
import { t, word } from 'shared/i18n.js';
import { told } from 'shared/told.js';
import { desk } from '../desk/desk.js';
import { shop } from '../commerce/shop.js';
import { picture } from '../conversation/pictures.js';
import { explain, notice } from '../toasts.js';
import { CUTS, KINDS, REASONS, formsFor, pays, reasonsFor } from './forms.js';
import { guess, nothingHeard, picturesOf } from './guess.js';
import { ruleFor, ruleLine, rulebook } from './rulebook.js';

const PAUSE_MS = 250;

class EscalateSheet extends View {
  constructor() {
    super();
    /** @type {any} */
    this.book = undefined;
    /** @type {string|undefined} */
    this.conversation = undefined;
    /** @type {any} */
    this.claim = {};
    this.problem = '';
    this.busy = false;
    /** @type {any} what to do in this case, step by step */
    this.playbook = undefined;
    /** @type {Set<string>} */
    this.verified = new Set();
    /** @type {any} what the rules say of the claim as it stands */
    this.ruling = undefined;
    /** @type {any} */
    this.timer = undefined;
    this.asks = 0;
    /** @type {Set<string>} what somebody has filled in by hand */
    this.touched = new Set();
    /** Until what was said is filled in: nobody sends what they have not seen. */
    this.filling = false;
    /** @type {string|undefined} id of the playbook the shopper's words call for */
    this.called = undefined;
  }

  get dialog() {
    return /** @type {HTMLDialogElement} */ (this.querySelector('dialog'));
  }

  async open() {
    const conversation = desk.current;
    if (!conversation) return;
    const asked = desk.troubles.get(conversation)?.refused.frame.case || {};
    this.touched = new Set(Object.keys(defined(asked)));
    const { order, sku } = desk.focus;
    const orders = shop.orders(desk.row?.shopper?.id || '').list || [];
    this.set({
      conversation,
      problem: '',
      ruling: undefined,
      claim: { ...nothingHeard(desk.log?.events || []), order: order || (orders.length === 1 ? orders[0].order : ''), sku, note: '', hold: '', ...defined(asked) },
    });
    if (!this.dialog.open) this.dialog.showModal();
    await this.updateComplete;
    /** @type {HTMLElement|null} */ (this.querySelector('[name=proposal]'))?.focus();
    await this.fill(conversation);
    this.askPlaybook();
    this.askRuling();
  }

  /** With what was said, but for what was filled in by hand meanwhile. @param {string} conversation */
  async fill(conversation) {
    this.set({ filling: true });
    const [{ playbook: called, ...heard }, book] = await Promise.all([guess(conversation), rulebook()]).finally(() => this.set({ filling: false }));
    if (conversation !== this.conversation) return;
    const known = defined(heard);
    const free = Object.fromEntries(Object.entries(known).filter(([name]) => !this.touched.has(name)));
    this.set({ book, called, claim: { ...this.claim, ...free } });
    this.nameReason(known.reason);
    this.fitForm();
    this.fitLine();
  }

  /** The claim as it is sent. */
  get args() {
    const { kind, reason, order, sku, claim_fen, proposal_fen, form, evidence } = this.claim;
    return defined({ kind, reason, order: order || undefined, sku: sku || undefined, claim_fen: claim_fen ?? proposal_fen, proposal_fen, form: form || undefined, evidence: evidence?.length ? evidence : undefined });
  }

  /** Asked of the server: only that knows what was given before and what is left of every quota. */
  async askRuling() {
    const ask = ++this.asks;
    if (!pays(this.claim.kind, this.claim.form) || !this.claim.proposal_fen) return this.set({ ruling: undefined });
    const ruling = await post('/cases/rulings', { ...this.args, conversation: this.conversation }).catch(() => undefined);
    if (ask === this.asks) this.set({ ruling });
  }

  /** Goods that are not in the order would only come back. */
  fitLine() {
    const lines = this.orderInFocus?.lines;
    const { sku } = this.claim;
    if (this.claim.order && sku && lines && !lines.some((/** @type {any} */ line) => line.sku === sku)) this.set({ claim: { ...this.claim, sku: undefined } });
  }

  /** The playbook of the reason; of several the one the shopper's words call for. */
  async askPlaybook() {
    const { reason } = this.claim;
    const found = listOf(await get(`/playbooks${query({ reason })}`).catch(() => undefined));
    if (reason !== this.claim.reason) return;
    this.set({ playbook: found.find((each) => each.id === this.called) || found[0], verified: new Set() });
  }

  /** @param {string} step */
  check(step) {
    const verified = new Set(this.verified);
    verified.has(step) ? verified.delete(step) : verified.add(step);
    this.set({ verified });
  }

  /** What was checked goes along with the note, so that who decides need not ask. */
  get noteWithChecks() {
    const steps = [...this.verified];
    const checked = steps.length ? t('playbook.checked', { steps: steps.join('；') }) : '';
    return [this.claim.note?.trim(), checked].filter(Boolean).join('\n').slice(0, 2000);
  }

  steps() {
    const { playbook } = this;
    if (!playbook) return nothing;
    const list = (/** @type {string} */ name) => html`<ol class="small">${(playbook[name] || []).map((/** @type {string} */ step) => html`<li>${step}</li>`)}</ol>`;
    return html`<details class="playbook" open data-test="playbook"><summary><b>${t('playbook.title', { title: playbook.title })}</b></summary>
      <p class="small"><b>${t('playbook.soothe')}</b> ${playbook.soothe} <button type="button" class="button quiet" @click=${() => this.set({ claim: { ...this.claim, hold: playbook.soothe } })} data-test="playbook-soothe">${t('playbook.use')}</button></p>
      <fieldset class="plain"><legend class="small"><b>${t('playbook.verify')}</b></legend>${(playbook.verify || []).map((/** @type {string} */ step) => html`<label class="small check"><input type="checkbox" .checked=${this.verified.has(step)} @change=${(/** @type {Event} */ e) => { e.stopPropagation(); this.check(step); }} data-test="playbook-check" /> ${step}</label>`)}</fieldset>
      <p class="small"><b>${t('playbook.offer')}</b></p>${list('offer')}<p class="small"><b>${t('playbook.next')}</b></p>${list('next')}</details>`;
  }

  /** A refused text names the rule it ran into: a claim's rule has a reason; a promise's id is the reason itself. @param {string} guessed */
  nameReason(guessed) {
    const { reason, kind } = this.claim;
    if (reasonsFor(kind).includes(reason)) return;
    const rule = (this.book?.claims || []).find((/** @type {any} */ each) => each.id === reason);
    if (rule || kind === 'compensation') this.set({ claim: { ...this.claim, reason: rule?.reason || (REASONS.includes(guessed) ? guessed : 'goodwill') } });
  }

  /** A form the rule does not know would only come back. */
  fitForm() {
    const { forms } = this;
    if (forms.includes(this.claim.form)) return;
    const form = forms.includes('small_payment') ? 'small_payment' : forms[0];
    this.set({ claim: { ...this.claim, form } });
  }

  /** The order it is about, as far as the shop has told it. */
  get orderInFocus() {
    const { order } = this.claim;
    const known = (shop.orders(desk.row?.shopper?.id || '').list || []).find((/** @type {any} */ each) => each.order === order);
    return order ? known || { order } : undefined;
  }

  get forms() {
    return formsFor(this.claim.kind, { forms: this.rule?.forms, order: this.orderInFocus });
  }

  get rule() {
    if (this.claim.kind !== 'compensation') return undefined;
    const { sku } = this.claim;
    return ruleFor(this.book, this.claim.reason, { amount_fen: this.orderInFocus?.amount_fen, tier: desk.row?.shopper?.tier, category: sku ? shop.product(sku).value?.category : undefined });
  }

  get inMyLimit() {
    const shopper = { ...desk.row?.shopper, ...desk.details.get(this.conversation || '')?.shopper };
    return Boolean(shopper.verified) && this.ruling?.verdict === 'within' && this.claim.proposal_fen <= this.ruling.limit_fen;
  }

  /** @param {Event} event */
  edited(event) {
    const field = /** @type {HTMLInputElement} */ (event.target);
    const money = { claim: 'claim_fen', proposal: 'proposal_fen' }[field.name];
    this.touched.add(money || field.name);
    if (field.name === 'kind') ['reason', 'form'].forEach((name) => this.touched.add(name));
    this.set({ claim: { ...this.claim, [money || field.name]: money ? fen(field.value) : field.value } });
    if (field.name === 'kind' && !reasonsFor(field.value).includes(this.claim.reason)) this.set({ claim: { ...this.claim, reason: reasonsFor(field.value)[0] } });
    if (['kind', 'reason', 'order'].includes(field.name)) this.fitForm();
    if (field.name === 'order') this.fitLine();
    if (['kind', 'reason'].includes(field.name)) this.askPlaybook();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.askRuling(), PAUSE_MS);
  }

  /** @param {string} file */
  attach(file) {
    const evidence = this.claim.evidence || [];
    this.set({ claim: { ...this.claim, evidence: evidence.includes(file) ? evidence.filter((/** @type {string} */ each) => each !== file) : [...evidence, file] } });
    this.askRuling();
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.submit();
    }
  }

  async submit() {
    if (this.busy || this.filling) return;
    const { kind, proposal_fen, form, hold } = this.claim;
    if ((kind === 'compensation' || CUTS.includes(form)) && !proposal_fen) return this.set({ problem: t('escalate.sum_missing') });
    const args = defined({ ...this.args, note: this.noteWithChecks || undefined });
    this.set({ busy: true, problem: '' });
    try {
      const answer = await desk.line.command('escalate', this.conversation, args);
      desk.troubles.settle(this.conversation || '');
      this.dialog.close();
      if (answer.status === 'pending' && hold?.trim()) desk.answer(hold.trim(), [], undefined, this.conversation);
      notice(answer.status === 'granted' ? t('escalate.granted', { form: word('form', form), sum: money(proposal_fen) }) : t('escalate.pending', { sum: money(proposal_fen) }));
    } catch (refused) {
      this.set({ problem: explain(refused) });
    } finally {
      this.set({ busy: false });
    }
  }

  /** @param {string} name @param {string[]} values @param {string} group */
  choice(name, values, group) {
    return html`<label class="field"><span>${t(`escalate.${name}`)}</span><select class="input" name=${name} data-test="escalate-${name}">
      ${values.map((value) => html`<option value=${value} ?selected=${value === this.claim[name]}>${value ? word(group, value) : t('escalate.only_words')}</option>`)}</select></label>`;
  }

  order() {
    const orders = shop.orders(desk.row?.shopper?.id || '').list || [];
    const known = orders.some((/** @type {any} */ each) => each.order === this.claim.order);
    return html`<label class="field"><span>${t('escalate.order')}</span><select class="input" name="order" data-test="escalate-order">
      <option value="">${t('escalate.no_order')}</option>
      ${this.claim.order && !known ? html`<option value=${this.claim.order} selected>${this.claim.order}</option>` : nothing}
      ${orders.map((/** @type {any} */ each) => html`<option value=${each.order} ?selected=${each.order === this.claim.order}>${each.order} · ${word('order', each.state)} · ${money(each.amount_fen)}</option>`)}</select></label>`;
  }

  /** Which of the goods it is about, where there are several. */
  line() {
    const lines = this.orderInFocus?.lines || [];
    if (lines.length < 2) return nothing;
    return html`<label class="field"><span>${t('escalate.line')}</span><select class="input" name="sku" data-test="escalate-sku">
      <option value="">${t('escalate.whole_order')}</option>
      ${lines.map((/** @type {any} */ each) => html`<option value=${each.sku} ?selected=${each.sku === this.claim.sku}>${each.title || each.sku} × ${each.quantity}</option>`)}</select></label>`;
  }

  /** The pictures of this chat, those that go along ticked. */
  evidence() {
    const pictures = picturesOf(desk.log?.conversation === this.conversation ? desk.log?.events || [] : []);
    if (pictures.length === 0) return nothing;
    const chosen = this.claim.evidence || [];
    return html`<fieldset class="plain evidence" data-test="escalate-evidence"><legend class="small">${t('escalate.evidence', { n: chosen.length })}</legend>
      ${pictures.map((file) => html`<label class="small check"><input type="checkbox" .checked=${chosen.includes(file)} @change=${(/** @type {Event} */ e) => { e.stopPropagation(); this.attach(file); }} @input=${(/** @type {Event} */ e) => e.stopPropagation()} aria-label=${t('escalate.picture')} data-test="evidence-pick" /> ${picture(file)}</label>`)}</fieldset>`;
  }

  /** What becomes of it when it is sent as it stands. */
  says() {
    const { ruling } = this;
    if (!ruling) return nothing;
    if (this.inMyLimit) return html`<p class="small" data-test="escalate-ruling"><span class="chip ok">${t('escalate.alone', { sum: money(ruling.limit_fen) })}</span></p>`;
    return html`<p class="small" data-test="escalate-ruling"><span class="chip warn">${t(ruling.needs === 'manager' || (!ruling.needs && this.claim.kind === 'discount') ? 'price.to_manager' : 'price.to_supervisor')}</span> ${told(ruling.why) || (ruling.verdict === 'no_rule' ? t('decide.no_rule') : '')}</p>`;
  }

  render() {
    const { claim } = this;
    return html`<dialog class="sheet" aria-labelledby="escalate-title" @input=${this.edited} @keydown=${this.pressed} data-test="escalate-sheet">
      <form method="dialog" @submit=${(/** @type {Event} */ e) => e.preventDefault()}>
        <div class="sheet-head"><h2 class="grow" id="escalate-title">${t('escalate.title')}</h2><button type="button" class="button quiet" @click=${() => this.dialog.close()} aria-label=${t('app.cancel')}>✕</button></div>
        <div class="sheet-body">
          <div class="pair">${this.choice('kind', KINDS, 'kind')}${this.choice('reason', reasonsFor(claim.kind).includes(claim.reason) || !claim.reason ? reasonsFor(claim.kind) : [claim.reason, ...reasonsFor(claim.kind)], 'reason')}</div>
          ${this.order()}${this.line()}${this.steps()}
          <div class="pair">
            <label class="field"><span>${t('escalate.claim')}</span><input class="input" name="claim" inputmode="decimal" .value=${yuan(claim.claim_fen)} data-test="escalate-claim" /></label>
            <label class="field"><span>${t('escalate.proposal')}</span><input class="input" name="proposal" inputmode="decimal" .value=${yuan(claim.proposal_fen)} data-test="escalate-proposal" /></label>
          </div>
          ${this.forms.length > 1 || this.forms[0] ? this.choice('form', this.forms, 'form') : nothing}
          ${this.rule ? html`<p class="rule-line small" data-test="escalate-rule">${ruleLine(this.rule)}</p>` : nothing}
          ${this.says()}${this.evidence()}
          <label class="field"><span>${t('escalate.note')}</span><textarea class="input" name="note" .value=${claim.note || ''} data-test="escalate-note"></textarea></label>
          ${this.inMyLimit ? nothing : html`<label class="field"><span>${t('escalate.hold')}</span><textarea class="input" name="hold" placeholder=${t('escalate.hold_hint')} .value=${claim.hold || ''} data-test="escalate-hold"></textarea></label>`}
          <p class="problem" role="alert" data-test="escalate-problem">${this.problem}</p>
        </div>
        <div class="sheet-foot"><button type="button" class="button" @click=${() => this.dialog.close()}>${t('app.cancel')} <kbd>Esc</kbd></button>
          <button type="button" class="button primary" ?disabled=${this.busy || this.filling} @click=${this.submit} data-test="escalate-submit">${this.inMyLimit ? t('escalate.at_once') : t('escalate.submit')} <kbd>Ctrl+⏎</kbd></button></div>
      </form></dialog>`;
  }
}

/** @param {Object<string, any>} object */
const defined = (object) => Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined && value !== null));

customElements.define('kefu-escalate', EscalateSheet);
