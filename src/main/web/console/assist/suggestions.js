// The strip between the last message and the cursor: at most three cards, each with its source, its facts and how sure it is; or why
// there is none, with what to do instead.
import { html, nothing } from 'lit';
import { View, tell } from 'shared/element.js';
import { language, t, word } from 'shared/i18n.js';
import { desk } from '../desk/desk.js';
import { complain, notice } from '../toasts.js';
import { quickReplies } from '../conversation/quick-replies.js';
import { cardOf, draftOf, whyOf, isPlaybook } from './card.js';
import { playbooks } from './playbooks.js';
import { silence } from './silence.js';
import { BAD } from './verdict.js';

const MOST = 3;
/** A key pressed so soon after the cards have changed was meant for those before. */
const SETTLED_MS = 400;
/** What else may help, by what the shopper wants. */
const LATER = ['parcel', 'return', 'refund', 'exchange', 'repair', 'claim', 'complaint'];

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
    const held = this.shown && set.cards && (this.matches(':hover') || this.contains(document.activeElement));
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
    this.set({ shown, waiting: false, asking: false, explained: undefined, drafted: undefined, shownAt: replaced ? Date.now() : 0 });
    if ((shown?.cards || []).some(isPlaybook)) playbooks.load();
  }

  get cards() {
    return (this.shown?.cards || []).slice(0, MOST);
  }

  /** @param {number} n from 1 @returns {import('shared/frames.js').Card|undefined} */
  card(n) {
    if (Date.now() - this.shownAt < SETTLED_MS) {
      notice(t('assist.just_changed'));
      return undefined;
    }
    return this.cards[n - 1];
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
  }

  /** @param {any} card */
  insert(card) {
    tell(this, 'kefu-card', { card, send: false });
  }

  async ask() {
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
    const next = this.explained === undefined ? 0 : this.explained + 1;
    this.set({ explained: next < this.cards.length ? next : undefined });
  }

  get verdict() {
    return /** @type {any} */ (this.querySelector('kefu-verdict'));
  }

  /** Asks what is wrong with a card; again, before that was said, for the next one. @param {number} [i] */
  judge(i) {
    const asked = this.verdict?.about?.n ?? 0;
    const next = i ?? asked % this.cards.length;
    if (this.cards[next]) this.verdict?.ask(this.cards[next], next + 1);
  }

  async silence() {
    await silence.set(!silence.on);
    if (!silence.on && desk.current) this.ask();
  }

  /** By mouse there is a hand for the words. @param {import('shared/frames.js').Card} card @param {number} n @param {string} verdict */
  feedback(card, n, verdict) {
    this.verdict.judge(card, n, verdict, verdict !== 'good' && !isPlaybook(card));
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

  /** What to do instead of answering. @param {string} next */
  step(next) {
    const say = (/** @type {string} */ key, /** @type {string} */ label) => html`<button class="button" @click=${() => this.say(t(key))} data-test="next-${next}">${t(label)}</button>`;
    switch (next) {
      case 'record_gap':
        return html`<button class="button" @click=${this.recordGap} data-test="record-gap">${t('assist.record_gap')}</button>`;
      case 'ask_order':
        return say('assist.say_order', 'assist.ask_order');
      case 'ask_product':
        return say('assist.say_product', 'assist.ask_product');
      case 'retry':
        return say('assist.say_wait', 'assist.hold');
      case 'report':
        return html`<button class="button" @click=${() => this.judge(0)} data-test="next-report">${t('assist.report')} <kbd>Alt+0</kbd></button>`;
      case 'escalate':
        return html`${say('assist.say_escalated', 'assist.hold')}<button class="button" @click=${() => tell(this, 'kefu-action', 'escalate')}>${t('thread.escalate')} <kbd>Alt+U</kbd></button>`;
      default:
        return nothing;
    }
  }

  /** @param {{reason:string, next:string, text?:string}} abstained */
  abstained({ reason, next, text }) {
    return html`<div class="abstained" data-test="abstained"><span class="grow">${t('assist.none')} · ${language === 'zh' && text ? text : html`${word('abstain', reason)}${next && next !== 'none' ? html` — <b>${word('next', next)}</b>` : nothing}`}</span>
      ${this.step(next)}<button class="button quiet" @click=${this.ask} title="Alt+R" aria-label=${t('assist.ask')}>↻</button></div>`;
  }

  /** Beside the words: what may have to be done. */
  actions() {
    const cards = this.cards;
    const { intent, upset } = this.shown?.wants || {};
    const intents = intent ? [intent] : cards.map((card) => card.intent);
    const escalates = upset || intent === 'claim' || cards.some((card) => card.next === 'escalate');
    const sizes = quickReplies.matching('尺码', desk.row?.stage)[0];
    const asked = [...desk.sets.keys()].length > 0 && cards.some((card) => /尺码|尺寸|码数/.test(`${card.article?.title}${card.text}`));
    return html`${escalates && this.shown?.abstained?.next !== 'escalate' ? html`<button class="button quiet" @click=${() => tell(this, 'kefu-action', 'escalate')} data-test="do-escalate">${t('thread.escalate')} <kbd>Alt+U</kbd></button>` : nothing}
      ${desk.row?.stage === 'pre_sale' && intents.some((intent) => LATER.includes(intent)) ? html`<button class="button quiet" @click=${() => tell(this, 'kefu-action', 'transfer')} data-test="do-transfer">${t('assist.transfer')} <kbd>Alt+T</kbd></button>` : nothing}
      ${intents.includes('parcel') ? html`<button class="button quiet" @click=${() => tell(this, 'kefu-action', 'facts')} data-test="do-track">${t('assist.track')} <kbd>Alt+O</kbd></button>` : nothing}
      ${sizes && asked ? html`<button class="button quiet" @click=${() => this.say(sizes.text)} data-test="do-sizes">${t('assist.sizes')}</button>` : nothing}`;
  }

  /** @param {import('shared/frames.js').Card} card @param {number} i */
  draftButton(card, i) {
    if (!this.draft(card)) return nothing;
    return html`<button class="button quiet" aria-expanded=${this.drafted === i} title="Alt+Shift+${i + 1}" @click=${() => this.set({ drafted: this.drafted === i ? undefined : i })} data-test="draft-button-${i + 1}">${t('assist.draft')}</button>`;
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
    return html`${this.shown?.abstained ? this.abstained(this.shown.abstained) : nothing}<div class="row small muted suggestion-head"><b class="grow">${t('assist.title', { n: cards.length })}</b>
        ${this.waiting ? html`<button class="button quiet" @click=${this.show} data-test="newer">${t('assist.newer')} ↻</button>` : nothing}
        ${this.actions()}<button class="button quiet" @click=${this.why} aria-expanded=${this.explained !== undefined} data-test="why">${t('assist.why')} <kbd>Alt+H</kbd></button></div>
      <kefu-verdict></kefu-verdict>
      <ul class="suggestions" data-test="cards">${cards.map((card, i) => html`<li class="suggestion" data-test="card" data-card=${card.id} data-sendable=${card.sendable}>
        ${cardOf(card, i + 1, (send) => tell(this, 'kefu-card', { card, send }), (verdict) => this.feedback(card, i + 1, verdict), BAD, this.draftButton(card, i))}
        ${this.drafted === i && this.draft(card) ? draftOf(card, /** @type {any} */ (this.draft(card)), i + 1, (piece) => this.insert(piece)) : nothing}
        ${this.explained === i ? whyOf(card, playbooks.find(card.article?.id), () => this.judge(i)) : nothing}</li>`)}</ul>`;
  }
}

customElements.define('kefu-suggestions', SuggestionStrip);
