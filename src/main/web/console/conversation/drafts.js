// What was written and not sent, per conversation and kind, so that it never appears in another chat and survives a reload.
import { drawer } from 'shared/drawer.js';
import { inserted } from '../assist/pieces.js';

/** @typedef {{text:string, slots:import('shared/frames.js').Slot[], suggestion?:string}} Piece */
/** @typedef {Piece & {at:number}} Draft */

/**
 * A reply that came back, on lines of its own: before what was begun since and behind what came back earlier.
 * @param {Piece} draft @param {Piece} back @param {string} [earlier] @returns {Piece}
 */
export function joined(draft, back, earlier = '') {
  const at = draft.text.startsWith(earlier) ? earlier.length : draft.text.length;
  const [lead, tail] = [at > 0 ? '\n' : '', at === 0 && draft.text ? '\n' : ''];
  const slots = back.slots.map((slot) => ({ ...slot, from: slot.from + lead.length, to: slot.to + lead.length }));
  const whole = inserted(draft, { from: at, to: at }, { text: lead + back.text + tail, slots });
  return { text: whole.text, slots: whole.slots, suggestion: back.suggestion ?? draft.suggestion };
}

export class Drafts {
  /** @param {string} who */
  constructor(who) {
    this.prefix = `kefu.draft.${who}.`;
  }

  /**
   * @param {string} conversation @param {'reply'|'note'} kind @param {string} text
   * @param {import('shared/frames.js').Slot[]} slots @param {string} [suggestion]
   */
  keep(conversation, kind, text, slots, suggestion) {
    const key = `${this.prefix}${conversation}.${kind}`;
    if (text) drawer.write(key, { text, slots, suggestion, at: Date.now() });
    else drawer.drop(key);
  }

  /** @param {string} conversation @param {'reply'|'note'} kind @returns {Draft|undefined} */
  of(conversation, kind) {
    return drawer.read(`${this.prefix}${conversation}.${kind}`);
  }
}
