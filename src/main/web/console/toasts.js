// Short words at the foot of the screen: what was done, or why it was not.
import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { View, tell } from 'shared/element.js';
import { t } from 'shared/i18n.js';

const STAY_MS = 6000;
const notices = new EventTarget();

/** @param {string} text @param {''|'danger'} [look] */
export const notice = (text, look = '') => tell(notices, 'notice', { text, look });

/** What a refusal says in the reader's language. @param {any} refused */
export function explain(refused) {
  const key = `error.${refused?.code}`;
  const known = t(key);
  return refused?.text || (known === key ? String(refused?.code || refused) : known);
}

/** @param {any} refused */
export const complain = (refused) => notice(explain(refused), 'danger');

class Toasts extends View {
  constructor() {
    super();
    /** @type {{id:number, text:string, look:string}[]} */
    this.items = [];
    let last = 0;
    notices.addEventListener('notice', (event) => {
      const item = { id: ++last, .../** @type {CustomEvent} */ (event).detail };
      this.set({ items: [...this.items.slice(-2), item] });
      setTimeout(() => this.set({ items: this.items.filter((each) => each !== item) }), STAY_MS);
    });
  }

  render() {
    return html`<div class="toasts" role="status" data-test="toasts">
      ${repeat(this.items, (item) => item.id, (item) => html`<div class="toast ${item.look}">${item.text}</div>`)}
    </div>`;
  }
}

customElements.define('kefu-toasts', Toasts);
