// What to do when something went wrong, step by step. Read once, when the first is called.
import { get, listOf } from 'shared/api.js';
import { tell } from 'shared/element.js';

class Playbooks extends EventTarget {
  /** @type {any[]} */
  all = [];
  asked = false;

  async load() {
    if (this.asked) return;
    this.asked = true;
    try {
      this.all = listOf(await get('/playbooks'));
    } catch {
      this.asked = false;
    }
    tell(this, 'change');
  }

  /** @param {string|undefined} id */
  find(id) {
    return this.all.find((each) => each.id === id);
  }
}

export const playbooks = new Playbooks();
