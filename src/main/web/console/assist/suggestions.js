// The strip between the last message and the cursor: at most three cards, each with its source, its facts and how sure it is.
import { html, nothing } from 'lit';
import { View, tell } from 'shared/element.js';
import { age } from 'shared/format.js';
import { language, t, word } from 'shared/i18n.js';
import { desk } from '../desk/desk.js';
import { freshness } from '../commerce/shop.js';
import { complain, notice } from '../toasts.js';
import { parts } from './pieces.js';

const MOST = 3;
const BAD = ['outdated', 'off_topic', 'not_compliant', 'tone', 'wrong_fact'];
const STRENGTH = { high: 3, medium: 2, low: 1 };

class SuggestionStrip extends View {
  constructor() {
    super();
    /** @type {boolean|undefined} */
    this.asking = undefined;
    /** @type {boolean|undefined} */
    this.waiting = undefined;
    /** @type {import('shared/frames.js').Suggestions|undefined} */
    this.shown = undefined;
    this.tick();
    this.hear(desk, 'open', () => this.show());
    this.hear(desk, 'suggestions', (event) => this.offered(event.detail));
  }

  /** @param {{conversation:string, cards?:any[]}} set */
  offered(set) {
    if (set.conversation !== desk.current) return;
    // Cards do not change under the hand; that they are gone must show at once.
    const held = this.shown && set.cards && (this.matches(':hover') || this.contains(document.activeElement));
    if (held) this.set({ waiting: true });
    else this.show();
  }

  show() {
    this.set({ shown: desk.current ? desk.sets.get(desk.current) : undefined, waiting: false, asking: false });
  }

  get cards() {
    return (this.shown?.cards || []).slice(0, MOST);
  }

  /** @param {number} n from 1 @returns {import('shared/frames.js').Card|undefined} */
  card(n) {
    return this.cards[n - 1];
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

  /** @param {import('shared/frames.js').Card} card @param {string} verdict */
  async judge(card, verdict) {
    try {
      await desk.line.command('feedback', desk.current, { suggestion: card.id, verdict });
      notice(t('assist.thanks'));
    } catch (refused) {
      complain(refused);
    }
  }

  /** @param {import('shared/frames.js').Card} card @param {any} slot */
  chip(card, slot) {
    const fact = (card.facts || []).find((each) => each.fact === slot.fact && each.key === slot.key);
    const { state, seconds } = freshness(fact);
    return html`<span class="slot ${state}" title=${`${word('fact', slot.fact)} ${slot.key} · ${fact?.source || ''}`}>${slot.value}<small> ${state === 'failed' ? t('fact.failed') : age(seconds)}</small></span>`;
  }

  /** @param {import('shared/frames.js').Card} card @param {number} n */
  view(card, n) {
    return html`<li class="suggestion" data-test="card" data-card=${card.id} data-sendable=${card.sendable}>
      <button class="suggestion-text" @click=${(/** @type {MouseEvent} */ event) => tell(this, 'kefu-card', { card, send: event.shiftKey })} data-test="card-${n}">
        <span class="row small"><kbd>Alt+${n}</kbd>
          <span class="strength" data-level=${STRENGTH[card.confidence] || 1} aria-hidden="true"><i></i><i></i><i></i></span><b>${t(`confidence.${card.confidence}`)}</b>
          <span class="chip ${card.sendable ? 'ok' : 'warn'}">${card.sendable ? t('assist.sendable') : t('assist.check')}</span>
          ${card.sendable && n === 1 ? html`<kbd>Alt+⏎</kbd>` : nothing}
          ${(card.missing || []).map((name) => html`<span class="chip warn">${word('missing', name)}</span>`)}
          ${card.next === 'escalate' ? html`<span class="chip danger">${t('assist.escalates')} <kbd>Alt+U</kbd></span>` : nothing}
          ${card.policy ? html`<span class="chip info">${t('assist.limit', { rule: card.policy.rule, sum: (card.policy.limit_fen / 100).toFixed(2) })}</span>` : nothing}</span>
        <span class="suggestion-body">${parts(card.text, card.slots || []).map((part) => (part.slot ? this.chip(card, part.slot) : part.text))}</span>
      </button>
      <span class="row small muted source"><span class="grow clip" title=${card.article?.title || ''}>${t('assist.source', { id: card.article?.id || '', title: card.article?.title || '', version: card.article?.version ?? '' })}</span>
        <button class="button quiet" @click=${() => this.judge(card, 'good')}>${t('assist.good')}</button>
        <select class="verdict" aria-label=${t('assist.bad')} @change=${(/** @type {any} */ e) => { this.judge(card, e.target.value); e.target.value = ''; }} data-test="verdict"><option value="" selected>${t('assist.bad')}</option>${BAD.map((verdict) => html`<option value=${verdict}>${t(`verdict.${verdict}`)}</option>`)}</select></span>
    </li>`;
  }

  /** @param {{reason:string, next:string, text?:string}} abstained */
  abstained({ reason, next, text }) {
    const escalate = ['escalate', 'over_limit', 'sensitive'].some((each) => String(next).includes(each) || String(reason).includes(each));
    return html`<div class="abstained" data-test="abstained"><span class="grow">${t('assist.none')} · ${language === 'zh' && text ? text : html`${word('abstain', reason)}${next && next !== 'none' ? html` — <b>${word('next', next)}</b>` : nothing}`}</span>
      ${escalate ? html`<button class="button" @click=${() => tell(this, 'kefu-action', 'escalate')}>${t('thread.escalate')} <kbd>Alt+U</kbd></button>` : nothing}
      <button class="button quiet" @click=${this.ask} title="Alt+R">↻</button></div>`;
  }

  render() {
    if (!desk.current || desk.row?.status === 'closed') return nothing;
    const cards = this.cards;
    if (cards.length === 0 && this.shown?.abstained) return this.abstained(this.shown.abstained);
    if (cards.length === 0) {
      return html`<div class="abstained"><span class="grow muted">${this.asking ? t('assist.asking') : t('assist.quiet')}</span>
        <button class="button quiet" @click=${this.ask} data-test="suggest">${t('assist.ask')} <kbd>Alt+R</kbd></button></div>`;
    }
    return html`${this.shown?.abstained ? this.abstained(this.shown.abstained) : nothing}<div class="row small muted suggestion-head"><b>${t('assist.title', { n: cards.length })}</b>
        ${this.waiting ? html`<button class="button quiet" @click=${this.show}>${t('assist.newer')} ↻</button>` : nothing}</div>
      <ul class="suggestions" data-test="cards">${cards.map((card, i) => this.view(card, i + 1))}</ul>`;
  }
}

customElements.define('kefu-suggestions', SuggestionStrip);
