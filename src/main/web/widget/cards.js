// What a message holds: words, a picture, a product, an order.
import { html } from 'lit';
import { get, listOf } from 'shared/api.js';
import { t } from 'shared/i18n.js';
import { picture } from './pictures.js';

/** @type {Map<string, string>} */
const titles = new Map();

/** The page around the widget often knows what a product is called. @param {string} sku @param {string} title */
export const titled = (sku, title) => titles.set(sku, title);

/** @param {string} sku @param {() => void} changed */
function titleOf(sku, changed) {
  if (!titles.has(sku)) {
    titles.set(sku, sku);
    // The demo's shelf is open to everybody; a real shop's page names its product in the context.
    get(`/demo/catalogue?limit=5&q=${encodeURIComponent(sku)}`).then((answer) => {
      const product = listOf(answer).find((each) => each.sku === sku);
      if (product) titled(sku, [product.title, product.options].filter(Boolean).join(' '));
      changed();
    }, () => undefined);
  }
  return titles.get(sku);
}

/** @param {any} body @param {() => void} changed @param {import('./chat.js').Chat} [chat] whose pictures they are */
export function content(body, changed, chat) {
  switch (body?.kind) {
    case 'product':
      return html`<span class="card">${t('card.product')} <b>${titleOf(body.sku, changed)}</b></span>`;
    case 'order':
      return html`<span class="card">${t('card.order')} <b>${body.order}</b></span>`;
    case 'withdrawn':
      return html`<em class="muted" data-test="withdrawn">${t('thread.recalled')}</em>`;
    case 'image':
      return picture(body.file, chat, changed);
    default:
      return body?.text ?? '';
  }
}
