// The demo shop's own page: goods, a buyer to be, and the widget as any shop would take it in.
import { html, nothing, render } from 'lit';
import 'shared/theme.js';
import { get, listOf, post, query } from 'shared/api.js';
import { drawer } from 'shared/drawer.js';
import { money } from 'shared/format.js';
import { otherLanguage, speak, language, t } from 'shared/i18n.js';

const BUYERS = ['xiaoyu_88', 'lixiansheng', 'wangnvshi', 'amin'];
const SHOWN = 200;
const kefu = (/** @type {any[]} */ ...args) => {
  const w = /** @type {any} */ (window);
  w.Kefu ??= Object.assign((/** @type {any[]} */ ...call) => w.Kefu.q.push(call), { q: [] });
  return w.Kefu(...args);
};

/** @type {{buyer:string, goods:any[], word:string, problem:string, busy:boolean}} */
const state = { buyer: drawer.text('kefu.demo-buyer') || '', goods: [], word: '', problem: '', busy: true };

/** @param {string} buyer */
async function identityOf(buyer) {
  return buyer ? (await post('/demo/identities', { buyer })).identity : undefined;
}

/** @param {string} buyer */
async function become(buyer) {
  state.buyer = buyer;
  drawer.keep('kefu.demo-buyer', buyer);
  try {
    const identity = await identityOf(buyer);
    if (identity) kefu('identify', { token: identity });
    else kefu('logout');
    await readGoods();
  } catch (refused) {
    state.problem = /** @type {any} */ (refused).text || t('error.unavailable');
  }
  draw();
}

async function readGoods() {
  state.goods = listOf(await get(`/demo/catalogue${query({ q: state.word, limit: SHOWN })}`));
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

/** The SKUs of one product stand on the shelf as one card. @returns {any[][]} */
function products() {
  /** @type {Map<string, any[]>} */
  const found = new Map();
  for (const each of state.goods) found.set(each.product || each.sku, [...(found.get(each.product || each.sku) || []), each]);
  return [...found.values()];
}

/** @type {Map<string, string>} the chosen SKU by product */
const chosen = new Map();

/** @param {any[]} skus */
function card(skus) {
  const product = skus.find((each) => each.sku === chosen.get(each.product)) || skus[0];
  const tone = [...String(product.product || product.sku)].reduce((sum, c) => sum + c.charCodeAt(0), 0) % 6;
  return html`<li class="goods" data-test="product" data-sku=${product.sku}><div class="swatch" data-tone=${tone} aria-hidden="true">${product.title.slice(0, 2)}</div>
    <h3>${product.title}</h3><p class="small muted">${product.category || ''}</p>
    <p class="row"><b class="price grow">${money(product.price_fen)}</b>${product.on_sale === false ? html`<span class="chip">${t('facts.off_sale')}</span>` : nothing}</p>
    ${skus.length > 1
      ? html`<select class="input" aria-label=${t('shop.option')} @change=${(/** @type {any} */ e) => { chosen.set(product.product, e.target.value); draw(); }} data-test="option">${skus.map((each) => html`<option value=${each.sku} ?selected=${each.sku === product.sku}>${each.options || each.sku}</option>`)}</select>`
      : html`<p class="small muted">${product.options || product.sku}</p>`}
    <button class="button" @click=${() => consult({ sku: product.sku, title: name(product) })} data-test="consult">${t('shop.consult')}</button></li>`;
}

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
  const goods = products();
  render(html`<header class="shop-head"><img src="/favicon.ico" alt="" width="34" height="34" /><h1>${t('shop.title')}</h1><span class="grow"></span>
      <label class="row small">${t('shop.buyer')} <select class="input" @change=${(/** @type {any} */ e) => become(e.target.value)} data-test="buyer">
        <option value="" ?selected=${!state.buyer}>${t('shop.stranger')}</option>
        ${BUYERS.map((buyer) => html`<option value=${buyer} ?selected=${buyer === state.buyer}>${buyer}</option>`)}</select></label>
      <button class="button quiet" @click=${() => speak(otherLanguage)}>${t('app.other_language')}</button><a class="button quiet" href="/">${t('shop.home')}</a></header>
    <main class="shop"><p class="muted">${t('shop.hint')}</p>
      ${state.problem ? html`<p class="problem" role="alert">${state.problem}</p>` : nothing}
      ${state.buyer ? html`<form class="row" @submit=${asked}><label class="row nowrap"><span class="keep">${t('shop.order_number')}</span> <input class="input search" name="order" data-test="order-number" /></label><button class="button" data-test="consult-number">${t('shop.consult_order')}</button></form>` : nothing}
      <section><div class="row"><h2 class="grow">${t('shop.goods')}</h2><input class="input search" type="search" placeholder=${t('shop.search')} aria-label=${t('shop.search')} @input=${searched} data-test="shop-search" /></div>
        ${state.busy ? html`<div class="skeleton"><i></i><i></i></div>` : nothing}
        ${!state.busy && goods.length === 0 ? html`<p class="muted">${t('shop.no_goods')}</p>` : nothing}
        <ul class="shelf">${goods.map(card)}</ul></section></main>`, document.body);
}

document.title = t('shop.title');
kefu('init', { locale: language === 'en' ? 'en' : 'zh-CN', theme: 'auto', token: await identityOf(state.buyer).catch(() => undefined) });
const loader = Object.assign(document.createElement('script'), { src: '/sdk/v1.js', async: true });
document.head.append(loader);
draw();
await become(state.buyer);
