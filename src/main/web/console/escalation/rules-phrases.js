// Words that may not be said, or not without approval.
import { html } from 'lit';
import { t } from 'shared/i18n.js';
import { area, choice, freeId, moves, name } from './rules-fields.js';

/** @typedef {import('./rules-fields.js').Page} Page */

/** @param {Page} page @param {'promises'|'banned'} list */
function add(page, list) {
  const rule = { id: freeId(page.draft, list === 'promises' ? 'P-NEW' : 'B-NEW'), words: [], action: 'block', except: [] };
  page.fresh.add(rule);
  page.edit(() => page.draft[list].unshift(rule));
}

/** @param {Page} page @param {'promises'|'banned'} list */
export function phrases(page, list) {
  const row = (/** @type {any} */ rule, /** @type {number} */ i) => {
    const at = `${list}[${i}]`;
    const field = (/** @type {string} */ part, /** @type {(value:any) => void} */ put) => ({ label: `${rule.id} ${t(`rules.${part}`)}`, value: rule[part], put, test: `${part}-${rule.id}`, at: `${at}.${part}` });
    return html`<tr data-test="phrase-${rule.id}" class=${page.fresh.has(rule) ? 'fresh' : ''}><td><div class="rule-name">${name(page, rule, at)}</div></td>
      <td>${area(page, field('words', (words) => (rule.words = words)))}</td><td>${area(page, field('except', (words) => (rule.except = words)))}</td>
      <td>${choice(page, field('action', (action) => (rule.action = action)), ['block', 'approve'], (action) => t(`rules.${action}`))}</td>
      <td>${area(page, field('advice', (advice) => (rule.advice = advice)), (text) => text.trim() || undefined, rule.advice || '')}</td>
      <td>${moves(page, page.draft[list], i)}</td></tr>`;
  };
  return html`<div class="row"><span class="grow"></span><button class="button" @click=${() => add(page, list)} data-test="add-${list}">${t('rules.add_phrase')}</button></div>
    <table class="rules" data-test="rules-${list}"><thead><tr><th>${t('decide.rule')}</th><th>${t('rules.words')}</th><th>${t('rules.except')}</th><th>${t('rules.action')}</th><th>${t('rules.advice')}</th><th></th></tr></thead>
      <tbody>${page.draft[list].map(row)}</tbody></table>`;
}
