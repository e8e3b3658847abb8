// Money asks for the password again when the last sign-in is a while ago.
import { html } from 'lit';
import { View } from 'shared/element.js';
import { t } from 'shared/i18n.js';
import { explain } from '../toasts.js';
import { stepUp } from './session.js';

const ASKS_PASSWORD = /step-?up|密码|password/i;

/** Whether what was refused may be done once the password was given again: the server's own words tell. @param {import('shared/frames.js').Refused} refused */
export const asksPassword = (refused) => refused.code === 'unauthorized' || (refused.code === 'forbidden' && ASKS_PASSWORD.test(refused.frame.text || ''));

class StepUp extends View {
  why = '';
  problem = '';
  /** @type {() => void} */
  then = () => {};

  get dialog() {
    return /** @type {HTMLDialogElement} */ (this.querySelector('dialog'));
  }

  /** @param {string} why @param {() => void} then */
  open(why, then) {
    this.set({ why, then, problem: '' });
    if (!this.dialog.open) this.dialog.showModal();
    /** @type {HTMLInputElement} */ (this.querySelector('input')).focus();
  }

  /** @param {SubmitEvent} event */
  async submit(event) {
    event.preventDefault();
    const field = /** @type {HTMLInputElement} */ (this.querySelector('input'));
    try {
      await stepUp(field.value);
      field.value = '';
      this.dialog.close();
      this.then();
    } catch (refused) {
      this.set({ problem: /** @type {any} */ (refused).status === 401 ? t('signin.wrong') : explain(refused) });
    }
  }

  render() {
    return html`<dialog class="box" aria-label=${t('stepup.title')} data-test="step-up"><form method="dialog" @submit=${this.submit}>
      <div class="sheet-head"><h2>${t('stepup.title')}</h2></div>
      <div class="sheet-body"><p class="muted">${this.why || t('stepup.why')}</p>
        <label class="field"><span>${t('signin.password')}</span><input class="input" type="password" autocomplete="current-password" required data-test="step-up-password" /></label>
        <p class="problem" role="alert">${this.problem}</p></div>
      <div class="sheet-foot"><button type="button" class="button" @click=${() => this.dialog.close()}>${t('app.cancel')}</button><button class="button primary" data-test="step-up-submit">${t('stepup.go')} <kbd>⏎</kbd></button></div></form></dialog>`;
  }
}

customElements.define('kefu-step-up', StepUp);
