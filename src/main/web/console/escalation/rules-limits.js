// What may be given in sum, and what may be taken off a price.
import { html } from 'lit';
import { t, word } from 'shared/i18n.js';
import { CUTS, ROLES } from './forms.js';
import { copy } from './rules-draft.js';
import { check, several, whole, wrong, yuan } from './rules-fields.js';

/** @typedef {import('./rules-fields.js').Page} Page */

/** @param {Page} page @param {any} owner @param {string} part @param {string} path @param {{label:string, test:string, kind:(page:Page, field:any) => unknown}} how */
const field = (page, owner, part, path, { label, test, kind }) =>
  html`<label class="field"><span>${label}</span>${kind(page, { label, value: owner[part], put: (/** @type {any} */ value) => (owner[part] = part === 'shop_day_fen' ? (value ?? undefined) : value), test, at: `${path}.${part}` })}</label>`;

/** What agents may take off a price from the chat; without it everything waits for a decision. @param {Page} page */
function corrections(page) {
  const { corrections: open } = page.draft;
  const strict = { forms: CUTS, max_fen: { agent: 0, supervisor: 0, manager: 0 }, agent_day_fen: 0, shopper_30_days_fen: 0 };
  const opened = check(page, { label: t('rules.corrections_open'), value: Boolean(open), put: (yes) => (page.draft.corrections = yes ? copy(page.held.corrections || strict) : undefined), test: 'corrections-open' }, t('rules.corrections_open'));
  if (!open) return html`<h3>${t('rules.corrections')}</h3>${opened}`;
  const sum = (/** @type {string} */ part) => field(page, open, part, 'corrections', { label: t(`rules.${part}`), test: `cut-${part}`, kind: yuan });
  return html`<h3>${t('rules.corrections')}</h3>${opened}
    ${several(page, { value: open.forms, put: (forms) => (open.forms = forms), test: 'cut-form', at: 'corrections.forms' }, CUTS, (form) => word('form', form))}
    ${ROLES.map((role) => field(page, open.max_fen, role, 'corrections.max_fen', { label: t('rules.cut_max', { role: t(`role.${role}`) }), test: `cut-${role}`, kind: yuan }))}${wrong(page, 'corrections.max_fen')}
    ${sum('agent_day_fen')}${sum('shopper_30_days_fen')}${sum('shop_day_fen')}`;
}

/** @param {Page} page */
export function limits(page) {
  const { quotas, discounts } = page.draft;
  const sum = (/** @type {string} */ part) => field(page, quotas, part, 'quotas', { label: t(`rules.${part}`), test: `quota-${part}`, kind: yuan });
  return html`<div class="fields rules-limits"><h3>${t('rules.quotas')}</h3>
    ${sum('agent_day_fen')}${sum('shopper_30_days_fen')}${field(page, quotas, 'order_percent', 'quotas', { label: t('rules.order_percent'), test: 'quota-order_percent', kind: whole })}${sum('shop_day_fen')}
    <h3>${t('rules.discounts')}</h3>
    ${ROLES.map((role) => field(page, discounts, role, 'discounts', { label: t(`role.${role}`), test: `discount-${role}`, kind: whole }))}${wrong(page, 'discounts')}
    <label class="field"><span>${t('rules.min_margin_percent')}</span>${whole(page, { label: t('rules.min_margin_percent'), value: page.draft.min_margin_percent, put: (percent) => (page.draft.min_margin_percent = percent ?? undefined), test: 'min-margin', at: 'min_margin_percent' })}</label>
    <p class="small muted">${t('rules.min_margin_note')}</p>
    ${corrections(page)}</div>`;
}
