// Fills the escalation in with what was said, so that two keys are enough when the guess is right.
import { get } from 'shared/api.js';
import { CUT_REASONS } from './forms.js';

/** Pictures a claim takes along unless somebody says otherwise. */
const LATEST = 8;

/** Whoever escalates waits no longer for a guess. */
const PATIENCE_MS = 1500;

/** Every picture the shopper has sent here, oldest first. @param {import('shared/frames.js').Event[]} events @returns {string[]} */
export const picturesOf = (events) => events.filter((event) => event.kind === 'message' && event.sender?.role === 'shopper' && event.body?.kind === 'image').map((event) => event.body.file);

/** What is filled in before anybody has looked at the words. @param {import('shared/frames.js').Event[]} events */
export const nothingHeard = (events) => ({ kind: 'compensation', reason: 'goodwill', form: 'small_payment', evidence: picturesOf(events).slice(-LATEST) });

/** What the server has understood of it; nothing when it does not say. @param {string} conversation @returns {Promise<Object<string, any>>} */
export async function guess(conversation) {
  const late = new Promise((done) => setTimeout(() => done(undefined), PATIENCE_MS));
  const heard = await Promise.race([get(`/conversations/${conversation}/claim-guess`).catch(() => undefined), late]);
  if (!heard) return {};
  const { kind, claim_fen, playbook } = heard;
  const reason = kind === 'discount' ? CUT_REASONS[0] : heard.reason || 'goodwill';
  const form = kind === 'discount' ? '' : reason === 'price_gap' ? 'price_gap' : 'small_payment';
  return { kind, reason, form, playbook, claim_fen, proposal_fen: claim_fen };
}
