// How much of what I said of cards was settled and I have not seen yet, for every screen that tells.
import { get, post } from 'shared/api.js';
import { tell } from 'shared/element.js';

const ASK_AGAIN_MS = 30_000;

class Answered extends EventTarget {
  count = 0;
  watching = false;

  watch() {
    if (this.watching) return;
    this.watching = true;
    setInterval(() => document.visibilityState === 'visible' && this.load(), ASK_AGAIN_MS);
    this.load();
  }

  async load() {
    if (await this.#take(get('/staff/me/feedback/unseen'))) tell(this, 'asked');
  }

  /** @param {string[]} ids @returns {Promise<boolean>} whether the server knows now */
  see(ids) {
    return this.#take(post('/staff/me/feedback/seen', { ids }));
  }

  /** What cannot be asked now is asked again. @param {Promise<{count:number}>} asked */
  async #take(asked) {
    const answer = await asked.catch(() => undefined);
    if (answer && answer.count !== this.count) {
      this.count = answer.count;
      tell(this, 'change');
    }
    return answer !== undefined;
  }
}

export const answered = new Answered();
