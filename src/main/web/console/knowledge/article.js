// An article between the wire and the fields: lists are lines, times are the editor's own.

/** @type {{name:string, rows?:number, list?:boolean, wide?:boolean, type?:string, choices?:string[], group?:string, flag?:boolean, variables?:boolean}[]} */
export const FIELDS = [
  { name: 'question', wide: true },
  { name: 'similar', rows: 4, list: true },
  { name: 'negative', rows: 2, list: true },
  { name: 'answer', rows: 6, variables: true },
  { name: 'category' },
  { name: 'stage', choices: ['any', 'pre_sale', 'after_sale'], group: 'stage' },
  { name: 'risk', choices: ['low', 'medium', 'high'], group: 'risk' },
  { name: 'skus', list: true },
  { name: 'window' },
  { name: 'owner' },
  { name: 'tags', list: true },
  { name: 'valid_from', type: 'datetime-local' },
  { name: 'valid_until', type: 'datetime-local' },
  { name: 'emergency', list: true },
  { name: 'escalate', flag: true },
];
/** What is merged when two have written: the fields, and the answers for some. */
export const MERGED = [...FIELDS.map(({ name }) => name), 'answers'];
/** What an answer may hold; the server knows no other. */
export const VARIABLES = ['stock', 'price', 'payable', 'product.title', 'promotion', 'order.id', 'order.state', 'order.ship_by', 'parcel.last', 'parcel.no', 'member.tier', 'member.points', 'shipping_fee', 'cutoff'];
/** Without a value they are not there. */
const OPTIONAL = ['window', 'owner'];
const VARIABLE = /\{\{\s*([\w.]+)\s*(?:\|\s*else:([^{}]*))?\}\}/g;
const SPACES = /[\s,，、|]+/;

/** @param {string|null|undefined} at the wire's time, for a field without a zone, to the second */
export function local(at) {
  if (!at) return '';
  const date = new Date(at);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}

/** @param {any} article @returns {Object<string, any>} */
export function asForm(article) {
  const form = Object.fromEntries(FIELDS.map(({ name, list, rows, type, flag }) => {
    const value = article[name];
    if (list) return [name, (value || []).join(rows ? '\n' : ' ')];
    if (flag) return [name, Boolean(value)];
    return [name, type ? local(value) : value ?? ''];
  }));
  form.answers = (article.answers || []).map((/** @type {any} */ each) => ({ stage: each.stage || '', skus: (each.skus || []).join(' '), answer: each.answer }));
  return form;
}

/** @param {Object<string, any>} form @param {any} base @returns {any} */
export function asWire(form, base) {
  const out = Object.fromEntries(FIELDS.map(({ name, list, rows, type, flag }) => {
    const value = form[name] ?? '';
    if (flag) return [name, Boolean(value)];
    if (list) return [name, String(value).split(rows ? '\n' : SPACES).map((each) => each.trim()).filter(Boolean)];
    if (type) return [name, value ? unchanged(base[name], value) || new Date(value).toISOString() : null];
    return [name, value === '' && OPTIONAL.includes(name) ? null : value];
  }));
  out.answers = (form.answers || []).map((/** @type {any} */ each) => ({ stage: each.stage || null, skus: each.skus.split(SPACES).filter(Boolean), answer: each.answer }));
  // What this form does not show goes back as it came.
  if (base.channel !== undefined && base.channel !== null) out.channel = base.channel;
  return out;
}

/** A field holds seconds; what is finer in an untouched time must not be lost. @param {string|undefined} at @param {string} value */
const unchanged = (at, value) => (at && local(at) === value ? at : undefined);

/** The answer as agents will see it where no fact is to be had. @param {string} answer @returns {{text:string, variable?:string}[]} */
export function preview(answer) {
  const out = [];
  let at = 0;
  for (const match of answer.matchAll(VARIABLE)) {
    if (match.index > at) out.push({ text: answer.slice(at, match.index) });
    out.push({ text: match[2] ?? `{{${match[1]}}}`, variable: match[1] });
    at = match.index + match[0].length;
  }
  if (at < answer.length) out.push({ text: answer.slice(at) });
  return out;
}

/** @param {unknown} value */
const flat = (value) => (typeof value === 'string' ? value : JSON.stringify(value ?? ''));

/**
 * What two people have made of the same version. Where only one has changed a field, theirs is it.
 * @param {any} base @param {any} mine @param {any} theirs
 * @returns {{form:any, conflicts:string[]}} `conflicts`: changed by both, and mine until somebody chooses
 */
export function merge(base, mine, theirs) {
  const form = { ...mine };
  const conflicts = [];
  for (const name of MERGED) {
    const [was, me, they] = [base, mine, theirs].map((each) => flat(each[name]));
    if (me === was) form[name] = theirs[name];
    else if (they !== was && they !== me) conflicts.push(name);
  }
  return { form, conflicts };
}

/** A field's value as a person reads it. @param {any} value */
export const shown = (value) =>
  Array.isArray(value) ? value.map((each) => `${[each.stage, each.skus].filter(Boolean).join(' ')}\n${each.answer}`).join('\n\n') : String(value ?? '');
