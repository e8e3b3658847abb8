// The words of the screens, Chinese first. A key missing in a language shows as itself, so that it is seen and mended.
// `{name}` is filled from the parameters; `{n|chat|chats}` picks by number, for languages that count that way.
import { drawer } from 'shared/drawer.js';

const LANGUAGES = ['zh', 'en'];

const wanted = new URLSearchParams(location.search).get('lang') || drawer.text('kefu.lang') || 'zh';

export const language = LANGUAGES.includes(wanted) ? wanted : 'zh';

/** @type {Object<string, string>} */
const words = await (await fetch(new URL(`./${language}.json`, import.meta.url))).json();

document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';

/**
 * @param {string} key
 * @param {Object<string, unknown>} [params]
 * @returns {string}
 */
export const t = (key, params = {}) => fill(words[key] ?? key, params);

/**
 * @param {string} text
 * @param {Object<string, unknown>} params
 * @returns {string}
 */
export function fill(text, params) {
  return text.replace(/\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g, (whole, name, one, many) => {
    if (one !== undefined) return Number(params[name]) === 1 ? one : many;
    return params[name] === undefined ? whole : String(params[name]);
  });
}

/** A word for one of the wire's own values, or the value itself when a newer server knows more than we do.
 * @param {string} group @param {string|undefined} value */
export function word(group, value) {
  if (!value) return '';
  return words[`${group}.${value}`] ?? value;
}

/** @param {string} next */
export function speak(next) {
  drawer.keep('kefu.lang', next);
  const url = new URL(location.href);
  url.searchParams.delete('lang');
  location.replace(url);
}

export const otherLanguage = language === 'zh' ? 'en' : 'zh';
