// Pictures in the console: the button that picks them, what is on its way, and one shown large.
import { html } from 'lit';
import { t } from 'shared/i18n.js';
import { picturesIn } from 'shared/uploads.js';
import { desk } from '../desk/desk.js';

/** @param {FileList|File[]|undefined|null} files @returns {boolean} whether there were any */
export function attach(files) {
  const pictures = picturesIn(files);
  if (pictures.length && desk.current && desk.mayAnswer) desk.uploads.add(desk.current, pictures);
  return pictures.length > 0;
}

/** @param {Event} event */
function picked({ currentTarget }) {
  const input = /** @type {HTMLInputElement} */ (currentTarget);
  attach(input.files);
  input.value = '';
}

export const attachButton = () => html`<label class="button quiet attach" title=${t('composer.picture_hint')}>${t('composer.picture')}
  <input type="file" accept="image/*" multiple class="hush" @change=${picked} data-test="attach" /></label>`;

/** @param {import('shared/uploads.js').Upload} upload */
export const uploading = (upload) => html`<li class="message right agent pending" data-test="uploading" data-state=${upload.state}>
  <div class="bubble"><img class="picture" src=${upload.url} alt=${t('card.image')} /></div>
  <div class="meta small ${upload.state === 'failed' ? 'problem' : 'muted'}">${upload.state === 'failed' ? upload.problem || t('send.failed') : t('send.sending')}
    ${upload.state === 'failed' ? html`<button class="button quiet" @click=${() => desk.uploads.again(upload)}>${t('send.again')}</button>
      <button class="button quiet" @click=${() => desk.uploads.drop(upload)}>${t('send.drop')}</button>` : ''}</div></li>`;

/** A picture of the log; a click opens it in a tab of its own. @param {string} file */
export const picture = (file) => html`<a href="/api/v1/files/${file}" target="_blank" rel="noopener" class="picture-link"><img class="picture" src="/api/v1/files/${file}" alt=${t('card.image')} loading="lazy" data-test="picture" /></a>`;
