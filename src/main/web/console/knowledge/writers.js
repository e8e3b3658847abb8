// Who else is writing the article that is open. Who writes says so; who only reads asks who does.
import { tell } from 'shared/element.js';
import { call, get, listOf } from 'shared/api.js';

/** How often it is said and asked. The server forgets who has not said so three times. */
const HERE_MS = 15_000;

export class Writers extends EventTarget {
  /** @type {string[]} names */
  others = [];
  /** @type {string|undefined} where it was said that one is writing */
  at = undefined;
  /** @type {number|undefined} */
  timer = undefined;

  /** @param {() => {id?:string, writing:boolean}} state of the page */
  constructor(state) {
    super();
    this.state = state;
  }

  start() {
    this.timer = window.setInterval(() => this.meet(), HERE_MS);
  }

  stop() {
    clearInterval(this.timer);
    this.leave();
  }

  async meet() {
    const { id, writing } = this.state();
    if (!id || document.hidden) return;
    const path = `/knowledge/articles/${id}/writers`;
    if (!writing || this.at !== id) this.leave();
    if (writing) this.at = id;
    try {
      const others = listOf(writing ? (await call('PUT', `${path}/me`)).data : await get(path));
      if (this.state().id === id) this.show(others.map((each) => each.name));
    } catch {
      // Who else is here is worth nothing when the line is down; saving will say so.
    }
  }

  /** @param {string[]} others */
  show(others) {
    this.others = others;
    tell(this, 'change');
  }

  leave() {
    if (this.at) call('DELETE', `/knowledge/articles/${this.at}/writers/me`).catch(() => {});
    this.at = undefined;
  }
}
