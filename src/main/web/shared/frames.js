// Every frame of the socket and every shape the screens read, named once. The contract decides; this file repeats it as types.
import { told } from 'shared/told.js';

/** @typedef {'pre_sale'|'after_sale'} Stage */
/** @typedef {{id:string, role:'shopper'|'agent'|'supervisor'|'assistant'|'system', name:string}} Sender */
/** @typedef {{from:number, to:number, fact:string, key:string, value:string}} Slot offsets in UTF-16 units, as JavaScript counts */
/** @typedef {{kind:'text', text:string, slots?:Slot[]}} TextBody */
/** @typedef {{kind:'image', file:string}} ImageBody */
/** @typedef {{kind:'product', sku:string}} ProductBody */
/** @typedef {{kind:'order', order:string}} OrderBody */
/** @typedef {TextBody|ImageBody|ProductBody|OrderBody} Body */

// From the client
/** @typedef {{type:'hello', v:1, ticket?:string, visitor?:string, device:string, epoch?:string, cursors?:Object<string,number>}} Hello */
/** @typedef {{sku?:string, order?:string, page?:string, source?:string}} Context */
/** @typedef {{type:'open', id?:string, stage:Stage, context?:Context}} Open */
/** @typedef {{type:'send', id:string, conversation:string, mid:string, body:Body, if_seq?:number, suggestion?:string}} Send */
/** @typedef {{type:'sync', id?:string, conversation:string, after:number}} Sync */
/** @typedef {{type:'ack'|'read', conversation:string, seq:number}} Watermark */
/** @typedef {{type:'typing', conversation:string}} Typing */
/** @typedef {{type:'command', id?:string, op:string, conversation?:string, version?:number, args:Object<string,unknown>}} Command */
/** @typedef {{type:'auth', ticket?:string, visitor?:string}} Auth */
/** @typedef {{type:'pong'}} Pong */

// From the server
/**
 * @typedef {Object} Welcome
 * @property {'welcome'} type
 * @property {string} session
 * @property {string} epoch
 * @property {string} now
 * @property {number} heartbeat_ms
 * @property {{id:string, role:string, name:string}} me
 * @property {Limits} limits
 * @property {number=} rev
 * @property {Row[]=} inbox
 * @property {boolean} resync
 */
/**
 * @typedef {Object} Event
 * @property {'event'} type
 * @property {string} conversation
 * @property {number} seq
 * @property {'message'|'recall'|'note'|'assign'|'transfer'|'escalate'|'decide'|'grant'|'close'|'reopen'|'rate'|'system'} kind
 * @property {Sender} sender
 * @property {string=} mid
 * @property {any} body
 * @property {string} at
 */
/** @typedef {{type:'inbox', rev:number, row:Row}} Inbox */
/**
 * @typedef {Object} Suggestions
 * @property {'suggestions'} type
 * @property {string} conversation
 * @property {number} for_seq
 * @property {Card[]} cards
 * @property {{reason:string, next:string, text?:string}=} abstained
 * @property {Wants=} wants
 * @property {Wording[]=} drafts
 */
/** @typedef {{intent?:string, upset:boolean}} Wants what the unanswered messages ask for */
/** @typedef {{card:string, text:string, slots:Slot[]}} Wording a card's words put another way by a language model; never sent as they are */
/** @typedef {{type:'facts', conversation:string, facts:Fact[]}} Facts */
/** @typedef {{type:'ok', id:string, mid?:string, seq?:number, at?:string, dup?:boolean, head?:number, more?:boolean, conversation?:string, stage?:Stage, case?:any, status?:string}} Ok */
/**
 * @typedef {Object} Refusal
 * @property {'error'} type
 * @property {string=} id
 * @property {string} code
 * @property {string} text
 * @property {boolean=} retry
 * @property {number=} retry_ms
 * @property {Event[]=} missing
 * @property {ChangedFact[]=} changed
 * @property {string=} advice
 * @property {any=} case
 */
/** @typedef {{type:'ping', heads?:Object<string,number>}} Ping */
/** @typedef {{type:'read', conversation:string, participant:string, seq:number}} ReadTo */
/** @typedef {{type:'delivered', conversation:string, seq:number}} Delivered */
/** @typedef {{type:'bye', code:number, retry_ms?:number}} Bye */

// What the frames carry
/** @typedef {{fact:string, key:string, old:string, new:string}} ChangedFact */
/**
 * @typedef {Object} Row
 * @property {string} conversation
 * @property {Stage} stage
 * @property {'queued'|'assigned'|'closed'} status
 * @property {{id:string, name:string, tier?:string}} shopper
 * @property {any=} owner
 * @property {{seq:number, text:string, at:string}} last
 * @property {number} unread
 * @property {string=} waiting_since
 * @property {Wants=} wants
 * @property {any=} case
 */
/** @typedef {{fact:string, key:string, value:any, as_of:string, source:string, state:'fresh'|'ageing'|'stale'|'failed'}} Fact */
/**
 * @typedef {Object} Card
 * @property {string} id
 * @property {string} text
 * @property {'high'|'medium'|'low'} confidence
 * @property {number} score
 * @property {boolean} sendable
 * @property {{id:string, title:string, version:number, valid_until?:string}} article
 * @property {string} intent
 * @property {Fact[]} facts
 * @property {Slot[]=} slots
 * @property {{rule:string, limit_fen:number}=} policy
 * @property {string[]=} missing
 * @property {string=} next
 * @property {string=} matched
 */
/**
 * @typedef {Object} Case
 * @property {string} id
 * @property {number} version
 * @property {string} conversation
 * @property {'compensation'|'discount'|'complaint'|'question'} kind
 * @property {string} reason
 * @property {string=} order
 * @property {number=} claim_fen
 * @property {number=} proposal_fen
 * @property {string=} form
 * @property {string=} rule
 * @property {number=} limit_fen
 * @property {'pending'|'approved'|'rejected'|'cancelled'|'expired'|'granted'|'failed'} status
 * @property {any} requested_by
 * @property {string=} requested_by_name
 * @property {any=} decided_by
 * @property {string=} decided_by_name
 * @property {string=} needs
 * @property {string=} note
 * @property {string[]=} evidence
 * @property {number=} amount_fen
 * @property {string=} remark
 * @property {string=} grant
 * @property {string} opened_at
 * @property {string} due_at
 */
/** @typedef {{sku:string, title:string, category?:string, on_sale:boolean, price_fen:number, stock:number, facts?:Fact[]}} Product */
/** @typedef {{sku:string, title:string, quantity:number, price_fen:number}} Line */
/**
 * @typedef {Object} Order
 * @property {string} order
 * @property {string} buyer
 * @property {'unpaid'|'paid'|'shipped'|'signed'|'done'|'closed'|'refunding'} state
 * @property {Line[]} lines
 * @property {string=} paid_at
 * @property {string=} shipped_at
 * @property {string=} ship_by
 * @property {any=} parcel
 * @property {number} amount_fen
 * @property {Fact[]=} facts
 */

export const PROTOCOL = 'kefu.v1';

/** @typedef {{text_code_points:number, frame_bytes:number}} Limits of what is sent; `welcome` tells those of the server */
/** @type {Limits} */
export const LIMITS = { text_code_points: 4000, frame_bytes: 16 * 1024 };

/** Whether a text has more characters than the server takes. @param {string} text @param {Limits} limits */
export const tooLong = (text, { text_code_points: most }) => text.length > most && [...text].length > most;

/** What to do when the server closes: reliability comes from every client doing the same. */
export const CLOSE = {
  1009: 'too_large',
  1012: 'soon',
  1013: 'wait',
  4400: 'stop',
  4401: 'renew',
  4403: 'revoked',
  4409: 'replaced',
  4410: 'erased',
  4426: 'outdated',
  4429: 'wait',
  4508: 'now',
  4509: 'fresh',
};

/** A refusal as the rest of the screens see it, from the socket or from REST. */
export class Refused extends Error {
  /** @param {Partial<Refusal> & {status?:number}} frame */
  constructor(frame) {
    super(frame.text || frame.code || 'refused');
    this.code = frame.code || 'unavailable';
    /** In the reader's language; empty when the code has to do. */
    this.text = told(frame.text);
    this.status = frame.status;
    /** @type {any} */
    this.frame = { ...frame, .../** @type {any} */ (frame).details };
  }
}

/** @param {any} who an id, or {id,name} */
export const idOf = (who) => (who && typeof who === 'object' ? who.id : who);
/** @param {any} who @returns {string} */
export const nameOf = (who) => (who && typeof who === 'object' ? who.name || who.id : who) || '';

/** @param {Event} event */
export const isStaff = (event) => ['agent', 'supervisor', 'assistant'].includes(event.sender?.role);

export const uuid = () => crypto.randomUUID();
