// The shop's live facts as the console last read them, with how old they are.
import { get, listOf, query } from 'shared/api.js';
import { secondsSince } from 'shared/clock.js';
import { tell } from 'shared/element.js';

const REREAD_MS = 15_000;
/** Seconds a fact counts as fresh; it ages up to four times that. */
const FRESH_S = { stock: 15, price: 15, payable: 15, order: 60, ship_by: 60, parcel: 600, shipping_fee: 600 };

/** @typedef {{value?:any, at:number, failed?:any, busy?:Promise<void>}} Reading */

class Shop extends EventTarget {
  /** @type {Map<string, Reading>} */
  readings = new Map();

  /** @param {string} path @param {boolean} [again] @returns {Reading} */
  read(path, again = false) {
    const reading = this.readings.get(path) || { at: 0 };
    this.readings.set(path, reading);
    if (!reading.busy && (again || Date.now() - reading.at > REREAD_MS)) reading.busy = this.#fetch(path, reading);
    return reading;
  }

  /** @param {string} path @param {Reading} reading */
  async #fetch(path, reading) {
    try {
      reading.value = await get(path);
      reading.failed = undefined;
    } catch (refused) {
      reading.failed = refused;
      // What is gone is not shown as old.
      if (/** @type {any} */ (refused).status === 404) reading.value = undefined;
    }
    reading.at = Date.now();
    reading.busy = undefined;
    tell(this, 'change');
  }

  /** @param {string} sku @param {boolean} [again] */
  product(sku, again) {
    return this.read(`/products/${encodeURIComponent(sku)}`, again);
  }

  /** @param {string} shopper @param {boolean} [again] */
  orders(shopper, again) {
    if (!shopper) return { at: 0, value: undefined, failed: undefined, list: [] };
    const reading = this.read(`/shoppers/${encodeURIComponent(shopper)}/orders`, again);
    return { ...reading, list: reading.value && listOf(reading.value) };
  }

  /** @param {string|undefined} sku @param {boolean} [again] */
  promotions(sku, again) {
    const reading = this.read(`/promotions${query({ sku })}`, again);
    return { ...reading, list: reading.value && listOf(reading.value) };
  }

  /** What is left to pay, with its derivation. @param {{lines?:string, order?:string, shopper?:string}} about @param {boolean} [again] */
  payable(about, again) {
    return this.read(`/payable${query(about)}`, again);
  }

  /** When what is paid leaves. */
  dispatch() {
    return this.read('/dispatch').value;
  }

  /** A title if we happen to know it, else the number. @param {string} sku */
  titleOf(sku) {
    const product = this.readings.get(`/products/${encodeURIComponent(sku)}`)?.value;
    return product ? [product.title, product.options].filter(Boolean).join(' ') : sku;
  }
}

export const shop = new Shop();

/**
 * How far a fact may be trusted now: the server said so when it read it, and time goes on since.
 * @param {{fact:string, as_of?:string, state?:string}|undefined} fact
 */
export function freshness(fact) {
  if (!fact || fact.state === 'failed' || !fact.as_of) return { state: 'failed', seconds: 0 };
  const seconds = secondsSince(fact.as_of);
  const limit = /** @type {any} */ (FRESH_S)[fact.fact];
  if (fact.state === 'stale') return { state: 'stale', seconds };
  if (!limit || seconds <= limit) return { state: fact.state === 'ageing' ? 'ageing' : 'fresh', seconds };
  return { state: seconds <= limit * 4 ? 'ageing' : 'stale', seconds };
}
