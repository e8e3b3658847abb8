// Puts the better wordings of the promise check into a reply that came back.
import { spoken } from './quick-replies.js';

/** @typedef {{from:number, to:number, rewrite?:string}} Found */

/**
 * Each finding's sentence part takes its better wording; a reply that was changed meanwhile stays as it is, but for what is found in it word for word.
 * @param {string} now what stands in the composer @param {string} sent what was sent @param {Found[]} findings
 */
export function rewritten(now, sent, findings) {
  let text = now;
  const said = new Set();
  for (const found of [...findings].filter((each) => each.rewrite).sort((a, b) => b.from - a.from)) {
    const [from, to] = clause(sent, found.from, found.to);
    const words = sent.slice(from, to);
    const better = spoken(found.rewrite || '');
    if (text.includes(words)) text = text.replace(words, said.has(better) ? '' : better);
    said.add(better);
  }
  return text.replace(/^[，,。；;\s]+|([，,；;])(?=[，,。；;])/g, '');
}

/** A promise is more than its words: the part of the sentence it stands in goes with it. @param {string} text @param {number} from @param {number} to */
function clause(text, from, to) {
  const ends = /[。！？!?；;，,\n]/;
  let start = from;
  let end = to;
  while (start > 0 && !ends.test(text[start - 1])) start--;
  while (end < text.length && !ends.test(text[end])) end++;
  return [start, end];
}
