// The card as agents will see it: the article as it stands in the fields, asked for as a shopper would, with the product and the
// order somebody chooses. The same search, facts and rules as in a conversation; nothing is stored.
import { html, nothing } from 'lit';
import { View } from 'shared/element.js';
import { get, listOf, post, query } from 'shared/api.js';
import { language, t, word } from 'shared/i18n.js';
import { cardShown } from '../assist/card.js';
import { session } from '../account/session.js';
import { explain } from '../toasts.js';

const PAUSE_MS = 400;
const GOODS_SHOWN = 20;
/** What an article that has no id yet goes by in its own preview. */
const UNSAVED = 'kb_unsaved';

class CardPreview extends View {
  constructor() {
    super();
    /** @type {any} the article as it would be saved */
    this.article = undefined;
    /** What a shopper says; the standard question while nothing is written. */
    this.text = '';
    this.stage = '';
    this.sku = '';
    this.order = '';
    /** @type {any[]} */
    this.goods = [];
    /** @type {any} */
    this.found = undefined;
    this.problem = '';
    this.turn = 0;
    /** @type {any} */
    this.timer = undefined;
    /** @type {any} */
    this.goodsTimer = undefined;
  }

  /** @param {any} article */
  look(article) {
    // Another article is asked about otherwise.
    if (article?.id !== this.article?.id) this.set({ text: '', order: '', stage: '' });
    this.article = article;
    this.#soon();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.timer);
    clearTimeout(this.goodsTimer);
  }

  #soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#ask(), PAUSE_MS);
  }

  async #ask() {
    const { article, sku, order } = this;
    const stage = this.stage || (article?.stage === 'after_sale' ? 'after_sale' : '');
    const text = this.text.trim() || article?.question?.trim();
    if (!text || !article?.answer) return this.set({ found: undefined, problem: '' });
    const turn = ++this.turn;
    const asked = { text, article: { ...article, id: article.id || UNSAVED }, ...(stage ? { stage } : {}), ...(sku.trim() ? { sku: sku.trim() } : {}), ...(order.trim() ? { order: order.trim() } : {}) };
    try {
      const found = await post('/suggestions/previews', asked);
      if (turn === this.turn) this.set({ found, problem: '' });
    } catch (refused) {
      if (turn === this.turn) this.set({ found: undefined, problem: explain(refused) });
    }
    return undefined;
  }

  /** @param {Event} event */
  edited(event) {
    const field = /** @type {HTMLInputElement} */ (event.target);
    this.set({ [field.name]: field.value });
    if (field.name === 'sku') this.#findGoods();
    this.#soon();
  }

  /** Goods whose name or number is being written. */
  #findGoods() {
    clearTimeout(this.goodsTimer);
    this.goodsTimer = setTimeout(async () => {
      const found = await get(`/products${query({ q: this.sku.trim(), limit: GOODS_SHOWN })}`).catch(() => undefined);
      this.set({ goods: listOf(found) });
    }, PAUSE_MS);
  }

  /** Whether a card comes from the article that is being written. @param {any} card */
  isOwn(card) {
    return card.article.id === (this.article?.id || UNSAVED);
  }

  says() {
    const { found } = this;
    if (!found) return html`<p class="small muted">${t('card_preview.needs')}</p>`;
    const own = found.cards.findIndex((/** @type {any} */ card) => this.isOwn(card));
    return html`${own < 0 ? html`<p class="chip warn" data-test="preview-absent">${t('card_preview.absent')}</p>` : html`<p class="chip ok" data-test="preview-place">${t('card_preview.place', { n: own + 1 })}</p>`}
      <ol class="previewed">${found.cards.map((/** @type {any} */ card, /** @type {number} */ i) => html`<li class="suggestion" data-test="preview-card" data-own=${this.isOwn(card)} data-confidence=${card.confidence} data-sendable=${card.sendable}>${cardShown(card, i + 1)}</li>`)}</ol>
      ${found.abstained ? html`<p class="small" data-test="preview-abstained">${t('assist.none')} · ${language === 'zh' ? found.abstained.text : word('abstain', found.abstained.reason)}</p>` : nothing}`;
  }

  render() {
    return html`<section class="fact-box" data-test="card-preview"><h3>${t('card_preview.title')}</h3>
      <div class="fields" @input=${this.edited}>
        <label class="field"><span>${t('card_preview.text')}</span><input class="input" name="text" maxlength="2000" placeholder=${this.article?.question || ''} .value=${this.text} data-test="preview-text" /></label>
        <div class="pair"><label class="field"><span>${t('card_preview.sku')}</span><input class="input" name="sku" list="preview-goods" maxlength="60" .value=${this.sku} data-test="preview-sku" /></label>
          <label class="field"><span>${t('kb.stage')}</span><select class="input" name="stage" data-test="preview-stage">${['pre_sale', 'after_sale'].map((stage) => html`<option value=${stage} ?selected=${stage === (this.stage || this.article?.stage)}>${word('stage', stage)}</option>`)}</select></label></div>
        <datalist id="preview-goods">${this.goods.map((each) => html`<option value=${each.sku}>${each.title}</option>`)}</datalist>
        ${session.is('agent', 'supervisor', 'manager', 'admin') ? html`<label class="field"><span>${t('card_preview.order')}</span><input class="input" name="order" maxlength="60" .value=${this.order} data-test="preview-order" /></label>` : nothing}</div>
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : this.says()}</section>`;
  }
}

customElements.define('kefu-card-preview', CardPreview);
