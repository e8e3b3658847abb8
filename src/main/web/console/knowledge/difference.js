// What differs between two versions of an article, field by field and word by word, as people read it.
import { html, nothing } from 'lit';
import { t, word } from 'shared/i18n.js';
import { full } from 'shared/format.js';
import { FIELDS } from './article.js';

const TAGS = /** @type {Object<string, (text:string) => unknown>} */ ({ same: (text) => text, removed: (text) => html`<del>${text}</del>`, added: (text) => html`<ins>${text}</ins>` });

/** The wire's own values in words. @param {string} field @param {string} text */
function readable(field, text) {
  const { group, type, flag } = FIELDS.find(({ name }) => name === field) || {};
  if (group) return word(group, text);
  if (type) return full(text);
  if (flag) return word('rules', text);
  // Above each of several answers stands for whom it is.
  return field === 'answers' ? text.replace(/\b(pre|after)_sale\b/g, (stage) => word('stage', stage)) : text;
}

/** @param {{field:string, pieces:{op:string, text:string}[]}[]} fields */
export const difference = (fields) =>
  html`<div class="diff" data-test="diff">${fields.length ? nothing : html`<p class="small muted">${t('history.nothing')}</p>`}
    ${fields.map(({ field, pieces }) => html`<p class="small muted">${t(`kb.${field}`)}</p><p class="wrap" data-test="diff-field" data-field=${field}>${pieces.map(({ op, text }) => TAGS[op](readable(field, text)))}</p>`)}</div>`;
