// The claim against the courier for the parcel of one order: how it stands, and a sheet to open one. Stands wherever an order does.
import { html, nothing } from 'lit';
import { View } from 'shared/element.js';
import { get, listOf, post, query } from 'shared/api.js';
import { serverNow } from 'shared/clock.js';
import { fen, money, when, yuan } from 'shared/format.js';
import { t, word } from 'shared/i18n.js';
import { session } from '../account/session.js';
import { explain, notice } from '../toasts.js';

const REASONS = ['lost', 'stuck', 'damaged'];
const LOOK = /** @type {Object<string, string>} */ ({ paid: 'ok', rejected: 'danger' });

/** How a claim stands, its time to answer with it while that runs. @param {any} claim */
export function claimChip(claim) {
  const late = claim.status === 'open' && Date.parse(claim.answer_by) < serverNow();
  const words = claim.status === 'paid' ? t('courier.paid_sum', { sum: money(claim.paid_fen) })
    : claim.status === 'open' ? t(late ? 'courier.late' : 'courier.waits', { time: when(claim.answer_by) }) : t(`courier.status.${claim.status}`);
  return html`<span class="chip ${late ? 'solid' : LOOK[claim.status] || 'warn'}" title=${claim.remark || ''} data-test="courier-status" data-status=${claim.status}>${words}</span>`;
}

/** A moment as the field for one writes it, in the time of this device. @param {number} at */
const local = (at) => new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);

class CourierClaim extends View {
  static properties = { order: { attribute: false } };

  constructor() {
    super();
    /** @type {any} the order as the shop tells it */
    this.order = undefined;
    /** @type {any[]} newest first */
    this.claims = [];
    this.known = '';
    /** @type {any} the order the sheet was opened for; a list may put another one here meanwhile */
    this.about = undefined;
    this.problem = '';
    this.busy = false;
  }

  get dialog() {
    return /** @type {HTMLDialogElement} */ (this.querySelector('dialog'));
  }

  get number() {
    return this.order?.order || '';
  }

  updated() {
    if (this.number && this.known !== this.number) this.load();
  }

  async load() {
    const order = this.number;
    this.known = order;
    const found = await get(`/courier-claims${query({ order })}`).catch(() => undefined);
    if (found && order === this.number) this.set({ claims: listOf(found) });
  }

  open() {
    this.set({ about: this.order, problem: '' });
    this.updateComplete.then(() => this.dialog.showModal());
  }

  /** @param {Event} event */
  async submit(event) {
    event.preventDefault();
    const { reason, asked, filed, reference, note } = /** @type {any} */ (Object.fromEntries(new FormData(/** @type {HTMLFormElement} */ (event.target))));
    const sum = fen(asked);
    if (this.busy) return;
    if (!sum) return this.set({ problem: t('courier.sum_missing') });
    this.set({ busy: true, problem: '' });
    try {
      // The field has no seconds: what is filed now is filed when the server says so.
      const filedAt = filed && filed < local(serverNow()) ? { filed_at: new Date(filed).toISOString() } : {};
      await post('/courier-claims', { order: this.about.order, reason, asked_fen: sum, ...filedAt, ...(reference ? { reference } : {}), ...(note ? { note } : {}) });
      this.dialog.close();
      notice(t('courier.opened', { sum: money(sum) }));
    } catch (refused) {
      this.set({ problem: /** @type {any} */ (refused).frame?.claim ? t('courier.open_already') : explain(refused) });
    } finally {
      this.set({ busy: false });
      this.load();
    }
  }

  sheet() {
    const { about } = this;
    if (!about) return nothing;
    const now = local(serverNow());
    return html`<dialog class="sheet" aria-label=${t('courier.title')} @close=${() => this.set({ about: undefined })} data-test="courier-sheet"><form @submit=${this.submit}>
        <div class="sheet-head"><h2 class="grow">${t('courier.title')}</h2><button type="button" class="button quiet" @click=${() => this.dialog.close()} aria-label=${t('app.cancel')}>✕</button></div>
        <div class="sheet-body"><p>${about.order} <span class="muted">${word('courier', about.courier)}</span></p>
          <div class="pair"><label class="field"><span>${t('escalate.reason')}</span><select class="input" name="reason" data-test="courier-reason">${REASONS.map((each) => html`<option value=${each}>${t(`courier.reason.${each}`)}</option>`)}</select></label>
            <label class="field"><span>${t('courier.asked')}</span><input class="input" name="asked" required inputmode="decimal" autocomplete="off" value=${yuan(about.amount_fen)} data-test="courier-asked" /></label></div>
          <div class="pair"><label class="field"><span>${t('courier.filed')}</span><input class="input" type="datetime-local" name="filed" max=${now} value=${now} data-test="courier-filed" /></label>
            <label class="field"><span>${t('courier.reference')}</span><input class="input" name="reference" maxlength="200" autocomplete="off" data-test="courier-reference" /></label></div>
          <label class="field"><span>${t('escalate.note')}</span><textarea class="input" name="note" maxlength="1000"></textarea></label>
          <p class="problem" role="alert" data-test="courier-problem">${this.problem}</p></div>
        <div class="sheet-foot"><button type="button" class="button" @click=${() => this.dialog.close()}>${t('app.cancel')} <kbd>Esc</kbd></button>
          <button class="button primary" ?disabled=${this.busy} data-test="courier-submit">${t('courier.open')}</button></div></form></dialog>`;
  }

  render() {
    if (!this.order?.parcel) return nothing;
    const [latest] = this.known === this.number ? this.claims : [];
    const may = session.is('agent', 'supervisor', 'manager') && latest?.status !== 'open';
    return html`${latest ? claimChip(latest) : nothing}${may ? html`<button class="button quiet" @click=${this.open} data-test="courier-open">${t('courier.open')}</button>${this.sheet()}` : nothing}`;
  }
}

customElements.define('kefu-courier-claim', CourierClaim);
