// An article between the wire and the fields: lists are lines, times are the editor's own.

/** @type {{name:string, rows?:number, list?:boolean, wide?:boolean, type?:string, choices?:string[], group?:string}[]} */
export const FIELDS = [
  { name: 'question', wide: true },
  { name: 'similar', rows: 4, list: true },
  { name: 'negative', rows: 2, list: true },
  { name: 'answer', rows: 6 },
  { name: 'category' },
  { name: 'stage', choices: ['any', 'pre_sale', 'after_sale'], group: 'stage' },
  { name: 'risk', choices: ['low', 'medium', 'high'], group: 'risk' },
  { name: 'skus', list: true },
  { name: 'window' },
  { name: 'tags', list: true },
  { name: 'valid_from', type: 'datetime-local' },
  { name: 'valid_until', type: 'datetime-local' },
];
const VARIABLE = /\{\{\s*([\w.]+)\s*(?:\|\s*else:([^{}]*))?\}\}/g;
const LONG = 300;

/** @param {string|null|undefined} at the wire's time, for a field without a zone */
function local(at) {
  if (!at) return '';
  const date = new Date(at);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** @param {any} article @returns {Object<string, any>} */
export function asForm(article) {
  return Object.fromEntries(FIELDS.map(({ name, list, rows, type }) => {
    const value = article[name];
    if (list) return [name, (value || []).join(rows ? '\n' : ' ')];
    return [name, type ? local(value) : value ?? ''];
  }));
}

/** @param {Object<string, any>} form @param {any} base @returns {any} */
export function asWire(form, base) {
  const out = Object.fromEntries(FIELDS.map(({ name, list, rows, type }) => {
    const value = form[name] ?? '';
    if (list) return [name, String(value).split(rows ? '\n' : /[\s,，、|]+/).map((each) => each.trim()).filter(Boolean)];
    if (type) return [name, value ? unchanged(base[name], value) || new Date(value).toISOString() : null];
    return [name, value === '' && name === 'window' ? null : value];
  }));
  // Fields this form does not show go back as they came.
  for (const name of ['owner', 'escalate', 'channel']) if (base[name] !== undefined && base[name] !== null) out[name] = base[name];
  return out;
}

/** A field holds minutes; the seconds of an untouched time must not be lost. @param {string|undefined} at @param {string} value */
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

/** What an editor should look at twice. @param {string} answer @returns {string[]} */
export function warnings(answer) {
  const found = [];
  const plain = answer.replace(VARIABLE, '');
  if ([...answer.matchAll(VARIABLE)].some((match) => match[2] === undefined)) found.push('fallback');
  if (/\d+\s*(件|元|块)/.test(plain)) found.push('number');
  if (/1[3-9]\d{9}|微信|加V|薇/.test(plain)) found.push('contact');
  if ([...answer].length > LONG) found.push('long');
  return found;
}
