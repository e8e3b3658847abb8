// Replies that were refused: their words go back to where they were written, and the reason stands above until it was dealt with.
import { tell } from 'shared/element.js';
import { shop } from '../commerce/shop.js';
import { joined } from '../conversation/drafts.js';

/** @typedef {import('../conversation/drafts.js').Piece} Piece */
/** @typedef {Piece & {refused:import('shared/frames.js').Refused, said:string}} Trouble all that came back, and what was said at last, which the reason speaks of */
/** @typedef {{conversation:string, back:Piece, earlier:string, written:boolean}} Returned `written` once a composer has it */

export class Troubles {
  /** @type {Map<string, Trouble>} */
  #open = new Map();

  /** @param {import('./desk.js').Desk} desk */
  constructor(desk) {
    this.desk = desk;
  }

  /** @param {string} conversation */
  get(conversation) {
    return this.#open.get(conversation);
  }

  /** A picture stays where it is shown, to be sent again or dropped there. @param {import('shared/outbox.js').Entry} entry @param {import('shared/frames.js').Refused} refused */
  take({ mid, conversation, body, suggestion }, refused) {
    (refused.frame.missing || []).forEach((/** @type {any} */ event) => this.desk.line.history.take({ ...event, conversation }));
    if (body.kind !== 'text') return;
    const stale = refused.frame.suggestion;
    const back = { text: body.text, slots: body.slots || [], suggestion: stale ? undefined : suggestion };
    const before = this.#open.get(conversation);
    this.#open.set(conversation, { ...(before ? joined(before, back, before.text) : back), refused, said: body.text });
    this.#giveBack({ conversation, back, earlier: before?.text || '', written: false });
    this.desk.line.outbox.drop(mid);
    (refused.frame.changed || []).forEach((/** @type {any} */ change) => ['stock', 'price'].includes(change.fact) && shop.product(change.key, true));
    if (stale) this.desk.retire(conversation);
    tell(this.desk, 'trouble', { conversation });
  }

  /** @param {Returned} returned */
  #giveBack(returned) {
    const { conversation, back, earlier } = returned;
    tell(this.desk, 'returned', returned);
    const { drafts } = this.desk;
    if (returned.written || !drafts) return;
    const { text, slots, suggestion } = joined(drafts.of(conversation, 'reply') || { text: '', slots: [] }, back, earlier);
    drafts.keep(conversation, 'reply', text, slots, suggestion);
  }

  /** What came back was dealt with. @param {string} conversation */
  settle(conversation) {
    if (this.#open.delete(conversation)) tell(this.desk, 'trouble', { conversation });
  }
}
