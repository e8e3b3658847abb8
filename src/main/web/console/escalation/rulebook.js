// What the rules allow, as the sheets show it. Only a hint: the server decides by the same rules again.
import { get } from 'shared/api.js';
import { money } from 'shared/format.js';
import { t } from 'shared/i18n.js';

/** @type {Promise<any>|undefined} */
let asked;

/** @returns {Promise<any>} */
export function rulebook() {
  asked ??= get('/rulebook').catch(() => {
    asked = undefined;
    return undefined;
  });
  return asked;
}

/** @param {any} book @param {string} reason */
export const ruleFor = (book, reason) => ((book?.rulebook || book)?.claims || []).find((/** @type {any} */ rule) => rule.reason === reason);

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
