// Cards in the shopper's thread: a product, an order, the shopper's own orders to choose from.
import { html, nothing } from 'lit';
import { get, listOf } from 'shared/api.js';
import { money } from 'shared/format.js';
import { t, word } from 'shared/i18n.js';

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

/** @param {any} body @param {() => void} changed */
export function content(body, changed) {
  switch (body?.kind) {
    case 'product':
      return html`<span class="card">${t('card.product')} <b>${titleOf(body.sku, changed)}</b></span>`;
    case 'order':
      return html`<span class="card">${t('card.order')} <b>${body.order}</b></span>`;
    case 'image':
      return html`<img class="picture" src="/api/v1/files/${body.file}" alt=${t('card.image')} loading="lazy" />`;
    default:
      return body?.text ?? '';
  }
}

/** @type {Map<string, {list?:any[], failed?:boolean}>} */
const orders = new Map();

/** @param {import('./chat.js').Chat} chat @param {() => void} changed */
function ordersOf(chat, changed) {
  const shopper = chat.shopper || '';
  if (!orders.has(shopper)) {
    orders.set(shopper, {});
    get(`/shoppers/${shopper}/orders`).then(
      (answer) => orders.set(shopper, { list: listOf(answer) }),
      () => orders.set(shopper, { failed: true }),
    ).finally(changed);
  }
  return orders.get(shopper) || {};
}

/** Orders are shown to a verified shopper only. @param {import('./chat.js').Chat} chat @param {(order:string) => void} choose @param {() => void} changed */
export function ordersCard(chat, choose, changed) {
  if (!chat.verified) return html`<div class="sheet-card" data-test="orders-card">${t('widget.orders_sign_in')}</div>`;
  const { list, failed } = ordersOf(chat, changed);
  const ask = () => chat.say({ kind: 'text', text: t('widget.say_orders') }, 'after_sale');
  return html`<div class="sheet-card" data-test="orders-card"><b>${t('widget.orders')}</b>
    ${!list && !failed ? html`<p class="muted">${t('facts.reading')}</p>` : nothing}
    ${failed || list?.length === 0 ? html`<p>${list ? t('widget.no_orders') : t('widget.orders_failed')}</p><button class="button" @click=${ask}>${t('widget.ask_anyway')}</button>` : nothing}
    ${(list || []).slice(0, 5).map((order) => html`<button class="order-row" @click=${() => choose(order.order)} data-test="order-choice" data-order=${order.order}>
      <span class="row"><b class="grow">${order.order}</b><span class="chip">${word('order', order.state)}</span></span>
      <span class="clip muted small">${(order.lines || []).map((/** @type {any} */ line) => `${line.title || line.sku} × ${line.quantity}`).join('、')} · ${money(order.amount_fen)}</span></button>`)}</div>`;
}
