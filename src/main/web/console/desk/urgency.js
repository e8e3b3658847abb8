// Who is answered first: whoever has waited longest; who is upset, or asks for a person, counts as having waited longer.

/** Wants that cannot wait, besides being upset. */
const URGENT = ['complaint', 'claim', 'human'];
/** So much longer they count as having waited: a calm shopper who is near the three minutes still comes first. */
const AHEAD_MS = 90_000;

/** What a waiting shopper wants at once, if anything. @param {import('shared/frames.js').Row} row @returns {string|undefined} */
export function urgentWant(row) {
  const { intent, upset } = (row.waiting_since && row.wants) || {};
  return intent && URGENT.includes(intent) ? intent : upset ? 'upset' : undefined;
}

/** When a row began to wait, as far as the order is concerned: the earlier, the more urgent. Infinity for who does not wait. @param {import('shared/frames.js').Row} row */
export const waitsFrom = (row) => (row.waiting_since ? Date.parse(row.waiting_since) - (urgentWant(row) ? AHEAD_MS : 0) : Infinity);
