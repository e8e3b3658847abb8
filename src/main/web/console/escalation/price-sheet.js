// A lower price from the chat: off an order that is not paid, or as a coupon. What the rules say to this agent is shown before it is
// asked for; what is above goes to a supervisor with everything filled in.
import { html, nothing } from 'lit';
import { View } from 'shared/element.js';
import { post } from 'shared/api.js';
import { fen, money, yuan } from 'shared/format.js';
import { t, word } from 'shared/i18n.js';
import { together } from 'shared/told.js';
import { desk } from '../desk/desk.js';
import { shop } from '../commerce/shop.js';
import { explain, notice } from '../toasts.js';
import { CUT_REASONS } from './forms.js';

const PAUSE_MS = 250;

/** What is asked for: `base` is what the order or the goods cost now. @typedef {{form:'price_change'|'coupon', order?:string, sku?:string, base:number}} About */

class PriceSheet extends View {
  constructor() {
    super();
    /** @type {About} */
    this.about = { form: 'coupon', base: 0 };
    this.conversation = '';
    this.off = '';
    this.price = '';
    this.reason = CUT_REASONS[0];
    this.note = '';
    /** @type {any} what the rules say of the sum that stands there */
    this.ruling = undefined;
    this.problem = '';
    this.busy = false;
    /** @type {any} */
    this.timer = undefined;
  }

  get dialog() {
    return /** @type {HTMLDialogElement} */ (this.querySelector('dialog'));
  }

  get cut() {
    return fen(this.off) || 0;
  }

  /** @param {About} about */
  async open(about) {
    if (!desk.current) return;
    this.set({ about, conversation: desk.current, off: '', price: '', reason: CUT_REASONS[0], note: '', ruling: undefined, problem: '' });
    if (!this.dialog.open) this.dialog.showModal();
    await this.updateComplete;
    /** @type {HTMLElement|null} */ (this.querySelector('[name=off]'))?.focus();
    this.ask();
  }

  /** The claim as it will be sent. @param {number} sum */
  claim(sum) {
    const { form, order, sku } = this.about;
    return { kind: 'discount', reason: this.reason, form, ...(order ? { order } : {}), ...(sku && !order ? { sku } : {}), proposal_fen: sum };
  }

  /** Asked of the server: only that knows what was given before. */
  async ask() {
    const claim = { ...this.claim(Math.min(this.cut || 1, Math.max(1, this.about.base - 1))), conversation: this.conversation };
    const said = await post('/cases/rulings', claim).catch((refused) => ({ problem: explain(refused) }));
    if (this.conversation === claim.conversation) this.set(said.problem ? { ruling: undefined, problem: said.problem } : { ruling: said, problem: '' });
  }

  /** @param {Event} event */
  edited(event) {
    const field = /** @type {HTMLInputElement} */ (event.target);
    const sum = fen(field.value);
    if (field.name === 'off') this.set({ off: field.value, price: sum === undefined ? '' : yuan(this.about.base - sum) });
    else if (field.name === 'price') this.set({ price: field.value, off: sum === undefined ? '' : yuan(this.about.base - sum) });
    else this.set({ [field.name]: field.value });
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), PAUSE_MS);
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    // Enter on a button is that button's, and in an input method it confirms a word.
    if (event.key !== 'Enter' || event.isComposing || !/** @type {HTMLElement} */ (event.target).matches('input')) return;
    event.preventDefault();
    this.submit();
  }

  async submit() {
    if (this.busy) return;
    if (this.cut <= 0 || (this.about.form === 'price_change' && this.cut >= this.about.base)) return this.set({ problem: t('price.sum_missing') });
    this.set({ busy: true, problem: '' });
    try {
      const answer = await desk.line.command('escalate', this.conversation, { ...this.claim(this.cut), claim_fen: this.cut, ...(this.note.trim() ? { note: this.note.trim() } : {}) });
      this.dialog.close();
      notice(t(answer.status === 'granted' ? `price.granted_${this.about.form}` : 'price.pending', { sum: money(this.cut) }));
      if (desk.row?.shopper?.id) setTimeout(() => shop.orders(desk.row?.shopper?.id || '', true), 1500);
    } catch (refused) {
      this.set({ problem: explain(refused) });
    } finally {
      this.set({ busy: false });
    }
  }

  get alone() {
    return this.cut > 0 && this.ruling?.verdict === 'within' && this.cut <= this.ruling.limit_fen;
  }

  says() {
    const { ruling } = this;
    if (!ruling) return nothing;
    const limit = t('price.limit', { sum: money(ruling.limit_fen ?? 0) });
    const why = this.cut > 0 && !this.alone ? together([ruling.why, t(ruling.needs === 'supervisor' ? 'price.to_supervisor' : 'price.to_manager')]) : '';
    return html`<p class="rule-line small" data-test="price-ruling">${limit}${why ? html` · <b>${why}</b>` : nothing}</p>`;
  }

  render() {
    const { about } = this;
    const change = about.form === 'price_change';
    return html`<dialog class="sheet" aria-labelledby="price-title" @input=${this.edited} @keydown=${this.pressed} data-test="price-sheet">
      <form method="dialog" @submit=${(/** @type {Event} */ e) => e.preventDefault()}>
        <div class="sheet-head"><h2 class="grow" id="price-title">${t(`price.title_${about.form}`)}</h2><button type="button" class="button quiet" @click=${() => this.dialog.close()} aria-label=${t('app.cancel')}>✕</button></div>
        <div class="sheet-body">
          <p class="row"><span class="grow">${about.order || shop.titleOf(about.sku || '')}</span><b data-test="price-base">${t(change ? 'price.to_pay' : 'price.costs', { sum: money(about.base) })}</b></p>
          <div class="pair"><label class="field"><span>${t(change ? 'price.off' : 'price.coupon')}</span><input class="input" name="off" inputmode="decimal" autocomplete="off" .value=${this.off} data-test="price-off" /></label>
            ${change ? html`<label class="field"><span>${t('price.new')}</span><input class="input" name="price" inputmode="decimal" autocomplete="off" .value=${this.price} data-test="price-new" /></label>` : nothing}</div>
          ${this.says()}
          <label class="field"><span>${t('escalate.reason')}</span><select class="input" name="reason" data-test="price-reason">${CUT_REASONS.map((each) => html`<option value=${each} ?selected=${each === this.reason}>${word('reason', each)}</option>`)}</select></label>
          <label class="field"><span>${t('escalate.note')}</span><textarea class="input" name="note" maxlength="2000" .value=${this.note} data-test="price-note"></textarea></label>
          <p class="problem" role="alert" data-test="price-problem">${this.problem}</p>
        </div>
        <div class="sheet-foot"><button type="button" class="button" @click=${() => this.dialog.close()} data-test="price-cancel">${t('app.cancel')} <kbd>Esc</kbd></button>
          <button type="button" class="button primary" ?disabled=${this.busy} @click=${this.submit} data-test="price-submit">${this.cut > 0 && this.ruling && !this.alone ? t('escalate.submit') : t('escalate.at_once')} <kbd>⏎</kbd></button></div>
      </form></dialog>`;
  }
}

customElements.define('kefu-price', PriceSheet);
