// My own state, at the foot of the rail.
import { html } from 'lit';
import { View } from 'shared/element.js';
import { t } from 'shared/i18n.js';
import { desk } from '../desk/desk.js';
import { complain } from '../toasts.js';

const STATES = ['online', 'busy', 'away', 'offline'];

class Presence extends View {
  constructor() {
    super();
    this.watch(desk, 'state', 'presence');
  }

  /** @param {Event} event */
  async choose(event) {
    const state = /** @type {HTMLSelectElement} */ (event.target).value;
    try {
      await desk.line.command('presence', undefined, { state });
      desk.presence = state;
    } catch (refused) {
      complain(refused);
    }
    this.requestUpdate();
  }

  render() {
    return html`<label class="presence" title=${t('presence.label')}>
      <span class="dot ${desk.line.online ? desk.presence : 'offline'}"></span><span class="hush">${t('presence.label')}</span>
      <select @change=${this.choose} data-test="presence">
        ${STATES.map((state) => html`<option value=${state} ?selected=${state === desk.presence}>${t(`presence.${state}`)}</option>`)}
      </select></label>`;
  }
}

customElements.define('kefu-presence', Presence);
