// The strip between the last message and the cursor: at most three cards, each with its source, its facts and how sure it is; or why
// there is none, with what to do instead. It takes a line or 188 px and never moves what is above and below it: `room.js` knows which.
import { html, nothing } from 'lit';
import { View, tell } from 'shared/element.js';
import { language, t, word } from 'shared/i18n.js';
import { desk } from '../desk/desk.js';
import { complain, notice } from '../toasts.js';
import { quickReplies } from '../conversation/quick-replies.js';
import { cardOf, draftOf, whyOf, isPlaybook } from './card.js';
import { beside, instead } from './instead.js';
import { playbooks } from './playbooks.js';
import { room } from './room.js';
import { silence } from './silence.js';
import { BAD } from './verdict.js';

const MOST = 3;
/** A key or button pressed so soon after the cards have changed was meant for those before. */
const SETTLED_MS = 400;

class SuggestionStrip extends View {
  constructor() {
    super();
    /** @type {boolean|undefined} */
    this.asking = undefined;
    /** @type {boolean|undefined} */
    this.waiting = undefined;
    /** @type {import('shared/frames.js').Suggestions|undefined} */
    this.shown = undefined;
    /** @type {number|undefined} the card whose why is open */
    this.explained = undefined;
    /** @type {number|undefined} the card whose draft is open */
    this.drafted = undefined;
    /** Whether folded cards are shown for once. */
    this.peeking = false;
    this.shownAt = 0;
    this.tick();
    this.watch(silence, 'change');
    this.watch(playbooks, 'change');
    this.watch(quickReplies, 'change');
    this.hear(desk, 'open', () => this.show());
    this.hear(desk, 'suggestions', (event) => this.offered(event.detail));
    silence.load();
    quickReplies.load();
  }

  /** @param {{conversation:string, cards?:any[]}} set */
  offered(set) {
    if (set.conversation !== desk.current) return;
    // A draft that came late stands behind a button of its card: nothing else moves.
    if (this.isShown(set)) return this.set({ shown: set });
    // Cards do not change under the hand; that they are gone must show at once.
    const held = this.isOpen && set.cards && (this.matches(':hover') || this.contains(document.activeElement));
    if (held) this.set({ waiting: true });
    else this.show();
  }

  /** Whether these are the cards on the screen. @param {any} set */
  isShown(set) {
    const ids = (/** @type {any} */ each) => (each?.cards || []).map((/** @type {any} */ card) => card.id).join();
    return !this.waiting && this.shown?.conversation === set.conversation && Boolean(ids(set)) && ids(set) === ids(this.shown);
  }

  show() {
    this.verdict?.leave();
    const shown = desk.current ? desk.sets.get(desk.current) : undefined;
    const replaced = this.cards.length > 0 && this.shown?.conversation === shown?.conversation && this.shown !== shown;
    const peeking = this.peeking && replaced;
    this.set({ shown, waiting: false, asking: false, explained: undefined, drafted: undefined, peeking, shownAt: replaced || this.matches(':hover') ? Date.now() : 0 });
    this.scrollTop = 0;
    if ((shown?.cards || []).some(isPlaybook)) playbooks.load();
  }

  /** Whether cards are on the screen. */
  get isOpen() {
    return !silence.on && this.cards.length > 0 && !room.isAway(this.shown) && (!room.folded || this.peeking);
  }

  /** Shows cards that are folded or put away, these once; a key meant for them does no more than that. */
  open() {
    if (silence.on) return;
    if (this.shown) room.bringBack(this.shown);
    this.set({ peeking: true, shownAt: Date.now() });
  }

  /** Folds the strip to a line, or unfolds it, from now on. */
  fold() {
    if (this.cards.length === 0) return;
    const folded = this.isOpen;
    if (!folded) this.open();
    room.folded = folded;
    this.set({ peeking: false });
    this.#stay('[data-test=fold]');
  }

  /** Esc: what lies open over the cards, then the cards themselves until the shopper's next message. @returns {boolean} whether there was something */
  close() {
    if (!this.isOpen) return false;
    if (this.explained !== undefined || this.drafted !== undefined) this.set({ explained: undefined, drafted: undefined });
    else if (room.folded) this.set({ peeking: false });
    else {
      // What waits behind these was announced, too.
      const newest = desk.sets.get(/** @type {string} */ (desk.current));
      room.putAway(newest?.cards?.length ? newest : /** @type {any} */ (this.shown));
      this.show();
    }
    this.#stay('.suggestion-text');
    return true;
  }

  /** Who is in the strip stays there while what they were at goes; else the composer has the focus. @param {string} selector */
  async #stay(selector) {
    if (!this.contains(document.activeElement)) return;
    await this.updateComplete;
    if (this.contains(document.activeElement)) return;
    /** @type {HTMLElement|null} */ (this.querySelector(selector) || document.querySelector('kefu-composer textarea'))?.focus();
  }

  get cards() {
    return (this.shown?.cards || []).slice(0, MOST);
  }

  /** With the focus or the mouse on it. @param {number} n from 1 @param {boolean} send */
  choose(n, send) {
    const card = this.card(n, send);
    if (card) tell(this, 'kefu-card', { card, send });
  }

  /** Nothing is used that is not on the screen. @param {number} n from 1 @param {boolean} [whole] whether all its words have to be
   * @returns {import('shared/frames.js').Card|undefined} */
  card(n, whole = false) {
    if (!this.isOpen) {
      if (this.cards[n - 1]) this.open();
      return undefined;
    }
    if (Date.now() - this.shownAt < SETTLED_MS) {
      notice(t('assist.just_changed'));
      return undefined;
    }
    return whole && !this.shows(n - 1) ? undefined : this.cards[n - 1];
  }

  /** Whether all words of a card are in sight, or the last of more than there is room for; if not, they come into sight. @param {number} i */
  shows(i) {
    const words = this.querySelectorAll('.suggestion-text .suggestion-body')[i];
    const head = this.querySelector('.suggestion-head');
    if (!words || !head) return false;
    const [at, top, bottom] = [words.getBoundingClientRect(), head.getBoundingClientRect().bottom, this.getBoundingClientRect().bottom];
    const tall = at.height > bottom - top;
    const seen = at.bottom <= bottom + 1 && (tall || at.top >= top - 1);
    if (!seen) words.scrollIntoView({ block: tall ? 'end' : 'nearest' });
    return seen;
  }

  /** @param {import('shared/frames.js').Card|undefined} card */
  draft(card) {
    return (this.shown?.drafts || []).find((each) => each.card === card?.id);
  }

  /** Opens what a model made of a card; once it is open, puts it into the composer. @param {number} n from 1 */
  useDraft(n) {
    const card = this.card(n);
    const draft = this.draft(card);
    if (!card || !draft) return;
    if (this.drafted === n - 1) this.insert({ ...draft, id: card.id });
    else this.set({ drafted: n - 1 });
    this.#reveal();
  }

  /** @param {any} card */
  insert(card) {
    tell(this, 'kefu-card', { card, send: false });
  }

  async ask() {
    // Who asks wants to see them.
    if (this.shown && room.isAway(this.shown)) this.open();
    this.set({ asking: true });
    try {
      await desk.line.command('suggest', desk.current);
    } catch (refused) {
      complain(refused);
    } finally {
      this.set({ asking: false });
    }
  }

  /** Opens why a card is offered, then that of the next one, then none. */
  why() {
    if (!this.isOpen) return this.cards.length ? this.open() : undefined;
    const next = this.explained === undefined ? 0 : this.explained + 1;
    this.set({ explained: next < this.cards.length ? next : undefined });
    this.#reveal();
    return undefined;
  }

  /** What was opened below a card is not left below the edge. */
  #reveal() {
    this.updateComplete.then(() => this.querySelector('.why, .model-draft')?.scrollIntoView({ block: 'nearest' }));
  }

  get verdict() {
    return /** @type {any} */ (this.querySelector('kefu-verdict'));
  }

  /** Asks what is wrong with a card; again, before that was said, for the next one. @param {number} [i] */
  judge(i) {
    if (!this.isOpen && this.cards.length) return this.open();
    const asked = this.verdict?.about?.n ?? 0;
    const next = i ?? asked % this.cards.length;
    if (this.cards[next]) this.verdict?.ask(this.cards[next], next + 1);
    return undefined;
  }

  async silence() {
    await silence.set(!silence.on);
    if (!silence.on && desk.current) this.ask();
  }

  /** By mouse there is a hand for the words. @param {import('shared/frames.js').Card} card @param {number} n @param {string} verdict */
  feedback(card, n, verdict) {
    this.verdict.judge(card, n, verdict, verdict !== 'good');
  }

  async recordGap() {
    try {
      await desk.line.command('record_gap', desk.current);
      notice(t('assist.recorded'));
    } catch (refused) {
      complain(refused);
    }
  }

  /** Puts a sentence of the shop's into the composer. @param {string} text */
  say(text) {
    this.insert({ text, slots: [] });
  }

  /** @param {{reason:string, next:string, text?:string}} abstained */
  abstained({ reason, next, text }) {
    return html`<div class="abstained" data-test="abstained"><span class="grow">${t('assist.none')} · ${language === 'zh' && text ? text : html`${word('abstain', reason)}${next && next !== 'none' ? html` — <b>${word('next', next)}</b>` : nothing}`}</span>
      ${instead(this, next)}<button class="button quiet" @click=${this.ask} title="Alt+R" aria-label=${t('assist.ask')}>↻</button></div>`;
  }

  /** @param {import('shared/frames.js').Card} card @param {number} i */
  draftButton(card, i) {
    if (!this.draft(card)) return nothing;
    return html`<button class="button quiet" aria-expanded=${this.drafted === i} title="Alt+Shift+${i + 1}" @click=${() => this.set({ drafted: this.drafted === i ? undefined : i })} data-test="draft-button-${i + 1}">${t('assist.draft')}</button>`;
  }

  /** Cards in one line: how many there are, and how to see them. @param {any[]} cards */
  line(cards) {
    const away = room.isAway(this.shown);
    return html`<div class="abstained" data-test="strip-line"><span class="grow clip muted">${t(away ? 'assist.away' : 'assist.title', { n: cards.length })}${!away && this.shown?.abstained ? html` · ${word('abstain', this.shown.abstained.reason)}` : nothing}</span>
      ${this.foldButton(false)}</div>`;
  }

  /** @param {boolean} open */
  foldButton(open) {
    return html`<button class="button quiet" @click=${this.fold} aria-expanded=${open} data-test="fold">${t(open ? 'assist.fold' : 'assist.unfold')} <kbd>Alt+C</kbd></button>`;
  }

  render() {
    if (!desk.current || desk.row?.status === 'closed') return nothing;
    if (silence.on) {
      return html`<div class="abstained" data-test="silenced"><span class="grow muted">${t('assist.silenced')}</span><button class="button quiet" @click=${this.silence} data-test="silence">${t('assist.speak')} <kbd>Alt+S</kbd></button></div>`;
    }
    const cards = this.cards;
    if (cards.length === 0 && this.shown?.abstained) return this.abstained(this.shown.abstained);
    if (cards.length === 0) {
      return html`<div class="abstained"><span class="grow muted">${this.asking ? t('assist.asking') : t('assist.quiet')}</span>
        <button class="button quiet" @click=${this.silence} data-test="silence">${t('assist.silence')} <kbd>Alt+S</kbd></button>
        <button class="button quiet" @click=${this.ask} data-test="suggest">${t('assist.ask')} <kbd>Alt+R</kbd></button></div>`;
    }
    if (!this.isOpen) return this.line(cards);
    return html`${this.shown?.abstained ? this.abstained(this.shown.abstained) : nothing}<div class="row small muted suggestion-head"><b class="grow">${t('assist.title', { n: cards.length })}</b>
        ${this.waiting ? html`<button class="button quiet" @click=${this.show} data-test="newer">${t('assist.newer')} ↻</button>` : nothing}
        ${beside(this)}<button class="button quiet" @click=${this.why} aria-expanded=${this.explained !== undefined} data-test="why">${t('assist.why')} <kbd>Alt+H</kbd></button>${this.foldButton(true)}</div>
      <kefu-verdict></kefu-verdict>
      <ul class="suggestions" data-test="cards">${cards.map((card, i) => html`<li class="suggestion" data-test="card" data-card=${card.id} data-sendable=${card.sendable}>
        ${cardOf(card, i + 1, (send) => this.choose(i + 1, send), (verdict) => this.feedback(card, i + 1, verdict), BAD, this.draftButton(card, i))}
        ${this.drafted === i && this.draft(card) ? draftOf(card, /** @type {any} */ (this.draft(card)), i + 1, (piece) => this.insert(piece)) : nothing}
        ${this.explained === i ? whyOf(card, playbooks.find(card.article?.id), () => this.judge(i)) : nothing}</li>`)}</ul>`;
  }
}

customElements.define('kefu-suggestions', SuggestionStrip);
