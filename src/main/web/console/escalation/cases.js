// The cases a supervisor sees, kept fresh by what the socket hears and, since a nudge may be lost, by asking now and then.
import { get, listOf, query } from 'shared/api.js';
import { tell } from 'shared/element.js';
import { desk } from '../desk/desk.js';

const SETTLE_MS = 300;
const ROWS_MS = 2000; // the work list moves with every message, cases do not
const ASK_AGAIN_MS = 15_000;
const KINDS = ['escalate', 'decide', 'grant'];

class Cases extends EventTarget {
  /** @type {import('shared/frames.js').Case[]} */
  list = [];
  status = 'pending';
  ready = false;
  /** @type {number|undefined} */
  timer = undefined;
  /** @type {any} */
  failed = undefined;

  watch() {
    desk.addEventListener('arrived', (event) => KINDS.includes(/** @type {CustomEvent} */ (event).detail.kind) && this.soon());
    desk.addEventListener('rows', () => this.soon(ROWS_MS));
    setInterval(() => document.visibilityState === 'visible' && this.soon(), ASK_AGAIN_MS);
    this.load();
  }

  soon(wait = SETTLE_MS) {
    this.timer ??= window.setTimeout(() => {
      this.timer = undefined;
      this.load();
    }, wait);
  }

  /** @param {string} status empty for all */
  show(status) {
    this.status = status;
    this.ready = false;
    this.list = [];
    tell(this, 'change');
    return this.load();
  }

  async load() {
    const status = this.status;
    try {
      const found = listOf(await get(`/cases${query({ status, limit: 100 })}`));
      if (status !== this.status) return;
      // The longest waiting first: a case has a clock like a shopper has.
      this.list = status === 'pending' ? found.sort((a, b) => Date.parse(a.opened_at) - Date.parse(b.opened_at)) : found;
      this.failed = undefined;
    } catch (refused) {
      this.failed = refused;
    }
    this.ready = true;
    tell(this, 'change');
  }
}

export const cases = new Cases();
