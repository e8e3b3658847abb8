// The ways something can be given, asked for and taken off: one list for every screen.

/** What a claim may be. */
export const KINDS = ['compensation', 'discount', 'complaint', 'question'];
/** Reasons the rules may speak of. */
export const REASONS = ['damaged', 'missing', 'wrong_item', 'late', 'lost', 'price_gap', 'quality', 'not_as_described', 'stock_out', 'goodwill'];
/** How a compensation may be given. */
export const FORMS = ['small_payment', 'refund', 'price_gap', 'coupon', 'points', 'reship', 'exchange'];
/** How a price may be lowered: off an order that is not paid, or as a coupon. */
export const CUTS = ['price_change', 'coupon'];
/** Why a price may be lowered. */
export const CUT_REASONS = ['bargain', 'price_error', 'missed_offer', 'regular', 'bulk'];
/** Who may give how much, from least to most. */
export const ROLES = ['agent', 'supervisor', 'manager'];

/**
 * In which forms a claim may be given. A discount without one is leave to speak of it; complaints and questions give nothing.
 * @param {string} kind @param {{forms?:string[], order?:{order:string, state?:string}|undefined}} [known] `order` it is about, with its state where that is known
 * @returns {string[]} empty names: none
 */
export function formsFor(kind, { forms = FORMS, order } = {}) {
  if (kind === 'compensation') return forms;
  if (kind !== 'discount') return [''];
  const unpaid = order && (!order.state || order.state === 'unpaid');
  return [...CUTS.filter((form) => form !== 'price_change' || unpaid), ''];
}

/** Whether an approval carries something out. @param {string} kind @param {string|undefined} form */
export const pays = (kind, form) => kind === 'compensation' || (kind === 'discount' && CUTS.includes(form || ''));

/** @param {string} kind @returns {string[]} */
export const reasonsFor = (kind) => (kind === 'discount' ? CUT_REASONS : REASONS);
