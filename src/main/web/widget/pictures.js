// Pictures in the widget: a browser's img cannot say who asks, so they are fetched with the token and shown from memory.
import { html } from 'lit';
import { t } from 'shared/i18n.js';
import { picturesIn } from 'shared/uploads.js';

/** @type {Map<string, string>} what is shown, by file; nothing while it is on its way */
const shown = new Map();

/** @param {string} file @param {() => Record<string, string>} proof @param {() => void} changed */
function urlOf(file, proof, changed) {
  if (!shown.has(file)) {
    shown.set(file, '');
    fetch(`/api/v1/files/${file}`, { headers: proof() })
      .then((answer) => (answer.ok ? answer.blob() : Promise.reject(answer.status)))
      .then((blob) => { shown.set(file, URL.createObjectURL(blob)); changed(); }, () => shown.delete(file));
  }
  return shown.get(file);
}

/** @param {string} file @param {import('./chat.js').Chat|undefined} chat @param {() => void} changed */
export function picture(file, chat, changed) {
  const url = chat ? urlOf(file, chat.proof, changed) : '';
  return url ? html`<a href=${url} target="_blank"><img class="picture" src=${url} alt=${t('card.image')} data-test="picture" /></a>` : html`<span class="muted">${t('card.image')}…</span>`;
}

/** @param {import('./chat.js').Chat} chat */
export const attachButton = (chat) => html`<label class="button quiet attach" aria-label=${t('widget.picture')} title=${t('widget.picture')}>＋
  <input type="file" accept="image/*" multiple class="hush" @change=${(/** @type {any} */ event) => { chat.attach(picturesIn(event.currentTarget.files)); event.currentTarget.value = ''; }} data-test="attach" /></label>`;

/** @param {import('shared/uploads.js').Upload} upload @param {import('./chat.js').Chat} chat */
export const uploading = (upload, chat) => html`<li class="message mine" data-test="uploading" data-state=${upload.state}><div class="bubble pending"><img class="picture" src=${upload.url} alt=${t('card.image')} /></div>
  <div class="meta">${upload.state === 'failed' ? html`${upload.problem} <button class="link" @click=${() => chat.uploads.again(upload)} data-test="retry">${t('widget.retry')}</button>` : t('send.sending')}</div></li>`;
