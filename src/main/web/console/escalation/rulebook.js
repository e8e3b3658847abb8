// What the rules allow, as the sheets show it. Only a hint: the server decides by the same rules again.
import { get } from 'shared/api.js';
import { money } from 'shared/format.js';
import { t } from 'shared/i18n.js';

const FRESH_MS = 60_000;
/** @type {Promise<any>|undefined} */
let asked;
let askedAt = 0;

/** @returns {Promise<any>} */
export function rulebook() {
  if (Date.now() - askedAt > FRESH_MS) asked = undefined;
  askedAt = asked ? askedAt : Date.now();
  asked ??= get('/rulebook').catch(() => {
    asked = undefined;
    return undefined;
  });
  return asked;
}

/**
 * The rule a claim was made under, else the first of its reason that fits what is known here.
 * @param {any} book @param {string} reason @param {{rule?:string, amount_fen?:number, tier?:string, category?:string}} [about]
 */
export function ruleFor(book, reason, about = {}) {
  const rules = (book?.claims || []).filter((/** @type {any} */ rule) => rule.reason === reason);
  return rules.find((/** @type {any} */ rule) => rule.id === about.rule) || rules.find((/** @type {any} */ rule) => fits(rule.when, about));
}

/** What is not known fits no condition. @param {any} when @param {{amount_fen?:number, tier?:string, category?:string}} about */
function fits(when, { amount_fen, tier, category }) {
  const { categories, tiers, min_order_fen: least, max_order_fen: most } = when || {};
  const bounded = (least ?? most) !== undefined;
  return (
    (!tiers || tiers.includes(tier)) &&
    (!categories || categories.some((/** @type {string} */ each) => category === each || category?.startsWith(`${each}/`))) &&
    (!bounded || (amount_fen !== undefined && amount_fen >= (least ?? 0) && amount_fen <= (most ?? Infinity)))
  );
}

/** @param {any} rule */
export function ruleLine(rule) {
  const limits = rule.max_fen || {};
  return t('rule.line', {
    id: rule.id,
    title: rule.title || '',
    percent: rule.max_percent ?? 100,
    agent: money(limits.agent ?? 0),
    supervisor: money(limits.supervisor ?? 0),
    manager: money(limits.manager ?? 0),
  });
}
