// What differs between two rulebooks, rule by rule, as supervisors read it.

/** @typedef {{rule:string, field:string, before:string, after:string}} Difference */

const LISTS = ['claims', 'promises', 'banned'];

/** @param {any} before @param {any} after @returns {Difference[]} */
export function differences(before, after) {
  /** @type {Difference[]} */
  const found = [];
  for (const list of LISTS) {
    const old = new Map((before[list] || []).map((/** @type {any} */ rule) => [rule.id, rule]));
    const fresh = new Map((after[list] || []).map((/** @type {any} */ rule) => [rule.id, rule]));
    for (const id of new Set([...old.keys(), ...fresh.keys()])) compare(String(id), old.get(id), fresh.get(id), found);
  }
  compare('quotas', before.quotas, after.quotas, found);
  compare('discounts', before.discounts, after.discounts, found);
  compare('corrections', before.corrections, after.corrections, found);
  return found;
}

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
