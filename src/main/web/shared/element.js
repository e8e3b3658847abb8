// The base of our elements. They render into the page itself, not into shadow roots: one style sheet, one focus order, and
// labels may point across elements. The widget is isolated by its frame, not by its elements.
import { LitElement } from 'lit';
import { onTick } from 'shared/clock.js';

export class View extends LitElement {
  createRenderRoot() {
    return this;
  }

  /** @param {Object<string, unknown>} patch */
  set(patch) {
    Object.assign(this, patch);
    this.requestUpdate();
  }

  /** @param {EventTarget} target @param {string[]} types */
  watch(target, ...types) {
    const update = () => this.requestUpdate();
    this.addController({
      hostConnected: () => types.forEach((type) => target.addEventListener(type, update)),
      hostDisconnected: () => types.forEach((type) => target.removeEventListener(type, update)),
    });
  }

  /** Renders again each second, for elements that show a clock or an age. */
  tick() {
    /** @type {() => void} */
    let stop = () => {};
    this.addController({
      hostConnected: () => (stop = onTick(() => this.requestUpdate())),
      hostDisconnected: () => stop(),
    });
  }
}

/** @param {EventTarget} target @param {string} type @param {unknown} detail */
export function tell(target, type, detail = undefined) {
  target.dispatchEvent(new CustomEvent(type, { detail, bubbles: true }));
}
