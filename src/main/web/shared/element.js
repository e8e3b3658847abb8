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
    types.forEach((type) => this.hear(target, type, () => this.requestUpdate()));
  }

  /**
   * Listens while this stands on the page: a screen that was left must not act any more.
   * @param {EventTarget} target @param {string} type @param {(event:any) => void} listener
   */
  hear(target, type, listener) {
    this.addController({
      hostConnected: () => target.addEventListener(type, listener),
      hostDisconnected: () => target.removeEventListener(type, listener),
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
