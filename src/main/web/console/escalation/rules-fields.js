// One field of the rulebook each: what stands in it, what is put there, and what was wrong with it.
import { html, nothing } from 'lit';
import { t, word } from 'shared/i18n.js';
import { together } from 'shared/told.js';
import { ROLES } from './forms.js';

/**
 * @typedef {{draft:any, held:any, fresh:Set<any>, errors:{field:string, message:string}[], edit:(edit:() => void) => void}} Page
 * @typedef {{label:string, value:any, put:(value:any) => void, test:string, at:string}} Field
 */

export const words = (/** @type {string} */ text) => text.split(/[、,，\n]+/).map((each) => each.trim()).filter(Boolean);

/** Also at one item of a list that stands in one field. @param {string} field @param {string} at */
const isAt = (field, at) => field === at || (field.startsWith(`${at}[`) && field.endsWith(']'));

/** What was wrong at a place, right below it. @param {Page} page @param {string} at */
export function wrong(page, at) {
  const found = page.errors.filter((each) => isAt(each.field, at));
  return found.length ? html`<span class="problem small" data-test="wrong" data-at=${at}>${together(found.map((each) => each.message))}</span>` : nothing;
}

/** @param {Page} page @param {string} at */
const invalid = (page, at) => (page.errors.some((each) => isAt(each.field, at)) ? 'true' : 'false');

/** Nothing where no number stands: the server then says that it is missing. @param {string} text @param {number} [times] */
const number = (text, times = 1) => (text.trim() === '' || Number.isNaN(Number(text)) ? null : Math.round(Number(text) * times));

/** @param {Page} page @param {Field} field @param {string} shown @param {(text:string) => any} read @param {Object<string, string>} [how] */
export function input(page, { label, put, test, at }, shown, read, { type = 'text', step = '', look = '' } = {}) {
  return html`<input class="input ${look}" type=${type} step=${step || nothing} aria-label=${label} aria-invalid=${invalid(page, at)} .value=${shown} data-test=${test}
    @change=${(/** @type {any} */ event) => page.edit(() => put(read(event.target.value)))} />${wrong(page, at)}`;
}

const shownYuan = (/** @type {any} */ fen) => (fen === undefined || fen === null ? '' : String(fen / 100));
const shownNumber = (/** @type {any} */ value) => (value === undefined || value === null ? '' : String(value));

/** A sum, in yuan. @param {Page} page @param {Field} field */
export const yuan = (page, field) => input(page, field, shownYuan(field.value), (text) => number(text, 100), { type: 'number', step: '0.01', look: 'num' });
/** @param {Page} page @param {Field} field */
export const whole = (page, field) => input(page, field, shownNumber(field.value), (text) => number(text), { type: 'number', step: '1', look: 'num' });
/** @param {Page} page @param {Field} field */
export const text = (page, field) => input(page, field, field.value || '', (said) => said.trim());
/** A list of words, one behind the other. @param {Page} page @param {Field} field */
export const list = (page, field) => input(page, field, (field.value || []).join('、'), words);

/** @param {Page} page @param {Field} field @param {(text:string) => any} [read] @param {string} [shown] */
export function area(page, field, read = words, shown = (field.value || []).join('、')) {
  return html`<textarea class="input" rows="3" aria-label=${field.label} aria-invalid=${invalid(page, field.at)} .value=${shown} data-test=${field.test}
    @change=${(/** @type {any} */ event) => page.edit(() => field.put(read(event.target.value)))}></textarea>${wrong(page, field.at)}`;
}

/** @param {Page} page @param {Field} field @param {string[]} values @param {(value:string) => string} named */
export function choice(page, { label, value, put, test, at }, values, named) {
  return html`<select class="input" aria-label=${label} aria-invalid=${invalid(page, at)} data-test=${test} @change=${(/** @type {any} */ event) => page.edit(() => put(event.target.value))}>
    ${values.map((each) => html`<option value=${each} ?selected=${each === value}>${named(each)}</option>`)}</select>${wrong(page, at)}`;
}

/** Several of a few. @param {Page} page @param {{value:string[], put:(value:string[]) => void, test:string, at:string}} field @param {string[]} values @param {(value:string) => string} named */
export function several(page, { value, put, test, at }, values, named) {
  return html`<div class="row" role="group" aria-invalid=${invalid(page, at)}>${values.map((each) => html`<label class="small"><input type="checkbox" .checked=${value.includes(each)} data-test="${test}-${each}"
    @change=${(/** @type {any} */ event) => page.edit(() => put(values.filter((one) => (one === each ? event.target.checked : value.includes(one)))))} /> ${named(each)}</label>`)}</div>${wrong(page, at)}`;
}

/** @param {Page} page @param {{label:string, value:boolean, put:(value:boolean) => void, test:string}} field @param {unknown} [said] */
export function check(page, { label, value, put, test }, said = nothing) {
  return html`<label class="small"><input type="checkbox" aria-label=${label} .checked=${value} data-test=${test} @change=${(/** @type {any} */ event) => page.edit(() => put(event.target.checked))} /> ${said}</label>`;
}

/** The id of a rule: chosen once, because cases and replies name it from then on. @param {Page} page @param {any} rule @param {string} at */
export function name(page, rule, at) {
  if (!page.fresh.has(rule)) return html`<span class="small muted">${rule.id}</span>${wrong(page, `${at}.id`)}`;
  return text(page, { label: t('rules.id'), value: rule.id, put: (id) => (rule.id = id.toUpperCase()), test: `id-${rule.id}`, at: `${at}.id` });
}

/** Places a rule before or behind its neighbour, or takes it out. @param {Page} page @param {any[]} rules @param {number} at */
export function moves(page, rules, at) {
  const { id } = rules[at];
  const swap = (/** @type {number} */ to) => page.edit(() => rules.splice(to, 0, ...rules.splice(at, 1)));
  return html`<div class="row nowrap"><button class="button quiet" ?disabled=${at === 0} @click=${() => swap(at - 1)} aria-label=${t('rules.up', { id })} data-test="up-${id}">↑</button>
    <button class="button quiet" ?disabled=${at === rules.length - 1} @click=${() => swap(at + 1)} aria-label=${t('rules.down', { id })} data-test="down-${id}">↓</button>
    <button class="button quiet danger" @click=${() => page.edit(() => rules.splice(at, 1))} aria-label=${t('rules.remove_one', { id })} data-test="remove-${id}">${t('rules.remove')}</button></div>`;
}

/** An id nobody has yet. @param {any} draft @param {string} stem such as `R-NEW` */
export function freeId(draft, stem) {
  const taken = new Set(Object.values(draft).filter(Array.isArray).flat().map((/** @type {any} */ rule) => rule.id));
  let n = 1;
  while (taken.has(`${stem}-${n}`)) n++;
  return `${stem}-${n}`;
}

/** A field as the differences name it, such as `max_fen.agent`. @param {string} field */
export const named = (field) => field.split('.').map((part) => (ROLES.includes(part) ? t(`role.${part}`) : word('rule_field', part))).join(' · ');
