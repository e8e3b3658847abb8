// What the shop knows about this shopper, now: never behind a tab, each figure with its age.
import { html, nothing } from 'lit';
import { View } from 'shared/element.js';
import { serverNow } from 'shared/clock.js';
import { age, full, money, when } from 'shared/format.js';
import { t, word } from 'shared/i18n.js';
import { told } from 'shared/told.js';
import { session } from '../account/session.js';
import { desk } from '../desk/desk.js';
import '../escalation/courier-claim.js';
import { freshness, shop } from './shop.js';

const FEW = 5;

/** @param {any} facts @param {string} name */
const factOf = (facts, name) => (facts || []).find((/** @type {any} */ fact) => fact.fact === name);

/** @param {any} fact */
function aged(fact) {
  if (!fact) return nothing;
  const { state, seconds } = freshness(fact);
  return html`<span class="aged small ${state}" title=${`${fact.source || ''} · ${full(fact.as_of)}`}><span class="dot ${state}"></span>${state === 'failed' ? t('fact.failed') : t('fact.ago', { age: age(seconds) })}</span>`;
}

class FactsPanel extends View {
  constructor() {
    super();
    this.watch(desk, 'open', 'facts', 'log', 'rows');
    this.watch(shop, 'change');
    this.pieces = 1;
    this.tick();
  }

  get shopperId() {
    return desk.row?.shopper?.id || desk.details.get(desk.current || '')?.shopper?.id;
  }

  piecesOf() {
    return html`<label class="small">× <input class="input num pieces" type="number" min="1" max="99" .value=${String(this.pieces)} aria-label=${t('facts.pieces_count')} data-test="payable-pieces"
      @change=${(/** @type {any} */ event) => this.set({ pieces: Math.min(99, Math.max(1, Math.round(Number(event.target.value)) || 1)) })} /></label>`;
  }

  /** Whether a lower price may be asked for here: of somebody the shop vouches for, by who serves them or supervises. */
  get mayCut() {
    const { row } = desk;
    const shopper = { ...row?.shopper, ...desk.details.get(desk.current || '')?.shopper };
    return Boolean(shopper.verified) && row?.status !== 'closed' && (desk.mayAnswer || session.is('supervisor', 'manager'));
  }

  /** What is left to pay and how that comes about. @param {{lines?:string, order?:string, shopper?:string}} about @param {any} [pieces] */
  payable(about, pieces = nothing) {
    const reading = shop.payable(about);
    const found = reading.value;
    if (!found) return html`<span class="muted small">${reading.failed ? t('facts.payable_failed') : t('facts.reading')}</span>`;
    const fact = { fact: 'payable', as_of: found.as_of, source: found.source, state: 'fresh' };
    return html`${pieces}<details data-test="payable"><summary><b data-test="payable-total">${money(found.total_fen)}</b> ${aged(fact)}</summary>
      <ol class="small">${found.steps.map((/** @type {any} */ step) => html`<li data-test="payable-step"><span class="chip">${word('level', step.level)}</span> ${t('facts.step', { title: step.title, rule: step.rule, base: money(step.base_fen), cut: money(step.cut_fen) })}</li>`)}
        ${found.steps.length ? nothing : html`<li class="muted">${t('facts.no_step')}</li>`}${found.gifts.length ? html`<li>${t('facts.gifts', { titles: found.gifts.join('、') })}</li>` : nothing}</ol>
      <p class="small muted">${t('facts.reckoned_for', { goods: found.lines.map((/** @type {any} */ each) => `${each.title || each.sku} × ${each.quantity}`).join('、') })}</p></details>`;
  }

  again() {
    const { sku } = desk.focus;
    if (sku) shop.product(sku, true);
    if (desk.row?.shopper?.id) shop.orders(desk.row.shopper.id, true);
    shop.promotions(sku, true);
  }

  shopper() {
    const row = desk.row;
    const details = desk.details.get(desk.current || '');
    const shopper = { ...row?.shopper, ...details?.shopper };
    const member = factOf(desk.facts.get(desk.current || ''), 'member');
    const value = member?.value;
    return html`<section class="fact-box" aria-label=${t('facts.shopper')}><h3>${t('facts.shopper')}</h3>
      <p class="row"><b>${shopper.name || shopper.id || '–'}</b> ${shopper.tier ? html`<span class="chip info">${shopper.tier}</span>` : nothing}
        ${shopper.verified === false ? html`<span class="chip warn">${t('thread.unverified')}</span>` : nothing}</p>
      ${value ? html`<p class="small">${typeof value === 'object' ? [value.tier, value.points && t('facts.points', { n: value.points })].filter(Boolean).join(' · ') : value} ${aged(member)}</p>` : nothing}
    </section>`;
  }

  product() {
    const { sku } = desk.focus;
    if (!sku) return html`<section class="fact-box"><h3>${t('facts.product')}</h3><p class="muted small">${t('facts.no_product')}</p></section>`;
    const reading = shop.product(sku);
    const product = reading.value;
    if (!product) return html`<section class="fact-box"><h3>${t('facts.product')}</h3><p class="muted small">${reading.failed ? t('facts.product_failed') : t('facts.reading')} ${sku}</p></section>`;
    const stock = factOf(product.facts, 'stock');
    const price = factOf(product.facts, 'price');
    const few = product.stock > 0 && product.stock <= (product.safety_stock ?? FEW);
    return html`<section class="fact-box" aria-label=${t('facts.product')} data-test="product-facts"><h3 class="row"><span class="grow">${t('facts.product')}</span>
        <button class="button quiet" @click=${this.again} title=${t('facts.again')} aria-label=${t('facts.again')}>↻</button></h3>
      <p><b>${shop.titleOf(sku)}</b> <span class="muted small">${product.sku}</span> ${product.on_sale === false ? html`<span class="chip danger">${t('facts.off_sale')}</span>` : nothing}</p>
      <dl class="figures"><dt>${word('fact', 'price')}</dt><dd><b>${money(product.price_fen)}</b> ${aged(price)}</dd>
        <dt>${word('fact', 'stock')}</dt><dd data-test="stock"><b class=${product.stock === 0 ? 'problem' : ''}>${product.stock === undefined || product.stock === null ? '–' : product.stock === 0 ? t('facts.none') : few ? t('facts.few', { n: product.stock }) : t('facts.pieces', { n: product.stock })}</b> ${aged(stock)}</dd>
        ${product.on_sale === false ? nothing : html`<dt>${t('facts.payable_goods', { n: this.pieces })}</dt><dd>${this.payable({ lines: `${sku}:${this.pieces}`, shopper: this.shopperId }, this.piecesOf())}</dd>`}
        ${product.on_sale === false || !price || price.state === 'failed' || !this.mayCut ? nothing : html`<dt></dt><dd><button class="button" @click=${() => this.cut({ form: 'coupon', sku, base: product.price_fen })} data-test="give-coupon">${t('price.title_coupon')}</button></dd>`}
        ${product.restock_at && product.stock === 0 ? html`<dt>${t('facts.restock')}</dt><dd>${when(product.restock_at)}</dd>` : nothing}</dl>
      ${product.attributes && Object.keys(product.attributes).length ? html`<p class="small muted">${Object.entries(product.attributes).map(([name, value]) => `${name} ${value}`).join(' · ')}</p>` : nothing}
      ${reading.failed ? html`<p class="small problem">${t('facts.product_failed')}</p>` : nothing}</section>`;
  }

  /** @param {any} order */
  shipBy(order) {
    if (order.state !== 'paid' || !order.ship_by) return nothing;
    const left = (Date.parse(order.ship_by) - serverNow()) / 1000;
    if (left < 0) return html`<span class="chip solid">${t('facts.ship_late', { age: age(Math.floor(-left)) })}</span>`;
    return html`<span class="chip ${left < 6 * 3600 ? 'danger' : left < 24 * 3600 ? 'warn' : ''}">${t('facts.ship_left', { age: age(Math.floor(left)) })}</span>`;
  }

  /** Asks for a lower price. @param {any} about */
  cut(about) {
    this.dispatchEvent(new CustomEvent('kefu-price', { bubbles: true, detail: about }));
  }

  /** @param {any} order */
  order(order) {
    const focus = order.order === desk.focus.order;
    const parcel = order.parcel && typeof order.parcel === 'object' ? order.parcel : order.parcel ? { parcel: order.parcel, courier: order.courier } : undefined;
    const fact = factOf(order.facts, 'parcel');
    const scan = fact?.value || parcel?.last?.text || parcel?.scans?.at?.(-1)?.text || '';
    return html`<li class="order ${focus ? 'in-focus' : ''}" data-test="order" data-order=${order.order}>
      <p class="row"><b class="grow clip">${order.order}</b><span class="chip ${order.state === 'refunding' ? 'danger' : order.state === 'paid' ? 'info' : ''}">${word('order', order.state)}</span><b>${money(order.amount_fen)}</b></p>
      ${(order.lines || []).map((/** @type {any} */ item) => html`<p class="small clip">${item.title || item.sku} × ${item.quantity} <span class="muted">${money(item.price_fen)}</span></p>`)}
      <p class="row small muted">${order.paid_at ? t('facts.paid_at', { time: when(order.paid_at) }) : nothing} ${this.shipBy(order)} ${aged(factOf(order.facts, 'order'))}
        ${order.state === 'unpaid' && this.mayCut ? html`<button class="button" @click=${() => this.cut({ form: 'price_change', order: order.order, base: order.amount_fen })} data-test="price-change">${t('price.title_price_change')}</button>` : nothing}</p>
      ${order.state === 'unpaid' ? html`<p class="row small muted"><span>${t('facts.payable_order')}</span> ${this.payable({ order: order.order, shopper: this.shopperId })}</p>` : nothing}
      ${parcel ? html`<p class="small">${word('courier', parcel.courier)} ${parcel.no || parcel.parcel || ''} ${word('parcel', parcel.state)}<br /><span class="muted">${scan}</span> ${aged(fact)}</p>` : nothing}
      ${parcel && (focus || order.state === 'shipped') ? html`<kefu-courier-claim class="row small" .order=${order}></kefu-courier-claim>` : nothing}</li>`;
  }

  orders() {
    const id = desk.row?.shopper?.id || desk.details.get(desk.current || '')?.shopper?.id;
    const reading = id ? shop.orders(id) : undefined;
    const list = reading?.list || [];
    return html`<section class="fact-box" aria-label=${t('facts.orders')}><h3>${t('facts.orders')} ${list.length || ''}</h3>
      ${list.length ? html`<ul class="orders">${list.map((/** @type {any} */ order) => this.order(order))}</ul>`
        : html`<p class="muted small">${reading?.failed ? t('facts.orders_failed') : reading?.value ? t('facts.no_orders') : t('facts.reading')}</p>`}</section>`;
  }

  /** What may be said of the dispatch now, and what the rest of the week looks like. */
  dispatch() {
    const terms = shop.dispatch();
    if (!terms?.words) return nothing;
    const off = [...terms.rest.map((/** @type {string} */ day) => word('weekday', day)), ...terms.closed.filter((/** @type {string} */ day) => Date.parse(day) > serverNow() - 86_400_000).slice(0, 5)];
    return html`<section class="fact-box" aria-label=${t('facts.dispatch')}><h3>${t('facts.dispatch')}</h3>
      <p data-test="dispatch-words">${told(terms.words)}</p>${off.length ? html`<p class="small muted">${t('facts.no_dispatch', { days: off.join('、') })}</p>` : nothing}</section>`;
  }

  promotions() {
    const list = shop.promotions(desk.focus.sku).list || [];
    if (list.length === 0) return nothing;
    return html`<section class="fact-box" aria-label=${t('facts.promotions')}><h3>${t('facts.promotions')}</h3>
      <ul>${list.map((/** @type {any} */ each) => html`<li class="small row"><span class="grow">${each.title || each.id}</span>${each.ends_at || each.until ? html`<span class="muted">${t('facts.until', { time: when(each.ends_at || each.until) })}</span>` : nothing}</li>`)}</ul></section>`;
  }

  policy() {
    const card = (desk.sets.get(desk.current || '')?.cards || []).find((each) => each.policy);
    const fact = factOf(desk.facts.get(desk.current || ''), 'policy');
    const policy = card?.policy || (typeof fact?.value === 'object' ? fact.value : undefined);
    if (!policy && !fact) return nothing;
    return html`<section class="fact-box" aria-label=${t('facts.policy')}><h3>${t('facts.policy')}</h3>
      <p>${policy ? html`${policy.rule} · <b>${money(policy.limit_fen)}</b>` : fact?.value}</p></section>`;
  }

  /** Facts pushed for this conversation that no box above shows. */
  others() {
    const shown = ['stock', 'price', 'member', 'order', 'parcel', 'ship_by', 'promotion', 'policy'];
    const rest = (desk.facts.get(desk.current || '') || []).filter((fact) => !shown.includes(fact.fact) && typeof fact.value !== 'object');
    if (rest.length === 0) return nothing;
    return html`<section class="fact-box"><h3>${t('facts.others')}</h3><dl class="figures">${rest.map((fact) => html`<dt>${word('fact', fact.fact)} ${fact.key}</dt><dd>${fact.value} ${aged(fact)}</dd>`)}</dl></section>`;
  }

  render() {
    if (!desk.current) return nothing;
    return html`${this.shopper()}${this.product()}${this.orders()}${this.dispatch()}${this.promotions()}${this.policy()}${this.others()}`;
  }
}

customElements.define('kefu-facts', FactsPanel);
