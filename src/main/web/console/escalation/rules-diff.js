// What differs between two rulebooks, rule by rule, as supervisors read it.
import { LISTS, SECTIONS } from './rules-draft.js';

/** @typedef {{rule:string, field:string, before:string, after:string, list?:string, how?:'added'|'removed'|'moved'}} Difference */

/** @param {any} before @param {any} after @returns {Difference[]} */
export function differences(before, after) {
  /** @type {Difference[]} */
  const found = [];
  for (const list of LISTS) compareLists(list, before[list] || [], after[list] || [], found);
  for (const section of SECTIONS) compare(section, before[section], after[section], found);
  return found;
}

/** @param {string} list @param {any[]} before @param {any[]} after @param {Difference[]} found */
function compareLists(list, before, after, found) {
  const old = new Map(before.map((rule) => [rule.id, rule]));
  const fresh = new Map(after.map((rule) => [rule.id, rule]));
  for (const [id, rule] of old) if (!fresh.has(id)) found.push({ rule: id, list, field: '', before: titleOf(rule), after: '', how: 'removed' });
  for (const [id, rule] of fresh) {
    if (old.has(id)) compare(String(id), old.get(id), rule, found);
    else found.push({ rule: id, list, field: '', before: '', after: titleOf(rule), how: 'added' });
  }
  const order = (/** @type {any[]} */ rules) => rules.map((rule) => rule.id).filter((id) => old.has(id) && fresh.has(id));
  if (order(before).join() !== order(after).join()) found.push({ rule: list, field: '', before: order(before).join('、'), after: order(after).join('、'), how: 'moved' });
}

/** @param {any} rule */
const titleOf = (rule) => rule.title || [rule.courier, ...(rule.provinces || rule.words || [])].filter(Boolean).slice(0, 3).join('、');

/** @param {string} rule @param {any} before @param {any} after @param {Difference[]} found */
function compare(rule, before, after, found) {
  const old = flat(before);
  const fresh = flat(after);
  for (const field of new Set([...Object.keys(old), ...Object.keys(fresh)])) {
    if (old[field] !== fresh[field]) found.push({ rule, field, before: old[field] ?? '–', after: fresh[field] ?? '–' });
  }
}

/** @param {any} value @param {string} [at] @returns {Object<string, string>} */
function flat(value, at = '') {
  if (value === undefined || value === null || (Array.isArray(value) && !value.length)) return {};
  if (Array.isArray(value)) return { [at]: value.join('、') };
  if (typeof value !== 'object') return { [at]: String(value) };
  return Object.assign({}, ...Object.entries(value).filter(([name]) => name !== 'id' || at).map(([name, part]) => flat(part, at ? `${at}.${name}` : name)));
}
