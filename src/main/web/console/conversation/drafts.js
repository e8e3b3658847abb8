// What was written and not sent, per conversation and kind, so that it never appears in another chat and survives a reload.

/** @typedef {{text:string, slots:import('shared/frames.js').Slot[], suggestion?:string, at:number}} Draft */

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
    try {
      if (text) localStorage.setItem(key, JSON.stringify({ text, slots, suggestion, at: Date.now() }));
      else localStorage.removeItem(key);
    } catch {
      // Without a store the draft lives as long as the page.
    }
  }

  /** @param {string} conversation @param {'reply'|'note'} kind @returns {Draft|null} */
  of(conversation, kind) {
    return JSON.parse(localStorage.getItem(`${this.prefix}${conversation}.${kind}`) || 'null');
  }
}
