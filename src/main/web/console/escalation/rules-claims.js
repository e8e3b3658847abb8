// Rules of compensation: for which reason, for what goods and whom, in which form, how much. The first that fits counts.
import { html } from 'lit';
import { t, word } from 'shared/i18n.js';
import { FORMS, REASONS, ROLES } from './forms.js';
import { check, choice, freeId, list, moves, name, several, text, whole, wrong, yuan } from './rules-fields.js';

/** @typedef {import('./rules-fields.js').Page} Page */

/** A rule that gives nothing away until somebody writes how much. @param {Page} page */
function add(page) {
  const rule = { id: freeId(page.draft, 'R-NEW'), reason: 'goodwill', title: '', forms: [], max_percent: 10, max_fen: { agent: 0, supervisor: 0, manager: 0 }, evidence: false };
  page.fresh.add(rule);
  page.edit(() => page.draft.claims.unshift(rule));
}

/** What else has to hold; what is left empty is not asked for. @param {Page} page @param {any} rule @param {string} at */
function conditions(page, rule, at) {
  const when = rule.when || {};
  const put = (/** @type {string} */ part) => (/** @type {any} */ value) => {
    const next = { ...when, [part]: Array.isArray(value) && !value.length ? undefined : (value ?? undefined) };
    const asked = Object.entries(next).filter(([, each]) => each !== undefined && each !== null);
    rule.when = asked.length ? Object.fromEntries(asked) : undefined;
  };
  const field = (/** @type {string} */ part, /** @type {(page:Page, field:any) => unknown} */ kind) => html`<label class="field"><span>${t(`rules.${part}`)}</span>
    ${kind(page, { label: t(`rules.${part}`), value: when[part], put: put(part), test: `when-${rule.id}-${part}`, at: `${at}.when.${part}` })}</label>`;
  const open = page.fresh.has(rule) || page.errors.some((each) => each.field.startsWith(`${at}.when`));
  return html`<details ?open=${open} data-test="when-${rule.id}"><summary class="small">${rule.when ? t('rules.when_some', { n: Object.values(rule.when).filter((each) => each !== null && each !== undefined).length }) : t('rules.when_none')}</summary>
    <div class="row">${field('categories', list)}${field('tiers', list)}${field('min_order_fen', yuan)}${field('max_order_fen', yuan)}${field('max_claims_30_days', whole)}</div></details>`;
}

/** @param {Page} page @param {any} rule @param {number} i */
function row(page, rule, i) {
  const at = `claims[${i}]`;
  const fresh = page.fresh.has(rule);
  const limit = (/** @type {string} */ role) => ({ label: `${rule.title} ${t(`role.${role}`)}`, value: rule.max_fen[role], put: (/** @type {any} */ fen) => (rule.max_fen[role] = fen), test: `fen-${rule.id}-${role}`, at: `${at}.max_fen.${role}` });
  return html`<tr data-test="claim-${rule.id}" class=${fresh ? 'fresh' : ''}><td><div class="rule-name">${text(page, { label: t('rules.title_of', { id: rule.id }), value: rule.title, put: (title) => (rule.title = title), test: `title-${rule.id}`, at: `${at}.title` })}
      ${name(page, rule, at)}${choice(page, { label: `${rule.id} ${t('escalate.reason')}`, value: rule.reason, put: (reason) => (rule.reason = reason), test: `reason-${rule.id}`, at: `${at}.reason` }, REASONS, (each) => word('reason', each))}</div></td>
    <td>${several(page, { value: rule.forms, put: (forms) => (rule.forms = forms), test: `form-${rule.id}`, at: `${at}.forms` }, FORMS, (form) => word('form', form))}</td>
    <td>${whole(page, { label: `${rule.title} ${t('rules.percent')}`, value: rule.max_percent, put: (value) => (rule.max_percent = value), test: `percent-${rule.id}`, at: `${at}.max_percent` })}</td>
    ${ROLES.map((role) => html`<td>${yuan(page, limit(role))}${role === 'agent' ? wrong(page, `${at}.max_fen`) : ''}</td>`)}
    <td>${check(page, { label: `${rule.title} ${t('rules.evidence')}`, value: rule.evidence, put: (value) => (rule.evidence = value), test: `evidence-${rule.id}` })}</td>
    <td>${moves(page, page.draft.claims, i)}</td></tr>
    <tr class="rule-when ${fresh ? 'fresh' : ''}"><td colspan="8">${conditions(page, rule, at)}</td></tr>`;
}

/** @param {Page} page */
export function claims(page) {
  return html`<div class="row"><p class="grow small muted">${t('rules.first_counts')}</p><button class="button" @click=${() => add(page)} data-test="add-claims">${t('rules.add_claim')}</button></div>
    <div class="scroll-x" role="group" tabindex="0" aria-label=${t('stats.table')}><table class="rules" data-test="rules-claims"><thead><tr><th>${t('decide.rule')}</th><th>${t('rules.forms')}</th><th class="num">${t('rules.percent')}</th>
        ${ROLES.map((role) => html`<th class="num">${t(`role.${role}`)}</th>`)}<th>${t('rules.evidence')}</th><th></th></tr></thead>
      <tbody>${page.draft.claims.map((/** @type {any} */ rule, /** @type {number} */ i) => row(page, rule, i))}</tbody></table></div>`;
}
