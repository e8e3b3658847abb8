// What the shop was asked to pay and never said whether it did: what is booked here, what the shop said last, and how people say it
// ended once they have looked where the money is.
import { html, nothing } from 'lit';
import { View, tell } from 'shared/element.js';
import { get, listOf, post } from 'shared/api.js';
import { money, when } from 'shared/format.js';
import { t, word } from 'shared/i18n.js';
import { toldOrSaid } from 'shared/told.js';
import { session } from '../account/session.js';
import { desk } from '../desk/desk.js';
import { explain, notice } from '../toasts.js';
import { asksPassword } from '../account/step-up.js';

const ASK_AGAIN_MS = 15_000;

/** What waits for people, for every screen that tells how much there is. */
class Unanswered extends EventTarget {
  /** @type {any[]} */
  list = [];
  watching = false;

  watch() {
    if (this.watching) return;
    this.watching = true;
    desk.addEventListener('arrived', (event) => /** @type {CustomEvent} */ (event).detail.kind === 'grant' && this.load());
    setInterval(() => document.visibilityState === 'visible' && this.load(), ASK_AGAIN_MS);
    this.load();
  }

  async load() {
    const found = await get('/ledger/unanswered').catch(() => undefined);
    if (found) this.take(found);
  }

  /** @param {any} found */
  take(found) {
    this.list = listOf(found);
    tell(this, 'change');
  }
}

export const unanswered = new Unanswered();

class UnansweredList extends View {
  constructor() {
    super();
    this.problem = '';
    this.busy = false;
    this.watch(unanswered, 'change');
  }

  connectedCallback() {
    super.connectedCallback();
    unanswered.watch();
  }

  /** @param {string} grant */
  async retry(grant) {
    this.set({ busy: true, problem: '' });
    try {
      unanswered.take(await post(`/ledger/unanswered/${grant}/retry`));
      notice(t('unanswered.asked'));
    } catch (refused) {
      this.set({ problem: explain(refused) });
      unanswered.load();
    } finally {
      this.set({ busy: false });
    }
  }

  /** @param {SubmitEvent} event @param {string} grant */
  resolve(event, grant) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const outcome = /** @type {HTMLButtonElement} */ (event.submitter).value;
    const { reference, remark } = Object.fromEntries(new FormData(form));
    return this.send(grant, { outcome, remark, ...(reference ? { reference } : {}) });
  }

  /** @param {string} grant @param {any} body */
  async send(grant, body) {
    if (this.busy) return;
    this.set({ busy: true, problem: '' });
    try {
      await post(`/ledger/unanswered/${grant}/resolution`, body);
      notice(t('unanswered.resolved'));
      tell(this, 'resolved');
    } catch (failure) {
      const refused = /** @type {any} */ (failure);
      if (asksPassword(refused)) {
        /** @type {any} */ (this.querySelector('kefu-step-up')).open(refused.text, () => this.send(grant, body));
      } else this.set({ problem: explain(refused) });
    } finally {
      this.set({ busy: false });
      unanswered.load();
    }
  }

  /** @param {any} each */
  ways(each) {
    if (!session.is('supervisor', 'manager')) return nothing;
    return html`<button class="button" ?disabled=${this.busy} @click=${() => this.retry(each.id)} data-test="unanswered-retry">${t('unanswered.retry')}</button>
      <form class="row nowrap grow" @submit=${(/** @type {SubmitEvent} */ e) => this.resolve(e, each.id)}>
        <input class="input" name="reference" maxlength="200" placeholder=${t('unanswered.reference')} aria-label=${t('unanswered.reference')} data-test="unanswered-reference" />
        <input class="input" name="remark" required maxlength="1000" placeholder=${t('unanswered.remark')} aria-label=${t('unanswered.remark')} data-test="unanswered-remark" />
        <button class="button" name="outcome" value="paid" ?disabled=${this.busy} data-test="unanswered-paid">${t('unanswered.paid')}</button>
        <button class="button danger" name="outcome" value="not_paid" ?disabled=${this.busy} data-test="unanswered-not-paid">${t('unanswered.not_paid')}</button></form>`;
  }

  render() {
    const { list } = unanswered;
    if (list.length === 0 && !this.problem) return html`<kefu-step-up></kefu-step-up>`;
    return html`<section class="fact-box unanswered" data-test="unanswered"><h3>${t('unanswered.title', { n: list.length })}</h3><p class="small muted">${t('unanswered.hint')}</p>
      ${this.problem ? html`<p class="problem" role="alert" data-test="unanswered-problem">${this.problem}</p>` : nothing}
      ${list.map((each) => html`<div class="unanswered-row" data-test="unanswered-row">
        <p><b>${money(each.amount_fen)}</b> ${word('form', each.form)} · ${each.order || t('escalate.no_order')} · <a href="/console#${each.conversation}">${t('unanswered.conversation')}</a></p>
        <p class="small"><b>${t('unanswered.here')}</b> ${t('unanswered.booked', { who: desk.names.get(each.by) || each.by, time: when(each.since) })}</p>
        <p class="small"><b>${t('unanswered.there')}</b> ${t('unanswered.told', { n: each.attempts, time: when(each.next_try_at) })} <span class="muted">${toldOrSaid(each.told)}</span></p>
        <div class="row wrap">${this.ways(each)}</div></div>`)}<kefu-step-up></kefu-step-up></section>`;
  }
}

customElements.define('kefu-unanswered', UnansweredList);
