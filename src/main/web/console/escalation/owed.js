// What shoppers and the shelf wait for, for every screen that tells how much there is; and a word when something new has run out.
import { get, listOf } from 'shared/api.js';
import { tell } from 'shared/element.js';
import { t } from 'shared/i18n.js';
import { notice } from '../toasts.js';

const ASK_AGAIN_MS = 30_000;

class Owed extends EventTarget {
  /** @type {any[]|undefined} */
  batches = undefined;
  /** @type {any[]} */
  alerts = [];
  /** @type {Set<string>|undefined} alerts that were seen before */
  known = undefined;
  watching = false;

  watch() {
    if (this.watching) return;
    this.watching = true;
    setInterval(() => document.visibilityState === 'visible' && this.load().catch(() => undefined), ASK_AGAIN_MS);
    this.load().catch(() => undefined);
  }

  /** Shoppers to be told and goods to be taken off the shelf. */
  get count() {
    return (this.batches || []).reduce((sum, batch) => sum + batch.count, 0) + this.alerts.length;
  }

  async load() {
    const [batches, alerts] = await Promise.all([get('/tasks/batches'), get('/shelf-alerts')]);
    this.batches = listOf(batches);
    this.alerts = listOf(alerts);
    const { known } = this;
    const fresh = known ? this.alerts.filter((each) => !known.has(each.id)) : [];
    this.known = new Set(this.alerts.map((each) => each.id));
    if (fresh.length) notice(t('outreach.shelf_new', { titles: fresh.map((each) => each.title).slice(0, 3).join('、'), n: fresh.length }));
    tell(this, 'change');
  }
}

export const owed = new Owed();
