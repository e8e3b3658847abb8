// Facts inside the text being written. A slot moves with the text around it and is lost when its own characters change: from then on
// the number is the agent's own word, and the server treats it so.

/** @typedef {import('shared/frames.js').Slot} Slot */

/** The one stretch that differs. @param {string} before @param {string} after */
export function difference(before, after) {
  let start = 0;
  const shortest = Math.min(before.length, after.length);
  while (start < shortest && before[start] === after[start]) start++;
  let tail = 0;
  while (tail < shortest - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  return { start, removed: before.length - start - tail, added: after.length - start - tail };
}

/** @param {Slot[]} slots @param {{start:number, removed:number, added:number}} change @returns {Slot[]} */
export function moved(slots, { start, removed, added }) {
  const end = start + removed;
  const shift = added - removed;
  return slots.flatMap((slot) => {
    if (slot.to <= start) return [slot];
    if (slot.from >= end) return [{ ...slot, from: slot.from + shift, to: slot.to + shift }];
    return [];
  });
}

/**
 * Puts a text with slots over a selection.
 * @param {{text:string, slots:Slot[]}} draft @param {{from:number, to:number}} selection @param {{text:string, slots?:Slot[]}} piece
 */
export function inserted(draft, selection, piece) {
  const text = draft.text.slice(0, selection.from) + piece.text + draft.text.slice(selection.to);
  const rest = moved(draft.slots, { start: selection.from, removed: selection.to - selection.from, added: piece.text.length });
  const own = (piece.slots || []).map((slot) => ({ ...slot, from: slot.from + selection.from, to: slot.to + selection.from }));
  return { text, slots: [...rest, ...own].sort((a, b) => a.from - b.from), caret: selection.from + piece.text.length };
}

/** A word or two that stand there already may do so by chance. */
const DOUBLED = 4;

/** How many characters before the caret a piece begins with: it goes on from there instead of saying them twice.
 * @param {string} before @param {string} piece */
export function begun(before, piece) {
  for (let n = Math.min(before.length, piece.length); n >= DOUBLED; n--) if (before.endsWith(piece.slice(0, n))) return n;
  return 0;
}

/** The slots that still say what they stand for, as the wire wants them. @param {string} text @param {Slot[]} slots */
export function intact(text, slots) {
  return slots
    .filter((slot) => text.slice(slot.from, slot.to) === String(slot.value))
    .map(({ from, to, fact, key, value }) => ({ from, to, fact, key, value }));
}

/** Stands where the shop could not tell a fact again: the server lets no reply pass that holds it (`rulebook.Prices`). */
const UNCONFIRMED = '【待核实】';

/** Writes the new value of a changed fact into the text; one the shop cannot tell is to be found out, not sent as it was. @param {{text:string, slots:Slot[]}} draft @param {import('shared/frames.js').ChangedFact[]} changes */
export function refreshed(draft, changes) {
  let { text, slots } = draft;
  for (const change of changes) {
    for (;;) {
      const slot = slots.find((each) => each.fact === change.fact && each.key === change.key && String(each.value) !== String(change.new));
      if (!slot) break;
      const known = change.new !== null && change.new !== undefined;
      const value = known ? String(change.new) : UNCONFIRMED;
      const others = moved(slots.filter((each) => each !== slot), { start: slot.from, removed: slot.to - slot.from, added: value.length });
      text = text.slice(0, slot.from) + value + text.slice(slot.to);
      slots = [...others, ...(known ? [{ ...slot, value, to: slot.from + value.length }] : [])].sort((a, b) => a.from - b.from);
    }
  }
  return { text, slots };
}

/** Cuts a text at its slots, for showing. @param {string} text @param {Slot[]} slots @returns {{text:string, slot?:Slot}[]} */
export function parts(text, slots) {
  const out = [];
  let at = 0;
  for (const slot of [...slots].sort((a, b) => a.from - b.from)) {
    if (slot.from < at || slot.to > text.length) continue;
    if (slot.from > at) out.push({ text: text.slice(at, slot.from) });
    out.push({ text: text.slice(slot.from, slot.to), slot });
    at = slot.to;
  }
  if (at < text.length) out.push({ text: text.slice(at) });
  return out;
}
