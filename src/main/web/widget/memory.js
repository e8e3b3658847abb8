// Which conversations this shopper has here, one a stage, kept over a reload.
import { drawer } from 'shared/drawer.js';

/** @typedef {import('shared/frames.js').Stage} Stage */

export class Memory {
  /** @param {string} who whose drawer */
  constructor(who) {
    this.key = `kefu.widget.${who}`;
    const kept = drawer.read(this.key) || {};
    /** The stage that is looked at. @type {Stage} */
    this.stage = kept.stage || 'pre_sale';
    /** @type {Object<string, string>} */
    this.conversations = kept.conversations || {};
  }

  /** @param {Stage} stage @returns {string|undefined} */
  of(stage) {
    return this.conversations[stage];
  }

  /** @param {string} conversation @returns {Stage|undefined} */
  stageOf(conversation) {
    return /** @type {Stage[]} */ (Object.keys(this.conversations)).find((stage) => this.conversations[stage] === conversation);
  }

  /** @param {Stage} stage @param {string|undefined} conversation nothing when the one it had is over */
  remember(stage, conversation) {
    if (conversation) this.conversations[stage] = conversation;
    else delete this.conversations[stage];
    drawer.write(this.key, { stage: this.stage, conversations: this.conversations });
  }

  forget() {
    this.conversations = {};
    drawer.drop(this.key);
  }
}
