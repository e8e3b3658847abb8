// Forgets a shopper at their wish, for good. For administrators, who give their password once more.
import { html } from 'lit';
import { View } from 'shared/element.js';
import { post } from 'shared/api.js';
import { t } from 'shared/i18n.js';
import { explain, notice } from '../toasts.js';
import { stepUp } from './session.js';

class Erase extends View {
  constructor() {
    super();
    /** @type {{id:string, name:string}|undefined} */
    this.shopper = undefined;
    this.problem = '';
  }

  get dialog() {
    return /** @type {HTMLDialogElement} */ (this.querySelector('dialog'));
  }

  /** @param {{id:string, name:string}} shopper */
  async open(shopper) {
    this.set({ shopper, problem: '' });
    /** @type {HTMLFormElement} */ (this.querySelector('form')).reset();
    if (!this.dialog.open) this.dialog.showModal();
    await this.updateComplete;
    /** @type {HTMLElement|null} */ (this.querySelector('input'))?.focus();
  }

  /** @param {SubmitEvent} event */
  async submit(event) {
    event.preventDefault();
    const form = new FormData(/** @type {HTMLFormElement} */ (event.target));
    try {
      await stepUp(String(form.get('password') || ''));
      const erased = await post(`/shoppers/${encodeURIComponent(this.shopper?.id || '')}/erasure`, { reason: String(form.get('reason') || '').trim() });
      this.dialog.close();
      notice(t('erase.done', { n: erased.conversations }));
    } catch (refused) {
      this.set({ problem: /** @type {any} */ (refused).status === 401 ? t('signin.wrong') : explain(refused) });
    }
  }

  render() {
    const title = t('erase.title', { name: this.shopper?.name || '' });
    return html`<dialog class="box" aria-label=${title} data-test="erase">
      <form method="dialog" @submit=${this.submit}>
        <div class="sheet-head"><h2>${title}</h2></div>
        <div class="sheet-body"><p class="muted">${t('erase.what')}</p>
          <label class="field"><span>${t('erase.reason')}</span><input class="input" name="reason" required maxlength="200" data-test="erase-reason" /></label>
          <label class="field"><span>${t('signin.password')}</span><input class="input" name="password" type="password" autocomplete="current-password" required data-test="erase-password" /></label>
          <p class="problem" role="alert" data-test="erase-problem">${this.problem}</p></div>
        <div class="sheet-foot"><button type="button" class="button" @click=${() => this.dialog.close()}>${t('app.cancel')} <kbd>Esc</kbd></button>
          <button class="button primary" data-test="erase-submit">${t('erase.go')}</button></div>
      </form></dialog>`;
  }
}

customElements.define('kefu-erase', Erase);
