// Keeps a shopper out, or lets them in again. For supervisors.
import { html, nothing } from 'lit';
import { View } from 'shared/element.js';
import { call, get } from 'shared/api.js';
import { serverNow } from 'shared/clock.js';
import { full } from 'shared/format.js';
import { t } from 'shared/i18n.js';
import { explain, notice } from '../toasts.js';

const DAY_MS = 86_400_000;
/** Days; nothing is for good. */
const SPANS = ['1', '7', '30', ''];

class Ban extends View {
  constructor() {
    super();
    /** @type {{id:string, name:string}|undefined} */
    this.shopper = undefined;
    /** @type {{reason:string, until?:string}|undefined} */
    this.held = undefined;
    this.problem = '';
  }

  get dialog() {
    return /** @type {HTMLDialogElement} */ (this.querySelector('dialog'));
  }

  path() {
    return `/shoppers/${encodeURIComponent(this.shopper?.id || '')}/ban`;
  }

  /** @param {{id:string, name:string}} shopper */
  async open(shopper) {
    this.set({ shopper, held: undefined, problem: '' });
    const held = await get(this.path()).catch((refused) => (refused.status === 404 ? undefined : this.set({ problem: explain(refused) })));
    this.set({ held });
    if (!this.dialog.open) this.dialog.showModal();
    await this.updateComplete;
    /** @type {HTMLElement|null} */ (this.querySelector('input, .primary'))?.focus();
  }

  /** @param {SubmitEvent} event */
  async submit(event) {
    event.preventDefault();
    const form = new FormData(/** @type {HTMLFormElement} */ (event.target));
    const days = Number(form.get('days') || 0);
    const until = days ? new Date(serverNow() + days * DAY_MS).toISOString() : null;
    try {
      if (this.held) await call('DELETE', this.path());
      else await call('PUT', this.path(), { body: { reason: String(form.get('reason') || '').trim(), until } });
      this.dialog.close();
      notice(t(this.held ? 'ban.lifted' : 'ban.done', { name: this.shopper?.name || '' }));
    } catch (refused) {
      this.set({ problem: explain(refused) });
    }
  }

  fields() {
    if (this.held) {
      return html`<p data-test="ban-held">${this.held.until ? t('ban.until', { until: full(this.held.until) }) : t('ban.for_good')}</p>
        <p class="muted">${t('ban.reason')}: ${this.held.reason}</p>`;
    }
    return html`<p class="muted">${t('ban.what')}</p>
      <label class="field"><span>${t('ban.reason')}</span><input class="input" name="reason" required maxlength="200" data-test="ban-reason" /></label>
      <label class="field"><span>${t('ban.span')}</span><select class="input" name="days" data-test="ban-days">
        ${SPANS.map((days) => html`<option value=${days}>${days ? t('ban.days', { n: days }) : t('ban.for_good')}</option>`)}</select></label>`;
  }

  render() {
    const title = t(this.held ? 'ban.lift' : 'ban.title', { name: this.shopper?.name || '' });
    return html`<dialog class="box" aria-label=${title} data-test="ban">
      <form method="dialog" @submit=${this.submit}>
        <div class="sheet-head"><h2>${title}</h2></div>
        <div class="sheet-body">${this.fields()}${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}</div>
        <div class="sheet-foot"><button type="button" class="button" @click=${() => this.dialog.close()}>${t('app.cancel')} <kbd>Esc</kbd></button>
          <button class="button primary" data-test="ban-submit">${t(this.held ? 'ban.let_in' : 'ban.go')} <kbd>⏎</kbd></button></div>
      </form></dialog>`;
  }
}

customElements.define('kefu-ban', Ban);
