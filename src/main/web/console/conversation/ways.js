// The ways on from a reply that came back, as the strip above the composer offers them.
import { tell } from 'shared/element.js';
import { difference, intact, moved, refreshed } from '../assist/pieces.js';
import { desk } from '../desk/desk.js';
import { rewritten } from './rewrite.js';

/** @typedef {import('../desk/troubles.js').Trouble} Trouble */
/**
 * @typedef {HTMLElement & import('./drafts.js').Piece & {area:HTMLTextAreaElement|null, owner:string|undefined, trouble:Trouble|undefined,
 *   write:(draft:import('./drafts.js').Piece, caret:number) => void, clear:() => void, keep:() => void, keepSoon:() => void}} Composer
 */

/** @param {Composer} composer @param {string} way */
export function goOn(composer, way) {
  const { trouble } = composer;
  if (!trouble || !desk.current) return;
  if (way === 'accept') return accept(composer);
  if (way === 'escalate') return tell(composer, 'kefu-action', 'escalate');
  if (way === 'rewrite') return rewrite(composer);
  desk.troubles.settle(desk.current);
  if (way === 'send') send(composer, trouble);
  else if (way.startsWith('override-')) send(composer, trouble, way.slice('override-'.length));
  else if (way === 'drop') withdraw(composer, trouble);
  else if (!composer.text) composer.write(trouble, trouble.text.length);
  composer.area?.focus();
}

/** One key takes the new value; the next Enter sends. @param {Composer} composer */
export function accept(composer) {
  const changes = composer.trouble?.refused.frame.changed || [];
  const next = refreshed({ text: composer.text, slots: composer.slots }, changes);
  if (desk.current) desk.troubles.settle(desk.current);
  composer.write({ ...next, suggestion: composer.suggestion }, next.text.length);
  composer.keepSoon();
}

/** The better wordings of the findings take the place of what was found, where it still stands there. @param {Composer} composer */
export function rewrite(composer) {
  const { trouble } = composer;
  if (!trouble || !desk.current) return;
  const was = composer.text || trouble.text;
  const text = rewritten(was, trouble.said, trouble.refused.frame.findings || []);
  desk.troubles.settle(desk.current);
  composer.write({ text, slots: moved(composer.text ? composer.slots : trouble.slots, difference(was, text)), suggestion: trouble.suggestion }, text.length);
  composer.keepSoon();
  composer.area?.focus();
}

/** @param {Composer} composer @param {Trouble} trouble @param {string} [override] why it is sent past a warning */
function send(composer, trouble, override) {
  const { text, slots } = composer.text ? composer : trouble;
  desk.answer(text, intact(text, slots), trouble.suggestion, desk.current, override);
  composer.clear();
}

/** What was begun since it was sent stays. @param {Composer} composer @param {Trouble} back */
function withdraw(composer, back) {
  const rest = composer.text.startsWith(back.text) ? composer.text.slice(back.text.length).replace(/^\n/, '') : '';
  const slots = moved(composer.slots, { start: 0, removed: composer.text.length - rest.length, added: 0 });
  composer.write({ text: rest, slots: rest ? slots : [] }, rest.length);
  composer.keep();
}
