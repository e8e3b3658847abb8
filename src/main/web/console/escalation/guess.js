// Fills the escalation from what was said, so that two keys are enough when the guess is right.
import { CUT_REASONS } from './forms.js';

const HEARD = /** @type {[string, RegExp][]} */ ([
  ['damaged', /破|裂|碎|坏了|变形|磕/],
  ['missing', /少(发|了|件)|漏发|没有?收到.*(配件|件)/],
  ['wrong_item', /发错|错发|颜色不对|不是我(买|拍)的/],
  ['lost', /丢件|丢了|弄丢/],
  ['late', /没发货|不发货|延迟|超时|太慢|还没到|没动/],
  ['price_gap', /差价|降价|价保|便宜了/],
  ['not_as_described', /不符|不一样|色差|描述/],
  ['quality', /质量|开线|掉色|异味|起球/],
  ['stock_out', /缺货|没货/],
]);
const SUM = /(\d+(?:\.\d{1,2})?)\s*(?:元|块|￥|¥)|[￥¥]\s*(\d+(?:\.\d{1,2})?)/;

/** Messages in which a claim is looked for: many ask again and again after they have made it. */
const HEARD_BACK = 30;

/** Pictures a claim takes along unless somebody says otherwise. */
const LATEST = 8;

/** Every picture the shopper has sent here, oldest first. @param {import('shared/frames.js').Event[]} events @returns {string[]} */
export const picturesOf = (events) => events.filter((event) => event.kind === 'message' && event.sender?.role === 'shopper' && event.body?.kind === 'image').map((event) => event.body.file);

/** @param {import('shared/frames.js').Event[]} events */
export function guess(events) {
  const said = events.filter((event) => event.kind === 'message' && event.sender?.role === 'shopper').slice(-HEARD_BACK);
  const text = said.map((event) => event.body?.text || '').join('\n');
  const kind = /投诉|12315|曝光|差评/.test(text) ? 'complaint' : /打折|便宜点|优惠点|\d折/.test(text) ? 'discount' : 'compensation';
  const reason = kind === 'discount' ? CUT_REASONS[0] : HEARD.find(([, words]) => words.test(text))?.[0] || 'goodwill';
  const sum = [...said].reverse().map((event) => SUM.exec(event.body?.text || '')).find(Boolean);
  const claim = sum ? Math.round(Number(sum[1] || sum[2]) * 100) : undefined;
  const form = kind === 'discount' ? '' : reason === 'price_gap' ? 'price_gap' : 'small_payment';
  const evidence = picturesOf(events).slice(-LATEST);
  return { kind, reason, claim_fen: claim, proposal_fen: claim, form, evidence };
}
