// When goods leave and how long they are on their way: what may be promised of time is held against it.
import { html, nothing } from 'lit';
import { get, listOf, query } from 'shared/api.js';
import { t, word } from 'shared/i18n.js';
import { toldOrSaid } from 'shared/told.js';
import { shop } from '../commerce/shop.js';
import { explain, notice } from '../toasts.js';
import { copy } from './rules-draft.js';
import { area, check, freeId, input, moves, name, several, text, wrong } from './rules-fields.js';

/** @typedef {import('./rules-fields.js').Page} Page */

const WEEK = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const PROVINCES = '北京、天津、上海、重庆、河北、山西、辽宁、吉林、黑龙江、江苏、浙江、安徽、福建、江西、山东、河南、湖北、湖南、广东、海南、四川、贵州、云南、陕西、甘肃、青海、台湾、内蒙古、广西、西藏、宁夏、新疆、香港、澳门'.split('、');
const DAY_MS = 86_400_000;
const LONGEST_BREAK = 60;
const SPAN = /\d{1,2}(-\d{1,2})?/;

/** Every day from one to another, both included. @param {string} from @param {string} until @returns {string[]} */
function days(from, until) {
  const first = Date.parse(from);
  const last = Date.parse(until || from);
  if (Number.isNaN(first) || last < first) return [];
  const count = Math.min(LONGEST_BREAK, Math.round((last - first) / DAY_MS) + 1);
  return Array.from({ length: count }, (_, i) => new Date(first + i * DAY_MS).toISOString().slice(0, 10));
}

/** @param {Page} page @param {any} dispatch */
function closed(page, dispatch) {
  const list = dispatch.closed || [];
  const add = (/** @type {Event} */ event) => {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const { from, until } = /** @type {any} */ (Object.fromEntries(new FormData(form)));
    const found = days(from, until);
    if (!found.length) return notice(t('rules.no_days'), 'danger');
    form.reset();
    return page.edit(() => (dispatch.closed = [...new Set([...list, ...found])].sort()));
  };
  return html`<div class="field" role="group" aria-label=${t('rules.closed')}><span>${t('rules.closed')}</span>
    <div class="row" data-test="closed-days">${list.map((/** @type {string} */ day) => html`<span class="chip">${day} <button class="button quiet small" aria-label=${t('rules.remove_one', { id: day })} @click=${() => page.edit(() => (dispatch.closed = list.filter((/** @type {string} */ each) => each !== day)))}>✕</button></span>`)}${list.length ? nothing : html`<span class="small muted">${t('rules.none_closed')}</span>`}</div>${wrong(page, 'dispatch.closed')}
    <form class="row" @submit=${add}><input class="input" type="date" name="from" required aria-label=${t('rules.closed_from')} data-test="closed-from" /> – <input class="input" type="date" name="until" aria-label=${t('rules.closed_until')} data-test="closed-until" /><button class="button" data-test="closed-add">${t('rules.closed_add')}</button></form></div>`;
}

/** @param {Page} page */
function dispatch(page) {
  const { dispatch: own } = page.draft;
  const told = shop.dispatch();
  const write = (/** @type {boolean} */ yes) => {
    page.draft.dispatch = yes ? copy(page.held.dispatch || { cutoff: told?.cutoff, rest: told?.rest || [], closed: told?.closed || [] }) : undefined;
  };
  const opened = check(page, { label: t('rules.dispatch_own'), value: Boolean(own), put: write, test: 'dispatch-own' }, t('rules.dispatch_own'));
  if (!own) return html`<h3>${t('facts.dispatch')}</h3>${opened}<p class="small muted">${toldOrSaid(told?.words) || t('rules.dispatch_untold')}</p>`;
  return html`<h3>${t('facts.dispatch')}</h3>${opened}
    <label class="field"><span>${t('rules.cutoff')}</span>${input(page, { label: t('rules.cutoff'), value: own.cutoff, put: (cutoff) => (own.cutoff = cutoff), test: 'cutoff', at: 'dispatch.cutoff' }, own.cutoff || '', (said) => said || undefined, { type: 'time' })}</label>
    <div class="field"><span>${t('rules.rest')}</span>${several(page, { value: own.rest || [], put: (rest) => (own.rest = rest), test: 'rest', at: 'dispatch.rest' }, WEEK, (day) => word('weekday', day))}</div>
    ${closed(page, own)}`;
}

/** What the shop quotes now, as lines to begin with. @param {Page} page */
async function begin(page) {
  try {
    const quotes = (await Promise.all(PROVINCES.map((region) => get(`/shipping-quotes${query({ region })}`).then(listOf)))).flat();
    /** @type {Map<string, any>} */
    const lines = new Map();
    for (const { courier, served, days: told, province } of quotes) {
      const span = SPAN.exec(told || '')?.[0];
      const key = `${courier} ${served} ${span}`;
      const line = lines.get(key) || { courier, provinces: [], served, ...(served ? { days: span } : {}) };
      if (!line.provinces.includes(province)) line.provinces.push(province);
      lines.set(key, line);
    }
    const sorted = [...lines.values()].sort((a, b) => (a.courier === b.courier ? parseInt(a.days || '99', 10) - parseInt(b.days || '99', 10) : a.courier < b.courier ? -1 : 1));
    const rows = sorted.map((line, i) => ({ id: `S-${line.courier.toUpperCase().replaceAll('_', '-')}-${i + 1}`, ...line }));
    rows.forEach((row) => page.fresh.add(row));
    if (rows.length) page.edit(() => (page.draft.shipping = rows));
    else notice(t('rules.no_quotes'), 'danger');
  } catch (refused) {
    notice(explain(refused), 'danger');
  }
}

/** @param {Page} page */
function add(page) {
  const row = { id: freeId(page.draft, 'S-NEW'), courier: '', provinces: [], served: true, days: '' };
  page.fresh.add(row);
  page.edit(() => (page.draft.shipping = [row, ...(page.draft.shipping || [])]));
}

/** @param {Page} page @param {any} row @param {number} i */
function line(page, row, i) {
  const at = `shipping[${i}]`;
  const field = (/** @type {string} */ part, /** @type {(value:any) => void} */ put) => ({ label: `${row.id} ${word('rule_field', part)}`, value: row[part], put, test: `${part}-${row.id}`, at: `${at}.${part}` });
  return html`<tr data-test="area-${row.id}" class=${page.fresh.has(row) ? 'fresh' : ''}><td><div class="rule-name">${text(page, field('courier', (courier) => (row.courier = courier)))}<span class="small">${word('courier', row.courier)}</span>${name(page, row, at)}</div></td>
    <td>${area(page, field('provinces', (provinces) => (row.provinces = provinces)))}</td>
    <td>${check(page, { label: `${row.id} ${t('rules.served')}`, value: row.served, put: (served) => (row.served = served), test: `served-${row.id}` })}</td>
    <td>${row.served ? text(page, field('days', (said) => (row.days = said))) : nothing}</td>
    <td>${moves(page, page.draft.shipping, i)}</td></tr>`;
}

/** @param {Page} page */
function shipping(page) {
  const rows = page.draft.shipping || [];
  return html`<div class="row"><h3 class="grow">${t('rules.shipping')}</h3>
      ${rows.length ? nothing : html`<button class="button" @click=${() => begin(page)} data-test="shipping-begin">${t('rules.shipping_begin')}</button>`}<button class="button" @click=${() => add(page)} data-test="add-shipping">${t('rules.add_area')}</button></div>
    <p class="small muted">${t('rules.shipping_note')}</p>${wrong(page, 'shipping')}
    ${rows.length ? html`<table class="rules" data-test="rules-shipping"><thead><tr><th>${word('rule_field', 'courier')}</th><th>${t('rules.provinces')}</th><th>${t('rules.served')}</th><th>${t('rules.days')}</th><th></th></tr></thead>
      <tbody>${rows.map((/** @type {any} */ row, /** @type {number} */ i) => line(page, row, i))}</tbody></table>` : nothing}`;
}

/** @param {Page} page */
export const terms = (page) => html`<div class="fields rules-limits">${dispatch(page)}</div>${shipping(page)}`;
