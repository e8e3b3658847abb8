// Whether this person wants suggestions. Kept on the server: it holds on every device.
import { call, get } from 'shared/api.js';
import { tell } from 'shared/element.js';
import { complain } from '../toasts.js';

class Silence extends EventTarget {
  on = false;

  async load() {
    const answer = await get('/suggestions/silence').catch(() => undefined);
    this.on = Boolean(answer?.silent);
    tell(this, 'change');
  }

  /** @param {boolean} silent */
  async set(silent) {
    try {
      await call('PUT', '/suggestions/silence', { body: { silent } });
      this.on = silent;
    } catch (refused) {
      complain(refused);
    }
    tell(this, 'change');
  }
}

export const silence = new Silence();
