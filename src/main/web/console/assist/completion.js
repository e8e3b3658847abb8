// What the knowledge has to what is being written, in one line, in the place of the hint above the words: it moves nothing, is put in
// by a key and never sent by one. It is found by the call that editors look at cards with, which stores nothing. An order is not asked
// about: only the cards of the conversation know whether its shopper may hear of it.
import { html } from 'lit';
import { View, tell } from 'shared/element.js';
import { post } from 'shared/api.js';
import { t } from 'shared/i18n.js';
import { desk } from '../desk/desk.js';
import { notice } from '../toasts.js';
import { isPlaybook } from './card.js';
import { begun } from './pieces.js';
import { room } from './room.js';
import { silence } from './silence.js';

const ENOUGH = 4;
/** As long as whoever writes may think. */
const PAUSE_MS = 700;
/** No more often than this, however fast somebody writes. */
const APART_MS = 3000;
const LONGEST = 200;
/** A key pressed so soon after the line has changed was meant for what stood there before. */
const SETTLED_MS = 400;
/** As much of an answer as tells that it stands there already. */
const RECOGNISED = 12;

class Completion extends View {
  static properties = { words: {} };

  constructor() {
    super();
    /** What stands in the composer by hand; nothing while that is somebody else's words. */
    this.words = '';
    /** @type {{of:string, card:import('shared/frames.js').Card}|undefined} */
    this.offer = undefined;
    this.offeredAt = 0;
    this.askedAt = -APART_MS;
    this.asking = false;
    /** Whether this message is to be written without. */
    this.declined = false;
    /** @type {number|undefined} */
    this.timer = undefined;
    this.hear(desk, 'open', () => this.forget());
    this.hear(desk, 'suggestions', () => this.offer && !this.fits(this.offer.card) && this.set({ offer: undefined }));
    this.hear(silence, 'change', () => silence.on && this.set({ offer: undefined }));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  /** The sentence that is being written. */
  get sentence() {
    const [last = ''] = this.words.match(/[^。！？!?\n]+[。！？!?\s]*$/) || [];
    return last.trim().slice(0, LONGEST);
  }

  forget() {
    clearTimeout(this.timer);
    this.set({ offer: undefined, declined: false });
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    if (!changed.has('words')) return;
    clearTimeout(this.timer);
    const { offer, sentence } = this;
    if (!this.words) this.declined = false;
    if (offer && !sentence.startsWith(offer.of)) this.set({ offer: undefined });
    if ([...sentence].length >= ENOUGH && sentence !== offer?.of) this.wait(PAUSE_MS);
  }

  /** @param {number} ms */
  wait(ms) {
    this.timer = window.setTimeout(() => this.look(), Math.max(ms, this.askedAt + APART_MS - performance.now()));
  }

  get wanted() {
    return desk.mayAnswer && !this.declined && !silence.on && !room.isAway(desk.sets.get(desk.current || ''));
  }

  async look() {
    const { current } = desk;
    const of = this.sentence;
    if (!this.wanted || !of) return;
    if (this.asking) return this.wait(APART_MS);
    this.asking = true;
    this.askedAt = performance.now();
    const { sku } = desk.focus;
    const found = await post('/suggestions/previews', { text: of, stage: desk.row?.stage, ...(sku ? { sku } : {}) }).catch(() => undefined);
    this.asking = false;
    if (current === desk.current && this.wanted && this.sentence.startsWith(of)) this.show(of, found);
  }

  /** Nothing is said twice, and nothing that is not sure. @param {string} of @param {any} found */
  show(of, found) {
    const card = found?.abstained ? undefined : found?.cards?.find((/** @type {any} */ each) => this.fits(each));
    if (card?.text !== this.offer?.card.text) this.offeredAt = Date.now();
    this.set({ offer: card && { of, card } });
  }

  /** @param {import('shared/frames.js').Card} card */
  fits(card) {
    const shown = desk.sets.get(desk.current || '')?.cards || [];
    const begins = begun(this.words, card.text);
    const stands = begins === card.text.length || (begins === 0 && this.words.includes(card.text.slice(0, RECOGNISED)));
    return !isPlaybook(card) && card.confidence !== 'low' && !card.missing?.length && !stands && !shown.some((each) => each.article?.id === card.article?.id);
  }

  /** Goes on with it where the words already begin so. */
  take() {
    if (!this.offer) return;
    if (Date.now() - this.offeredAt < SETTLED_MS) return notice(t('assist.just_changed'));
    const { text, slots } = this.offer.card;
    tell(this, 'kefu-card', { card: { text, slots: slots || [] }, send: false });
  }

  /** This message is written without. @returns {boolean} whether there was a line */
  decline() {
    const had = this.offer !== undefined;
    this.set({ offer: undefined, declined: had || this.declined });
    return had;
  }

  render() {
    const { offer } = this;
    if (!offer) return t('composer.hint');
    const { article, text } = offer.card;
    return html`<button class="button quiet completion" title=${`${article?.title || ''}\n${text}`} @click=${this.take} data-test="completion" data-article=${article?.id}><kbd>Alt+4</kbd><span class="clip">${t('assist.completes', { text })}</span></button>`;
  }
}

customElements.define('kefu-completion', Completion);
