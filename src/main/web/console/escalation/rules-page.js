// The rulebook as supervisors write it: rules are added, changed, moved and taken out; tried on the last month before they hold;
// any earlier version comes back in one step. What is not published yet is kept, whatever happens to the page.
import { html, nothing } from 'lit';
import { View } from 'shared/element.js';
import { call, get, listOf, post } from 'shared/api.js';
import { money, when } from 'shared/format.js';
import { t, word } from 'shared/i18n.js';
import { asksPassword } from '../account/step-up.js';
import { shop } from '../commerce/shop.js';
import { desk } from '../desk/desk.js';
import { explain, notice } from '../toasts.js';
import { claims } from './rules-claims.js';
import { differences } from './rules-diff.js';
import { LISTS, copy, keep, kept, rebased, same } from './rules-draft.js';
import { named } from './rules-fields.js';
import { limits } from './rules-limits.js';
import { phrases } from './rules-phrases.js';
import { terms } from './rules-terms.js';
import { tried } from './rules-trial.js';

const TABS = ['claims', 'limits', 'terms', 'promises', 'banned', 'history'];

/** What stands in a field, for people. @param {string} field @param {string} value */
function valued(field, value) {
  if (/_fen\b/.test(field) && value !== '–') return money(Number(value));
  if (value === 'true' || value === 'false') return t(`rules.${value}`);
  const group = /** @type {Object<string, string>} */ ({ rest: 'weekday', forms: 'form', reason: 'reason' })[field];
  return group ? value.split('、').map((each) => word(group, each)).join('、') : value;
}

class Rules extends View {
  constructor() {
    super();
    /** @type {any} */
    this.held = undefined;
    /** @type {any} */
    this.draft = undefined;
    /** @type {Set<any>} rules of the draft that no version has had */
    this.fresh = new Set();
    /** @type {{field:string, message:string}[]} */
    this.errors = [];
    this.etag = '';
    /** @type {any[]} */
    this.versions = [];
    /** @type {any} */
    this.trial = undefined;
    this.tab = 'claims';
    this.problem = '';
    this.busy = false;
    this.watch(shop, 'change');
  }

  connectedCallback() {
    super.connectedCallback();
    this.load();
  }

  async load() {
    try {
      const { data, etag } = await call('GET', '/rulebook');
      this.begin(data, etag || '');
      this.set({ versions: listOf(await get('/rulebook/versions')) });
    } catch (refused) {
      this.set({ problem: explain(refused) });
    }
  }

  /** What holds now, and on top of it what was changed here before. @param {any} held @param {string} etag */
  begin(held, etag) {
    const mine = kept();
    const moved = Boolean(mine) && mine?.base.version !== held.version;
    const { draft, both } = mine ? (moved ? rebased(mine.base, mine.draft, held) : { draft: mine.draft, both: [] }) : { draft: copy(held), both: [] };
    const carried = moved && !same(draft, held);
    const problem = carried ? t('rules.rebased', { n: held.version }) + (both.length ? t('rules.both', { rules: both.map((each) => word('rule_field', each)).join('、') }) : '') : '';
    const known = new Set(LISTS.flatMap((list) => (held[list] || []).map((/** @type {any} */ rule) => rule.id)));
    const fresh = new Set(LISTS.flatMap((list) => (draft[list] || []).filter((/** @type {any} */ rule) => !known.has(rule.id))));
    keep(held, draft);
    this.set({ held, draft, fresh, etag, trial: undefined, errors: [], problem });
  }

  get changes() {
    return differences(this.held, this.draft);
  }

  /** @param {() => void} edit */
  edit(edit) {
    edit();
    keep(this.held, this.draft);
    this.set({ trial: undefined, errors: [], problem: '' });
  }

  drop() {
    keep(this.held, this.held);
    this.begin(this.held, this.etag);
  }

  /** A rule that was taken out comes back where it stood. @param {import('./rules-diff.js').Difference} change */
  putBack({ list = '', rule }) {
    const at = this.held[list].findIndex((/** @type {any} */ each) => each.id === rule);
    this.edit(() => (this.draft[list] ??= []).splice(at, 0, copy(this.held[list][at])));
  }

  async tryOut() {
    this.set({ busy: true, problem: '', errors: [] });
    try {
      this.set({ trial: await post('/rulebook/trials?days=30', this.draft) });
    } catch (refused) {
      this.told(refused);
    }
    this.set({ busy: false });
  }

  /** Shows each mistake at its field, and the first of them. @param {any} refused */
  async told(refused) {
    const errors = refused.frame?.errors || refused.errors || [];
    const list = errors[0]?.field.match(/^\w+/)?.[0];
    this.set({ errors, problem: errors.length ? t('rules.wrong', { n: errors.length }) : explain(refused) });
    if (list) this.tab = TABS.includes(list) ? list : ['dispatch', 'shipping'].includes(list) ? 'terms' : 'limits';
    await this.updateComplete;
    /** @type {HTMLElement|null} */ (this.querySelector('[aria-invalid=true]'))?.focus();
  }

  publish() {
    return this.write(() => call('PUT', '/rulebook', { body: this.draft, etag: this.etag }), true);
  }

  /** @param {number} version */
  restore(version) {
    return this.write(() => call('POST', `/rulebook/versions/${version}/restore`, { etag: this.etag }), false);
  }

  /** @param {() => Promise<any>} write @param {boolean} ofDraft whether what was changed here holds afterwards */
  async write(write, ofDraft) {
    this.set({ busy: true, problem: '', errors: [] });
    try {
      const { data } = await write();
      if (ofDraft) keep(data, data);
      notice(t('rules.published', { n: data.version }));
      await this.load();
    } catch (failure) {
      const refused = /** @type {any} */ (failure);
      if (asksPassword(refused)) {
        /** @type {any} */ (this.querySelector('kefu-step-up')).open(refused.text, () => this.write(write, ofDraft));
      } else if (refused.code === 'conflict') await this.load();
      else await this.told(refused);
    }
    this.set({ busy: false });
  }

  history() {
    return html`<table data-test="rules-versions"><thead><tr><th class="num">${t('rules.version')}</th><th>${t('ledger.at')}</th><th>${t('ledger.by')}</th><th></th></tr></thead>
      <tbody>${this.versions.map((each) => html`<tr><td class="num"><b>${each.version}</b></td><td>${when(each.at)}</td><td>${desk.names.get(each.by) || each.by}</td>
        <td>${each.version === this.held.version ? html`<span class="chip ok">${t('rules.holds')}</span>` : html`<button class="button" ?disabled=${this.busy} @click=${() => this.restore(each.version)} data-test="restore-${each.version}">${t('rules.restore')}</button>`}</td></tr>`)}</tbody></table>`;
  }

  /** @param {import('./rules-diff.js').Difference} each */
  change(each) {
    if (each.how === 'removed') return html`<li><b>${each.rule}</b> <span class="chip danger">${t('rules.how_removed')}</span> ${each.before} <button class="button quiet" @click=${() => this.putBack(each)} data-test="put-back-${each.rule}">${t('rules.put_back')}</button></li>`;
    if (each.how) return html`<li><b>${each.how === 'moved' ? t(`rules.tab_${each.rule === 'shipping' ? 'terms' : each.rule}`) : each.rule}</b> <span class="chip info">${t(`rules.how_${each.how}`)}</span> ${each.after}</li>`;
    return html`<li><b>${word('rule_field', each.rule)}</b> ${named(each.field)}: <s>${valued(each.field, each.before)}</s> → <b>${valued(each.field, each.after)}</b></li>`;
  }

  changed() {
    const changes = this.changes;
    if (!changes.length) return html`<p class="muted small">${t('rules.same')}</p>`;
    return html`<details class="rules-changes" open data-test="rules-changes"><summary>${t('rules.changes', { n: changes.length })}</summary>
      <ul class="small">${changes.map((each) => this.change(each))}</ul></details>`;
  }

  body() {
    switch (this.tab) {
      case 'limits':
        return limits(this);
      case 'terms':
        return terms(this);
      case 'promises':
      case 'banned':
        return phrases(this, this.tab);
      case 'history':
        return this.history();
      default:
        return claims(this);
    }
  }

  render() {
    if (!this.held) return this.problem ? html`<p class="problem">${this.problem}</p>` : html`<div class="skeleton"><i></i><i></i></div>`;
    const changed = this.changes.length > 0;
    return html`<div class="rules-head row"><h2>${t('rules.title')}</h2><span class="chip" data-test="rules-version">${t('rules.nth', { n: this.held.version })}</span>
        <span class="grow"></span>
        <button class="button" ?disabled=${!changed || this.busy} @click=${this.drop} data-test="rules-drop">${t('rules.drop')}</button>
        <button class="button" ?disabled=${!changed || this.busy} @click=${this.tryOut} data-test="rules-try">${t('rules.try')}</button>
        <button class="button primary" ?disabled=${!changed || !this.trial || this.busy} title=${this.trial ? '' : t('rules.try_first')} @click=${this.publish} data-test="rules-publish">${t('rules.publish')}</button></div>
      <div class="tabs rules-tabs" role="tablist">${TABS.map((tab) => html`<button class="tab" role="tab" aria-selected=${tab === this.tab} @click=${() => this.set({ tab })} data-test="rules-${tab}-tab">${t(`rules.tab_${tab}`)}</button>`)}</div>
      ${this.problem ? html`<p class="problem" role="alert" data-test="rules-problem">${this.problem}</p>` : nothing}
      ${this.changed()}${tried(this.trial)}${this.body()}<kefu-step-up></kefu-step-up>`;
  }
}

customElements.define('kefu-rules', Rules);
