import { html, nothing } from 'lit';
import { View } from 'shared/element.js';
import { otherLanguage, speak, t } from 'shared/i18n.js';
import { explain } from '../toasts.js';
import { signIn } from './session.js';

class SignIn extends View {
  busy = false;
  problem = '';

  /** @param {SubmitEvent} event */
  async submit(event) {
    event.preventDefault();
    const form = new FormData(/** @type {HTMLFormElement} */ (event.target));
    this.set({ busy: true, problem: '' });
    try {
      await signIn(String(form.get('username')), String(form.get('password')));
    } catch (refused) {
      this.set({ problem: /** @type {any} */ (refused).status === 401 ? t('signin.wrong') : explain(refused) });
      this.querySelector('input')?.focus();
    } finally {
      this.set({ busy: false });
    }
  }

  firstUpdated() {
    this.querySelector('input')?.focus();
  }

  render() {
    return html`<main class="sign-in">
      <form class="sign-in-card fields" @submit=${this.submit}>
        <div class="row"><img src="/favicon.ico" alt="" width="36" height="36" /><h1 class="grow">${t('app.title')}</h1>
          <button type="button" class="button quiet" @click=${() => speak(otherLanguage)}>${t('app.other_language')}</button></div>
        <p class="muted">${t('signin.hint')}</p>
        <label class="field"><span>${t('signin.username')}</span>
          <input class="input" name="username" autocomplete="username" autocapitalize="off" required data-test="username" /></label>
        <label class="field"><span>${t('signin.password')}</span>
          <input class="input" name="password" type="password" autocomplete="current-password" required data-test="password" /></label>
        <p class="problem" role="alert" data-test="sign-in-problem">${this.problem || nothing}</p>
        <button class="button primary" ?disabled=${this.busy} data-test="sign-in">${t('signin.go')}</button>
      </form>
    </main>`;
  }
}

customElements.define('kefu-sign-in', SignIn);
