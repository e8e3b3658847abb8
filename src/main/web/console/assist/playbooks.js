// What to do when something went wrong, step by step. Read when one is called, and again after a moment: editors change them.
import { get, listOf } from 'shared/api.js';
import { tell } from 'shared/element.js';

const FRESH_MS = 30_000;

class Playbooks extends EventTarget {
  /** @type {any[]} */
  all = [];
  asked = -FRESH_MS;

  async load() {
    if (performance.now() - this.asked < FRESH_MS) return;
    this.asked = performance.now();
    try {
      this.all = listOf(await get('/playbooks'));
    } catch {
      this.asked = -FRESH_MS;
    }
    tell(this, 'change');
  }

  /** @param {string|undefined} id */
  find(id) {
    return this.all.find((each) => each.id === id);
  }
}

export const playbooks = new Playbooks();
