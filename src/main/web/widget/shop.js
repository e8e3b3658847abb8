// The demo shop's own page: goods, a buyer to be, and the widget as any shop would take it in.
import { html, nothing, render } from 'lit';
import 'shared/theme.js';
import { get, listOf, post, query, useVisitor } from 'shared/api.js';
import { money, when } from 'shared/format.js';
import { otherLanguage, speak, language, t, word } from 'shared/i18n.js';

const BUYERS = ['xiaoyu_88', 'lixiansheng', 'wangnvshi', 'amin'];
const SHOWN = 48;
const kefu = (/** @type {any[]} */ ...args) => {
  const w = /** @type {any} */ (window);
  w.Kefu ??= Object.assign((/** @type {any[]} */ ...call) => w.Kefu.q.push(call), { q: [] });
  return w.Kefu(...args);
};

/** @type {{buyer:string, goods:any[], orders:any[], shop:string, word:string, problem:string, busy:boolean}} */
const state = { buyer: localStorage.getItem('kefu.demo-buyer') || '', goods: [], orders: [], shop: '', word: '', problem: '', busy: true };

/** @param {string} buyer */
async function identityOf(buyer) {
  return buyer ? (await post('/demo/identities', { buyer })).identity : undefined;
}

/** @param {string} buyer */
async function become(buyer) {
  state.buyer = buyer;
  localStorage.setItem('kefu.demo-buyer', buyer);
  state.orders = [];
  try {
    const identity = await identityOf(buyer);
    if (identity) kefu('identify', { token: identity });
    else kefu('logout');
    await readGoods(identity);
  } catch (refused) {
    state.problem = /** @type {any} */ (refused).text || t('error.unavailable');
  }
  draw();
}

/** Goods are everybody's; a buyer's orders only where the server shows them to a visitor. @param {string|undefined} identity */
async function readGoods(identity) {
  const shelf = await get(`/demo/catalogue${query({ q: state.word, limit: SHOWN })}`);
  state.goods = listOf(shelf);
  if (identity) {
    const visitor = await post('/visitors', { identity });
    useVisitor(visitor.token);
    state.orders = listOf(await get(`/shoppers/${visitor.shopper}/orders?limit=6`).catch(() => []));
    useVisitor(undefined);
  }
  state.problem = '';
  state.busy = false;
}

/** @param {any} context */
function consult(context) {
  kefu('setContext', { page: location.pathname, source: 'shop', ...context });
  kefu('open');
}

/** @param {any} product */
const name = (product) => [product.title, product.options].filter(Boolean).join(' ');

/** @param {any} product */
function card(product) {
  const few = product.stock > 0 && product.stock <= 5;
  return html`<li class="goods" data-test="product" data-sku=${product.sku}><div class="swatch" data-tone=${[...String(product.product || product.sku)].reduce((sum, c) => sum + c.charCodeAt(0), 0) % 6} aria-hidden="true">${(product.title || product.sku).slice(0, 1)}</div>
    <h3>${name(product)}</h3><p class="small muted">${product.category || ''} · ${product.sku}</p>
    <p class="row"><b class="price">${money(product.price_fen)}</b><span class="grow"></span>
      ${product.stock === undefined ? nothing : html`<span class="chip ${product.stock === 0 ? 'danger' : few ? 'warn' : 'ok'}">${product.stock === 0 ? t('facts.none') : few ? t('facts.few', { n: product.stock }) : t('shop.in_stock')}</span>`}</p>
    <button class="button" @click=${() => consult({ sku: product.sku, title: name(product) })} data-test="consult">${t('shop.consult')}</button></li>`;
}

/** @param {any} order */
const orderLine = (order) => html`<li class="order" data-test="shop-order" data-order=${order.order}><div class="grow"><b>${order.order}</b> <span class="chip info">${word('order', order.state)}</span>
    <p class="small muted">${(order.lines || []).map((/** @type {any} */ line) => `${line.title || line.sku} × ${line.quantity}`).join('、')} · ${money(order.amount_fen)} ${order.paid_at ? t('facts.paid_at', { time: when(order.paid_at) }) : ''}</p></div>
  <button class="button" @click=${() => consult({ order: order.order })} data-test="consult-order">${t('shop.consult_order')}</button></li>`;

/** @type {number|undefined} */
let searching;

/** @param {Event} event */
function searched(event) {
  state.word = /** @type {HTMLInputElement} */ (event.target).value.trim();
  clearTimeout(searching);
  searching = window.setTimeout(async () => {
    state.goods = listOf(await get(`/demo/catalogue${query({ q: state.word, limit: SHOWN })}`).catch(() => state.goods));
    draw();
  }, 250);
}

/** @param {SubmitEvent} event */
function asked(event) {
  event.preventDefault();
  const order = String(new FormData(/** @type {HTMLFormElement} */ (event.target)).get('order') || '').trim();
  if (order) consult({ order });
}

function draw() {
  const goods = state.goods;
  render(html`<header class="shop-head"><img src="/favicon.ico" alt="" width="34" height="34" /><h1>${state.shop || t('shop.title')}</h1><span class="grow"></span>
      <label class="row small">${t('shop.buyer')} <select class="input" @change=${(/** @type {any} */ e) => become(e.target.value)} data-test="buyer">
        <option value="" ?selected=${!state.buyer}>${t('shop.stranger')}</option>
        ${BUYERS.map((buyer) => html`<option value=${buyer} ?selected=${buyer === state.buyer}>${buyer}</option>`)}</select></label>
      <button class="button quiet" @click=${() => speak(otherLanguage)}>${t('app.other_language')}</button><a class="button quiet" href="/">${t('shop.home')}</a></header>
    <main class="shop"><p class="muted">${t('shop.hint')}</p>
      ${state.problem ? html`<p class="problem" role="alert">${state.problem}</p>` : nothing}
      ${state.orders.length ? html`<section><h2>${t('shop.my_orders')}</h2><ul class="order-list">${state.orders.slice(0, 6).map(orderLine)}</ul></section>` : nothing}
      ${state.buyer && !state.orders.length ? html`<form class="row" @submit=${asked}><label class="row">${t('shop.order_number')} <input class="input search" name="order" data-test="order-number" /></label><button class="button" data-test="consult-number">${t('shop.consult_order')}</button></form>` : nothing}
      <section><div class="row"><h2 class="grow">${t('shop.goods')}</h2><input class="input search" type="search" placeholder=${t('shop.search')} aria-label=${t('shop.search')} @input=${searched} data-test="shop-search" /></div>
        ${state.busy ? html`<div class="skeleton"><i></i><i></i></div>` : nothing}
        ${!state.busy && goods.length === 0 ? html`<p class="muted">${t('shop.no_goods')}</p>` : nothing}
        <ul class="shelf">${goods.slice(0, SHOWN).map(card)}</ul></section></main>`, document.body);
}

document.title = t('shop.title');
kefu('init', { locale: language === 'en' ? 'en' : 'zh-CN', theme: 'auto', token: await identityOf(state.buyer).catch(() => undefined) });
const loader = Object.assign(document.createElement('script'), { src: '/sdk/v1.js', async: true });
document.head.append(loader);
draw();
await become(state.buyer);
