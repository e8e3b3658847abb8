// The list of ready sentences above the composer, while one is looked for: the keys that go through it, and how it looks.
import { html, nothing } from 'lit';
import { t } from 'shared/i18n.js';
import { desk } from '../desk/desk.js';
import { quickReplies } from './quick-replies.js';

/**
 * @typedef {HTMLElement & {text:string, quick:boolean, choice:number, quickClosed:string|undefined,
 *   set:(patch:Object<string, unknown>) => void, pick:(reply:{text:string}) => void}} Composer
 */

/** @param {Composer} composer */
const found = (composer) => quickReplies.matching(composer.text.slice(1), desk.row?.stage);

/** @param {Composer} composer @param {KeyboardEvent} event @returns {boolean} whether the key was meant for the list */
export function chooses(composer, event) {
  const replies = found(composer);
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault();
    const step = event.key === 'ArrowDown' ? 1 : -1;
    composer.set({ choice: (composer.choice + step + replies.length) % Math.max(1, replies.length) });
    return true;
  }
  if (event.key === 'Escape') {
    event.stopPropagation();
    composer.quickClosed = composer.text;
    composer.set({ quick: false });
    return true;
  }
  if (event.key === 'Enter' && replies[composer.choice]) {
    event.preventDefault();
    composer.pick(replies[composer.choice]);
    return true;
  }
  return false;
}

/** @param {Composer} composer */
export function quickList(composer) {
  if (!composer.quick) return nothing;
  const replies = found(composer);
  return html`<ul class="quick" role="listbox" aria-label=${t('quick.label')} data-test="quick-replies">
    ${replies.length === 0 ? html`<li class="muted pad">${t('quick.none')}</li>` : nothing}
    ${replies.map((reply, i) => html`<li role="option" aria-selected=${i === composer.choice} @mousedown=${(/** @type {Event} */ e) => { e.preventDefault(); composer.pick(reply); }} data-test="quick-reply">
      <b>/${reply.code}</b> <span>${reply.title}</span> <span class="muted clip">${reply.text}</span></li>`)}</ul>`;
}
