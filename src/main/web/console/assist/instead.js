// What to do beside answering with a card, or instead where there is none.
import { html, nothing } from 'lit';
import { tell } from 'shared/element.js';
import { t } from 'shared/i18n.js';
import { quickReplies } from '../conversation/quick-replies.js';
import { desk } from '../desk/desk.js';

/** Somebody after the sale is needed for these. */
const LATER = ['parcel', 'return', 'refund', 'exchange', 'repair', 'claim', 'complaint'];

/** @typedef {HTMLElement & {say:(text:string) => void, judge:(i:number) => void, recordGap:() => void, cards:any[], shown?:any}} Strip */

/** Instead of answering. @param {Strip} strip @param {string} next */
export function instead(strip, next) {
  const say = (/** @type {string} */ key, /** @type {string} */ label) => html`<button class="button" @click=${() => strip.say(t(key))} data-test="next-${next}">${t(label)}</button>`;
  switch (next) {
    case 'record_gap':
      return html`<button class="button" @click=${() => strip.recordGap()} data-test="record-gap">${t('assist.record_gap')}</button>`;
    case 'ask_order':
      return say('assist.say_order', 'assist.ask_order');
    case 'ask_product':
      return say('assist.say_product', 'assist.ask_product');
    case 'retry':
      return say('assist.say_wait', 'assist.hold');
    case 'report':
      return html`<button class="button" @click=${() => strip.judge(0)} data-test="next-report">${t('assist.report')} <kbd>Alt+0</kbd></button>`;
    case 'escalate':
      return html`${say('assist.say_escalated', 'assist.hold')}<button class="button" @click=${() => tell(strip, 'kefu-action', 'escalate')}>${t('thread.escalate')} <kbd>Alt+U</kbd></button>`;
    default:
      return nothing;
  }
}

/** Beside the words: what may have to be done. @param {Strip} strip */
export function beside(strip) {
  const { cards } = strip;
  const { intent, upset } = strip.shown?.wants || {};
  const intents = intent ? [intent] : cards.map((card) => card.intent);
  const escalates = upset || intent === 'claim' || cards.some((card) => card.next === 'escalate');
  const sizes = quickReplies.matching('尺码', desk.row?.stage)[0];
  const asked = [...desk.sets.keys()].length > 0 && cards.some((card) => /尺码|尺寸|码数/.test(`${card.article?.title}${card.text}`));
  return html`${escalates && strip.shown?.abstained?.next !== 'escalate' ? html`<button class="button quiet" @click=${() => tell(strip, 'kefu-action', 'escalate')} data-test="do-escalate">${t('thread.escalate')} <kbd>Alt+U</kbd></button>` : nothing}
    ${desk.row?.stage === 'pre_sale' && intents.some((each) => LATER.includes(each)) ? html`<button class="button quiet" @click=${() => tell(strip, 'kefu-action', 'transfer')} data-test="do-transfer">${t('assist.transfer')} <kbd>Alt+T</kbd></button>` : nothing}
    ${intents.includes('parcel') ? html`<button class="button quiet" @click=${() => tell(strip, 'kefu-action', 'facts')} data-test="do-track">${t('assist.track')} <kbd>Alt+O</kbd></button>` : nothing}
    ${sizes && asked ? html`<button class="button quiet" @click=${() => strip.say(sizes.text)} data-test="do-sizes">${t('assist.sizes')}</button>` : nothing}`;
}
