// What the server says, in the reader's language. Its refusals, findings and reasons are worded in Chinese; `told.en.json` holds
// each beside its English, with `{name}` where a value comes in on both sides; `{field}` only stands for a name of the wire. Who
// reads Chinese loads none of it.
import { fill, language } from 'shared/i18n.js';

const CHINESE = /\p{Script=Han}/u;

/** @typedef {{pattern:RegExp, holes:{name:string, verbatim:boolean}[], words:string, weight:number}} Template */

/** @type {Object<string, string>} */
const catalogue = language === 'zh' ? {} : await fetch(new URL(`./told.${language}.json`, import.meta.url)).then((answer) => answer.json()).catch(() => ({}));

/** @type {Map<string, string>} */
const sentences = new Map(Object.entries(catalogue));

/** The most telling first: what says more by itself leaves less to its holes. */
const templates = [...sentences].filter(([said]) => /\{\w+\}/.test(said)).map(template).sort((one, other) => other.weight - one.weight);

/** @param {[string, string]} pair @returns {Template} */
function template([said, words]) {
  const pieces = said.split(/\{(\w+)\}/);
  const fixed = pieces.filter((_, i) => i % 2 === 0);
  const pattern = pieces.map((piece, i) => (i % 2 ? (piece === 'field' ? '([\\w.[\\]]+)' : '(.*?)') : piece.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'))).join('');
  const holes = pieces.filter((_, i) => i % 2).map((name) => ({ name, verbatim: words.includes(`“{${name}}”`) }));
  return { pattern: new RegExp(`^${pattern}$`, 'su'), holes, words, weight: fixed.join('').length };
}

/**
 * A value may be a text of the server itself: a reason, a day, a form. What stands in quotation marks is somebody's own words.
 * @param {string} value
 */
const held = (value) => (CHINESE.test(value) ? (sentence(value) ?? value) : value.replaceAll('、', ', '));

/** @param {string} said @returns {string|undefined} */
function sentence(said) {
  const exact = sentences.get(said);
  if (exact !== undefined) return exact;
  for (const { pattern, holes, words } of templates) {
    const values = pattern.exec(said)?.slice(1);
    if (values) return fill(words, Object.fromEntries(holes.map(({ name, verbatim }, i) => [name, verbatim ? values[i] : held(values[i])])));
  }
  return undefined;
}

/**
 * A text of the server in the reader's language; empty when it has none, so that other words can take its place.
 * @param {string|null|undefined} text
 */
export function told(text) {
  if (language === 'zh' || !text || !CHINESE.test(text)) return text || '';
  return sentence(text) || '';
}

/** The same for what may as well be somebody's own words, which stay as they are. @param {string|null|undefined} text */
export const toldOrSaid = (text) => told(text) || text || '';

/** Several of them, each once. @param {(string|null|undefined)[]} texts */
export const together = (texts) => [...new Set(texts.map(toldOrSaid))].filter(Boolean).join(language === 'zh' ? '；' : '; ');
