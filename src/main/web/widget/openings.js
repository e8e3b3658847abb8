// Opens the conversation of a stage for who has something to say in it: each stage once at a time, and while something waits, again
// until the server can.
import { soon } from 'shared/delivery.js';

const FIRST_DELAY_MS = 1000;
const LONGEST_DELAY_MS = 30_000;
const STAGES = /** @type {const} */ (['pre_sale', 'after_sale']);

/** @typedef {import('shared/frames.js').Stage} Stage */

/** Where a message waits until its conversation is open. @param {Stage} stage */
export const unopened = (stage) => `new:${stage}`;

export class Openings {
  /**
   * @param {import('shared/socket.js').Connection} line
   * @param {{context:() => import('shared/frames.js').Context, opened:(stage:Stage, conversation:string) => void, refused:(stage:Stage, refused:import('shared/frames.js').Refused) => void}} shopper
   */
  constructor(line, shopper) {
    this.line = line;
    this.shopper = shopper;
    /** @type {Map<Stage, Promise<string|undefined>>} */
    this.underway = new Map();
    this.failures = 0;
    /** @type {number|undefined} */
    this.timer = undefined;
  }

  /** Waits for the line; the server answers with the one that is open already. @param {Stage} stage @returns {Promise<string|undefined>} nothing when it was refused */
  open(stage) {
    const underway = this.underway.get(stage) || this.#ask(stage).finally(() => this.underway.delete(stage));
    this.underway.set(stage, underway);
    return underway;
  }

  /** Every stage in which something waits to be said. */
  openWaiting() {
    this.line.outbox.retire();
    STAGES.filter((stage) => this.#waits(stage)).forEach((stage) => this.open(stage));
  }

  /** @param {Stage} stage */
  #waits(stage) {
    return this.line.outbox.waiting(unopened(stage)).length > 0;
  }

  /** @param {Stage} stage */
  async #ask(stage) {
    try {
      const { conversation } = await this.line.request({ type: 'open', stage, context: this.shopper.context() });
      this.failures = 0;
      if (conversation) this.shopper.opened(stage, conversation);
      return conversation;
    } catch (failure) {
      const refused = /** @type {import('shared/frames.js').Refused} */ (failure);
      if (soon(refused) && this.#waits(stage)) this.#later(refused.frame.retry_ms);
      else this.shopper.refused(stage, refused);
      return undefined;
    }
  }

  /** Over a new line it is asked at once. @param {number|undefined} advised */
  #later(advised) {
    const longest = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** this.failures);
    this.failures = Math.min(this.failures + 1, 10);
    this.timer ??= window.setTimeout(() => {
      this.timer = undefined;
      if (this.line.online) this.openWaiting();
    }, advised ?? (longest * (1 + Math.random())) / 2);
  }
}
