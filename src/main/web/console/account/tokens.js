// Programs' tokens: what each may do, until when, and since when nobody has used it. A token is shown once, when it is made.
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { View } from 'shared/element.js';
import { call, get, listOf, post } from 'shared/api.js';
import { serverNow } from 'shared/clock.js';
import { full, when } from 'shared/format.js';
import { t } from 'shared/i18n.js';
import { explain, notice } from '../toasts.js';
import { stepUp } from './session.js';

/** As the server names them; `ScopeTest` holds the two lists together. */
const SCOPES = ['conversations:read', 'knowledge:read', 'knowledge:write', 'quick_replies:write', 'shop:read', 'cases:read', 'ledger:read', 'tasks:read', 'stats:read', 'rulebook:read', 'staff:read'];
const DAYS = [7, 30, 90, 180, 365];
const DAY_MS = 86_400_000;

/** @param {string} scope */
const words = (scope) => t(`scope.${scope.replace(':', '_')}`);

class Tokens extends View {
  constructor() {
    super();
    /** @type {any[]} */
    this.tokens = [];
    /** @type {Map<string, string>} */
    this.names = new Map();
    this.ready = false;
    /** @type {any} the one that was just made, with its secret */
    this.made = undefined;
    this.copied = false;
    this.revoking = '';
    this.busy = false;
    this.problem = '';
    this.refusal = '';
  }

  connectedCallback() {
    super.connectedCallback();
    this.load();
  }

  /** The secret does not outlive the look at it. */
  disconnectedCallback() {
    super.disconnectedCallback();
    this.made = undefined;
  }

  async load() {
    try {
      const [tokens, staff] = await Promise.all([get('/service-tokens'), get('/staff')]);
      this.set({ tokens: listOf(tokens), names: new Map(listOf(staff).map((each) => [each.id, each.name])), ready: true, problem: '' });
    } catch (refused) {
      this.set({ ready: true, problem: explain(refused) });
    }
  }

  /** @param {SubmitEvent} event */
  async make(event) {
    event.preventDefault();
    const element = /** @type {HTMLFormElement} */ (event.target);
    const form = new FormData(element);
    const scopes = form.getAll('scope').map(String);
    if (scopes.length === 0) return this.set({ refusal: t('token.no_scope') });
    if (this.busy) return undefined;
    this.set({ busy: true, refusal: '' });
    try {
      await stepUp(String(form.get('password')));
      // A little less than the longest, for the time the call takes.
      const expires_at = new Date(serverNow() + Number(form.get('days')) * DAY_MS - 60_000).toISOString();
      const made = await post('/service-tokens', { name: String(form.get('name')), scopes, expires_at });
      element.reset();
      this.set({ made, copied: false });
      await this.load();
      /** @type {HTMLElement|null} */ (this.querySelector('[data-test=token-secret]'))?.focus();
    } catch (refused) {
      this.set({ refusal: /** @type {any} */ (refused).status === 401 ? t('signin.wrong') : explain(refused) });
    } finally {
      this.set({ busy: false });
    }
    return undefined;
  }

  /** Where the browser does not let a page copy, the secret is selected for whoever copies by hand. */
  async copy() {
    const field = /** @type {HTMLInputElement} */ (this.querySelector('[data-test=token-secret]'));
    field.select();
    try {
      await navigator.clipboard.writeText(this.made.token);
      this.set({ copied: true });
    } catch {
      notice(t('token.copy_by_hand'));
    }
  }

  /** @param {any} token */
  async revoke(token) {
    if (this.busy) return;
    this.set({ busy: true });
    try {
      await call('DELETE', `/service-tokens/${token.id}`);
      if (this.made?.id === token.id) this.made = undefined;
      this.revoking = '';
      notice(t('token.revoked_now', { name: token.name }));
      await this.load();
    } catch (refused) {
      await this.load();
      this.set({ problem: explain(refused) });
    } finally {
      this.set({ busy: false });
    }
  }

  /** @param {any} token */
  state(token) {
    if (token.revoked_at) return html`<span class="chip">${t('token.revoked')}</span><br /><span class="small muted">${when(token.revoked_at)}</span>`;
    const left = Date.parse(token.expires_at) - serverNow();
    if (left <= 0) return html`<span class="chip">${t('token.over')}</span><br /><span class="small muted">${when(token.expires_at)}</span>`;
    const soon = left < 7 * DAY_MS;
    return html`<span class="chip ${soon ? 'warn' : 'ok'}">${t(soon ? 'token.soon' : 'token.holds')}</span><br /><span class="small muted" title=${full(token.expires_at)}>${t('token.until', { time: when(token.expires_at) })}</span>`;
  }

  /** @param {any} token */
  actions(token) {
    if (token.revoked_at || Date.parse(token.expires_at) <= serverNow()) return nothing;
    if (this.revoking !== token.id) return html`<button class="button" @click=${() => this.set({ revoking: token.id })} data-test="token-revoke">${t('token.revoke')}</button>`;
    return html`<p class="small">${t('token.revoke_sure', { name: token.name })}</p><p class="row"><button class="button danger" @click=${() => this.revoke(token)} ?disabled=${this.busy} data-test="token-revoke-confirm">${t('token.revoke')}</button>
      <button class="button quiet" @click=${() => this.set({ revoking: '' })}>${t('app.cancel')}</button></p>`;
  }

  /** @param {any} token */
  row(token) {
    return html`<tr data-test="token" data-token=${token.id}><td><b>${token.name}</b><br /><span class="small muted">${t('token.made_by', { name: this.names.get(token.created_by) || token.created_by, time: when(token.created_at) })}</span></td>
      <td><span class="token-scopes">${token.scopes.map((/** @type {string} */ scope) => html`<span class="chip" title=${scope}>${words(scope)}</span>`)}</span></td>
      <td>${this.state(token)}</td><td class="small">${token.last_used_at ? when(token.last_used_at) : html`<span class="muted">${t('token.never_used')}</span>`}</td><td>${this.actions(token)}</td></tr>`;
  }

  list() {
    if (!this.ready) return html`<div class="skeleton"><i></i><i></i><i></i></div>`;
    if (this.tokens.length === 0) return this.problem ? nothing : html`<p class="muted" data-test="tokens-none">${t('token.none')}</p>`;
    return html`<table class="tokens" data-test="tokens"><thead><tr><th scope="col">${t('token.name')}</th><th scope="col">${t('token.scopes')}</th><th scope="col">${t('token.state')}</th><th scope="col">${t('token.used')}</th><td></td></tr></thead>
      <tbody>${repeat(this.tokens, (each) => each.id, (each) => this.row(each))}</tbody></table>`;
  }

  fresh() {
    if (!this.made) return nothing;
    return html`<section class="fact-box token-made" data-test="token-made"><h3>${t('token.made', { name: this.made.name })}</h3><p class="warn-text">${t('token.once')}</p>
      <p class="row nowrap"><input class="input grow" readonly .value=${this.made.token} aria-label=${t('token.secret')} @focus=${(/** @type {any} */ e) => e.target.select()} data-test="token-secret" />
        <button class="button primary" @click=${this.copy} data-test="token-copy">${t(this.copied ? 'token.copied' : 'token.copy')}</button>
        <button class="button" @click=${() => this.set({ made: undefined })} data-test="token-seen">${t('token.seen')}</button></p></section>`;
  }

  form() {
    return html`<form class="fact-box token-form" @submit=${this.make}><h2>${t('token.new')}</h2>
      <div class="reply-line"><label class="field"><span>${t('token.name')}</span><input class="input" name="name" required maxlength="40" placeholder=${t('token.name_hint')} autocomplete="off" data-test="token-name" /></label>
        <label class="field"><span>${t('token.lasts')}</span><select class="input" name="days" data-test="token-days">${DAYS.map((days) => html`<option value=${days} ?selected=${days === 90}>${t('token.days', { n: days })}</option>`)}</select></label>
        <label class="field"><span>${t('signin.password')}</span><input class="input" name="password" type="password" autocomplete="current-password" required data-test="token-password" /></label></div>
      <fieldset class="field"><legend>${t('token.scopes')}</legend><div class="token-choices">${SCOPES.map((scope) => html`<label title=${scope}><input type="checkbox" name="scope" value=${scope} data-test="scope-${scope.replace(':', '-')}" /> <span>${words(scope)}</span></label>`)}</div></fieldset>
      <p class="problem" role="alert" data-test="token-problem">${this.refusal}</p>
      <p class="row"><button class="button primary" ?disabled=${this.busy} data-test="token-make">${t('token.make')}</button><span class="small muted">${t('token.form_hint')}</span></p></form>`;
  }

  render() {
    return html`<div class="pane tokens-page"><div class="article-body"><h1>${t('screen.tokens')}</h1><p class="small muted">${t('token.hint')}</p>
      <p class="problem" role="alert">${this.problem}</p>${this.fresh()}${this.list()}${this.form()}</div></div>`;
  }
}

customElements.define('kefu-tokens', Tokens);
