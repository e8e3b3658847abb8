// What a supervisor has changed and not published yet: kept in this browser, and carried over when somebody else was faster.
import { drawer } from 'shared/drawer.js';
import { session } from '../account/session.js';

export const LISTS = ['claims', 'shipping', 'promises', 'banned'];
export const SECTIONS = ['quotas', 'discounts', 'corrections', 'min_margin_percent', 'dispatch'];

export const copy = (/** @type {any} */ document) => JSON.parse(JSON.stringify(document));
/** Fields that are empty on one side and left out on the other say the same. @param {any} value @returns {any} */
const bare = (value) => {
  if (Array.isArray(value)) return value.map(bare);
  if (!value || typeof value !== 'object') return value;
  const said = Object.entries(value).filter(([, each]) => each !== undefined && each !== null && !(Array.isArray(each) && !each.length));
  return Object.fromEntries(said.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, each]) => [name, bare(each)]));
};
export const same = (/** @type {any} */ a, /** @type {any} */ b) => JSON.stringify(bare(a)) === JSON.stringify(bare(b));

const place = () => `kefu.rules.${session.staff?.id || 'nobody'}`;

/** @param {any} base the version the changes were made on @param {any} draft */
export function keep(base, draft) {
  if (same(base, draft)) drawer.drop(place());
  else drawer.write(place(), { base, draft });
}

/** @returns {{base:any, draft:any}|undefined} */
export const kept = () => drawer.read(place());

/**
 * My changes on top of theirs, rule by rule. What both have changed stays as I wrote it and is named.
 * @param {any} base @param {any} mine @param {any} theirs @returns {{draft:any, both:string[]}}
 */
export function rebased(base, mine, theirs) {
  /** @type {string[]} */
  const both = [];
  const draft = copy(theirs);
  for (const section of SECTIONS) {
    if (same(mine[section], base[section])) continue;
    if (!same(theirs[section], base[section]) && !same(theirs[section], mine[section])) both.push(section);
    draft[section] = mine[section];
  }
  for (const list of LISTS) draft[list] = merged(base[list] || [], mine[list] || [], theirs[list] || [], both);
  return { draft: copy(draft), both };
}

/** @param {any[]} base @param {any[]} mine @param {any[]} theirs @param {string[]} both */
function merged(base, mine, theirs, both) {
  const of = (/** @type {any[]} */ list) => new Map(list.map((each) => [each.id, each]));
  const [old, my, now] = [of(base), of(mine), of(theirs)];
  const chosen = (/** @type {any} */ rule) => {
    const mineNow = my.get(rule.id);
    const before = old.get(rule.id);
    if (same(mineNow, before)) return rule;
    if (!same(rule, before) && !same(rule, mineNow)) both.push(rule.id);
    return mineNow;
  };
  const result = theirs.map(chosen).filter(Boolean);
  mine.forEach((rule, at) => {
    const known = old.get(rule.id);
    if (now.has(rule.id) || (known && same(known, rule))) return;
    if (known) both.push(rule.id);
    result.splice(Math.min(at, result.length), 0, rule);
  });
  const order = (/** @type {any[]} */ list) => list.map((each) => each.id).filter((id) => old.has(id) && my.has(id)).join();
  if (order(mine) !== order(base)) result.sort((a, b) => rank(mine, a.id) - rank(mine, b.id));
  return result;
}

/** @param {any[]} list @param {string} id */
const rank = (list, id) => (list.findIndex((each) => each.id === id) + list.length + 1) % (list.length + 1);
