// The rulebook as supervisors write it: limits, quotas, phrases; tried on the last month before it holds, and any earlier
// version brought back in one step.
import { html, nothing } from 'lit';
import { View } from 'shared/element.js';
import { call, get, listOf, post } from 'shared/api.js';
import { money, when } from 'shared/format.js';
import { t, word } from 'shared/i18n.js';
import { desk } from '../desk/desk.js';
import { explain, notice } from '../toasts.js';
import { differences } from './rules-diff.js';
import '../account/step-up.js';

const FORMS = ['refund', 'price_gap', 'small_payment', 'coupon', 'points', 'exchange', 'reship'];
const CUTS = ['price_change', 'coupon'];
const ROLES = ['agent', 'supervisor', 'manager'];
const ASKS_PASSWORD = /step-?up|密码|password/i;
const copy = (/** @type {any} */ document) => JSON.parse(JSON.stringify(document));
const words = (/** @type {string} */ text) => text.split(/[、,，\n]+/).map((each) => each.trim()).filter(Boolean);

/** @param {string} field such as `max_fen.agent` */
const named = (field) => field.split('.').map((part) => (ROLES.includes(part) ? t(`role.${part}`) : word('rule_field', part))).join(' · ');
/** Sums as money. @param {string} field @param {string} value */
const valued = (field, value) => (/_fen\b/.test(field) && value !== '–' ? money(Number(value)) : value);

class Rules extends View {
  constructor() {
    super();
    /** @type {any} */
    this.held = undefined;
    /** @type {any} */
    this.draft = undefined;
    this.etag = '';
    /** @type {any[]} */
    this.versions = [];
    /** @type {any} */
    this.trial = undefined;
    this.tab = 'claims';
    this.problem = '';
    this.busy = false;
  }

  connectedCallback() {
    super.connectedCallback();
    this.load();
  }

  async load() {
    try {
      const { data, etag } = await call('GET', '/rulebook');
      this.set({ held: data, draft: copy(data), etag: etag || '', trial: undefined, problem: '' });
      this.set({ versions: listOf(await get('/rulebook/versions')) });
    } catch (refused) {
      this.set({ problem: explain(refused) });
    }
  }

  get changes() {
    return differences(this.held, this.draft);
  }

  /** @param {() => void} edit */
  edit(edit) {
    edit();
    this.set({ trial: undefined, problem: '' });
  }

  async tryOut() {
    this.set({ busy: true, problem: '' });
    try {
      this.set({ trial: await post('/rulebook/trials?days=30', this.draft) });
    } catch (refused) {
      this.set({ problem: this.told(refused) });
    }
    this.set({ busy: false });
  }

  /** @param {any} refused */
  told(refused) {
    const errors = (refused.frame?.errors || refused.errors || []).map((/** @type {any} */ each) => `${each.field}：${each.message}`);
    return errors.length ? errors.join('；') : explain(refused);
  }

  publish() {
    return this.write(() => call('PUT', '/rulebook', { body: this.draft, etag: this.etag }));
  }

  /** @param {number} version */
  restore(version) {
    return this.write(() => call('POST', `/rulebook/versions/${version}/restore`, { etag: this.etag }));
  }

  /** @param {() => Promise<any>} write */
  async write(write) {
    this.set({ busy: true, problem: '' });
    try {
      const { data } = await write();
      notice(t('rules.published', { n: data.version }));
      await this.load();
    } catch (failure) {
      const refused = /** @type {any} */ (failure);
      if (refused.code === 'unauthorized' || (refused.code === 'forbidden' && ASKS_PASSWORD.test(refused.text))) {
        /** @type {any} */ (this.querySelector('kefu-step-up')).open(refused.text, () => this.write(write));
      } else this.set({ problem: refused.code === 'conflict' ? t('rules.moved') : this.told(refused) });
    }
    this.set({ busy: false });
  }

  /** @param {string} label @param {number} fen @param {(fen:number) => void} put @param {string} test */
  yuan(label, fen, put, test) {
    return html`<input class="input num" type="number" min="0" step="0.01" aria-label=${label} .value=${String(fen / 100)} data-test=${test}
      @change=${(/** @type {any} */ event) => this.edit(() => put(Math.round(Number(event.target.value) * 100)))} />`;
  }

  /** @param {string} label @param {number} value @param {(value:number) => void} put @param {string} test */
  percent(label, value, put, test) {
    return html`<input class="input num" type="number" min="1" max="100" aria-label=${label} .value=${String(value)} data-test=${test}
      @change=${(/** @type {any} */ event) => this.edit(() => put(Number(event.target.value)))} />`;
  }

  claims() {
    return html`<table class="rules" data-test="rules-claims"><thead><tr><th>${t('decide.rule')}</th><th>${t('rules.forms')}</th><th class="num">${t('rules.percent')}</th>
        ${ROLES.map((role) => html`<th class="num">${t(`role.${role}`)}</th>`)}<th>${t('rules.evidence')}</th></tr></thead>
      <tbody>${this.draft.claims.map((/** @type {any} */ rule) => html`<tr><td><b>${rule.title}</b><div class="small muted">${rule.id} · ${word('reason', rule.reason)}</div>${this.conditions(rule)}</td>
        <td><div class="row">${FORMS.map((form) => html`<label class="small"><input type="checkbox" .checked=${rule.forms.includes(form)}
          @change=${(/** @type {any} */ event) => this.edit(() => (rule.forms = FORMS.filter((each) => (each === form ? event.target.checked : rule.forms.includes(each)))))} /> ${word('form', form)}</label>`)}</div></td>
        <td>${this.percent(`${rule.title} ${t('rules.percent')}`, rule.max_percent, (value) => (rule.max_percent = value), `percent-${rule.id}`)}</td>
        ${ROLES.map((role) => html`<td>${this.yuan(`${rule.title} ${t(`role.${role}`)}`, rule.max_fen[role], (fen) => (rule.max_fen[role] = fen), `fen-${rule.id}-${role}`)}</td>`)}
        <td><input type="checkbox" aria-label=${`${rule.title} ${t('rules.evidence')}`} .checked=${rule.evidence} @change=${(/** @type {any} */ event) => this.edit(() => (rule.evidence = event.target.checked))} /></td></tr>`)}</tbody></table>`;
  }

  /** What else has to hold; what is left empty is not asked for. @param {any} rule */
  conditions(rule) {
    const when = rule.when || {};
    const put = (/** @type {string} */ name, /** @type {any} */ value) =>
      this.edit(() => {
        const next = { ...when, [name]: value };
        const kept = Object.entries(next).filter(([, each]) => each !== undefined && each !== null);
        rule.when = kept.length ? Object.fromEntries(kept) : undefined;
      });
    const list = (/** @type {string} */ text) => (words(text).length ? words(text) : undefined);
    const number = (/** @type {string} */ text, times = 1) => (text === '' ? undefined : Math.round(Number(text) * times));
    const field = (/** @type {string} */ name, /** @type {any} */ value, /** @type {(text:string) => any} */ read) => html`<label class="field"><span>${t(`rules.${name}`)}</span>
      <input class="input" .value=${value ?? ''} data-test="when-${rule.id}-${name}" @change=${(/** @type {any} */ event) => put(name, read(event.target.value.trim()))} /></label>`;
    const yuan = (/** @type {any} */ fen) => (fen === undefined || fen === null ? '' : String(fen / 100));
    return html`<details><summary class="small">${rule.when ? t('rules.when_some', { n: Object.values(rule.when).filter((each) => each !== null && each !== undefined).length }) : t('rules.when_none')}</summary>
      ${field('categories', (when.categories || []).join('、'), list)}${field('tiers', (when.tiers || []).join('、'), list)}
      ${field('min_order_fen', yuan(when.min_order_fen), (text) => number(text, 100))}${field('max_order_fen', yuan(when.max_order_fen), (text) => number(text, 100))}
      ${field('max_claims_30_days', when.max_claims_30_days ?? '', number)}</details>`;
  }

  limits() {
    const { quotas, discounts } = this.draft;
    return html`<div class="fields rules-limits"><h3>${t('rules.quotas')}</h3>
      ${['agent_day_fen', 'shopper_30_days_fen'].map((name) => html`<label class="field"><span>${t(`rules.${name}`)}</span>${this.yuan(t(`rules.${name}`), quotas[name], (fen) => (quotas[name] = fen), `quota-${name}`)}</label>`)}
      <label class="field"><span>${t('rules.order_percent')}</span>${this.percent(t('rules.order_percent'), quotas.order_percent, (value) => (quotas.order_percent = value), 'quota-order_percent')}</label>
      <label class="field"><span>${t('rules.shop_day_fen')}</span><input class="input num" type="number" min="0" step="0.01" .value=${quotas.shop_day_fen === undefined || quotas.shop_day_fen === null ? '' : String(quotas.shop_day_fen / 100)} data-test="quota-shop_day_fen"
        @change=${(/** @type {any} */ event) => this.edit(() => (quotas.shop_day_fen = event.target.value === '' ? undefined : Math.round(Number(event.target.value) * 100)))} /></label>
      <h3>${t('rules.discounts')}</h3>
      ${ROLES.map((role) => html`<label class="field"><span>${t(`role.${role}`)}</span>${this.percent(t(`role.${role}`), discounts[role], (value) => (discounts[role] = value), `discount-${role}`)}</label>`)}
      ${this.corrections()}</div>`;
  }

  /** What agents may take off a price from the chat; without it everything waits for a decision. */
  corrections() {
    const { corrections } = this.draft;
    const open = { forms: CUTS, max_fen: { agent: 0, supervisor: 0, manager: 0 }, agent_day_fen: 0, shopper_30_days_fen: 0 };
    const check = html`<label class="small"><input type="checkbox" .checked=${Boolean(corrections)} data-test="corrections-open"
      @change=${(/** @type {any} */ event) => this.edit(() => (this.draft.corrections = event.target.checked ? copy(this.held.corrections || open) : undefined))} /> ${t('rules.corrections_open')}</label>`;
    if (!corrections) return html`<h3>${t('rules.corrections')}</h3>${check}`;
    return html`<h3>${t('rules.corrections')}</h3>${check}
      <div class="row">${CUTS.map((form) => html`<label class="small"><input type="checkbox" .checked=${corrections.forms.includes(form)}
        @change=${(/** @type {any} */ event) => this.edit(() => (corrections.forms = CUTS.filter((each) => (each === form ? event.target.checked : corrections.forms.includes(each)))))} /> ${word('form', form)}</label>`)}</div>
      ${ROLES.map((role) => html`<label class="field"><span>${t('rules.cut_max', { role: t(`role.${role}`) })}</span>${this.yuan(t('rules.cut_max', { role: t(`role.${role}`) }), corrections.max_fen[role], (fen) => (corrections.max_fen[role] = fen), `cut-${role}`)}</label>`)}
      ${['agent_day_fen', 'shopper_30_days_fen'].map((name) => html`<label class="field"><span>${t(`rules.${name}`)}</span>${this.yuan(t(`rules.${name}`), corrections[name], (fen) => (corrections[name] = fen), `cut-${name}`)}</label>`)}
      <label class="field"><span>${t('rules.shop_day_fen')}</span><input class="input num" type="number" min="0" step="0.01" .value=${corrections.shop_day_fen === undefined || corrections.shop_day_fen === null ? '' : String(corrections.shop_day_fen / 100)} data-test="cut-shop_day_fen"
        @change=${(/** @type {any} */ event) => this.edit(() => (corrections.shop_day_fen = event.target.value === '' ? undefined : Math.round(Number(event.target.value) * 100)))} /></label>`;
  }

  /** @param {'promises'|'banned'} list */
  phrases(list) {
    return html`<table class="rules" data-test="rules-${list}"><thead><tr><th>${t('decide.rule')}</th><th>${t('rules.words')}</th><th>${t('rules.except')}</th><th>${t('rules.action')}</th><th>${t('rules.advice')}</th></tr></thead>
      <tbody>${this.draft[list].map((/** @type {any} */ rule) => html`<tr><td><b>${rule.id}</b></td>
        <td><textarea class="input" rows="3" aria-label=${`${rule.id} ${t('rules.words')}`} .value=${rule.words.join('、')} data-test="words-${rule.id}" @change=${(/** @type {any} */ event) => this.edit(() => (rule.words = words(event.target.value)))}></textarea></td>
        <td><textarea class="input" rows="3" aria-label=${`${rule.id} ${t('rules.except')}`} .value=${(rule.except || []).join('、')} @change=${(/** @type {any} */ event) => this.edit(() => (rule.except = words(event.target.value)))}></textarea></td>
        <td><select class="input" aria-label=${`${rule.id} ${t('rules.action')}`} .value=${rule.action} @change=${(/** @type {any} */ event) => this.edit(() => (rule.action = event.target.value))}>
          ${['block', 'approve'].map((action) => html`<option value=${action} ?selected=${action === rule.action}>${t(`rules.${action}`)}</option>`)}</select></td>
        <td><textarea class="input" rows="3" aria-label=${`${rule.id} ${t('rules.advice')}`} .value=${rule.advice || ''} @change=${(/** @type {any} */ event) => this.edit(() => (rule.advice = event.target.value || undefined))}></textarea></td></tr>`)}</tbody></table>`;
  }

  history() {
    return html`<table data-test="rules-versions"><thead><tr><th class="num">${t('rules.version')}</th><th>${t('ledger.at')}</th><th>${t('ledger.by')}</th><th></th></tr></thead>
      <tbody>${this.versions.map((each) => html`<tr><td class="num"><b>${each.version}</b></td><td>${when(each.at)}</td><td>${desk.names.get(each.by) || each.by}</td>
        <td>${each.version === this.held.version ? html`<span class="chip ok">${t('rules.holds')}</span>` : html`<button class="button" ?disabled=${this.busy} @click=${() => this.restore(each.version)} data-test="restore-${each.version}">${t('rules.restore')}</button>`}</td></tr>`)}</tbody></table>`;
  }

  changed() {
    const changes = this.changes;
    if (!changes.length) return html`<p class="muted small">${t('rules.same')}</p>`;
    return html`<details class="rules-changes" open data-test="rules-changes"><summary>${t('rules.changes', { n: changes.length })}</summary>
      <ul class="small">${changes.map((each) => html`<li><b>${word('rule_field', each.rule)}</b> ${named(each.field)}: <s>${valued(each.field, each.before)}</s> → <b>${valued(each.field, each.after)}</b></li>`)}</ul></details>`;
  }

  tried() {
    const trial = this.trial;
    if (!trial) return nothing;
    return html`<section class="rules-trial" data-test="rules-trial"><h3>${t('rules.trial', { replies: trial.replies, claims: trial.claims })}</h3>
      <p>${t('rules.otherwise', { replies: trial.replies_decided_otherwise, claims: trial.claims_decided_otherwise })} ${t('rules.alone', { before: money(trial.alone_fen_before), after: money(trial.alone_fen_after) })}</p>
      <p class="muted small">${t('rules.trial_note')}</p>
      ${trial.reply_diff.length ? html`<table><thead><tr><th>${t('ledger.at')}</th><th>${t('rules.reply')}</th><th>${t('rules.now')}</th><th>${t('rules.then')}</th></tr></thead>
        <tbody>${trial.reply_diff.map((/** @type {any} */ each) => html`<tr data-test="reply-diff"><td>${when(each.at)}<div class="small muted">${each.by}</div></td><td>${each.text}</td><td>${this.verdict(each.before)}</td><td>${this.verdict(each.after)}</td></tr>`)}</tbody></table>` : nothing}
      ${trial.claim_diff.length ? html`<table><thead><tr><th>${t('ledger.at')}</th><th>${t('decide.rule')}</th><th class="num">${t('decide.amount')}</th><th>${t('rules.now')}</th><th>${t('rules.then')}</th></tr></thead>
        <tbody>${trial.claim_diff.map((/** @type {any} */ each) => html`<tr data-test="claim-diff"><td>${when(each.at)}<div class="small muted">${each.by}</div></td><td>${word('reason', each.reason)} ${each.order || ''}</td><td class="num">${money(each.proposal_fen)}</td><td>${this.verdict(each.before)}</td><td>${this.verdict(each.after)}</td></tr>`)}</tbody></table>` : nothing}</section>`;
  }

  /** @param {any} said */
  verdict(said) {
    const look = { cleared: 'ok', within: 'ok', warned: 'warn', needs_approval: 'warn', above: 'warn', blocked: 'danger', no_rule: 'danger' };
    const why = said.why || (said.findings || []).map((/** @type {any} */ each) => `${each.rule} ${each.text}`).join('；');
    return html`<span class="chip ${/** @type {any} */ (look)[said.verdict]}">${t(`rules.verdict_${said.verdict}`)}</span> <span class="small muted">${why}</span>`;
  }

  body() {
    switch (this.tab) {
      case 'limits':
        return this.limits();
      case 'promises':
        return this.phrases('promises');
      case 'banned':
        return this.phrases('banned');
      case 'history':
        return this.history();
      default:
        return this.claims();
    }
  }

  render() {
    if (!this.held) return this.problem ? html`<p class="problem">${this.problem}</p>` : html`<div class="skeleton"><i></i><i></i></div>`;
    const changed = this.changes.length > 0;
    return html`<div class="rules-head row"><h2>${t('rules.title')}</h2><span class="chip" data-test="rules-version">${t('rules.nth', { n: this.held.version })}</span>
        <span class="grow"></span>
        <button class="button" ?disabled=${!changed || this.busy} @click=${() => this.set({ draft: copy(this.held), trial: undefined })}>${t('rules.drop')}</button>
        <button class="button" ?disabled=${!changed || this.busy} @click=${this.tryOut} data-test="rules-try">${t('rules.try')}</button>
        <button class="button primary" ?disabled=${!changed || !this.trial || this.busy} title=${this.trial ? '' : t('rules.try_first')} @click=${this.publish} data-test="rules-publish">${t('rules.publish')}</button></div>
      <div class="tabs rules-tabs" role="tablist">${['claims', 'limits', 'promises', 'banned', 'history'].map((tab) => html`<button class="tab" role="tab" aria-selected=${tab === this.tab} @click=${() => this.set({ tab })} data-test="rules-${tab}-tab">${t(`rules.tab_${tab}`)}</button>`)}</div>
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
      ${this.changed()}${this.tried()}${this.body()}<kefu-step-up></kefu-step-up>`;
  }
}

customElements.define('kefu-rules', Rules);
