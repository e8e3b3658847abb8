// What stands beside a case: the rule, the order, like cases, this shopper's history, what was asked back. All of it is there
// before anybody clicks.
import { html, nothing } from 'lit';
import { full, money, when } from 'shared/format.js';
import { t, word } from 'shared/i18n.js';
import { told } from 'shared/told.js';
import './courier-claim.js';
import { ruleFor, ruleLine } from './rulebook.js';

const FLAG_LOOK = /** @type {Object<string, string>} */ ({ same_order: 'danger', serial: 'danger', same_reason: 'warn', rejected: 'warn' });
const TEMPER_LOOK = /** @type {Object<string, string>} */ ({ upset: 'warn', threatening: 'danger' });

/** @param {string} title @param {unknown} content @param {string} [test] */
const box = (title, content, test = '') => html`<section class="fact-box" data-test=${test}><h3>${title}</h3>${content}</section>`;

/** @param {any} book @param {any} claim @param {any} dossier */
export function ruleBox(book, claim, dossier) {
  const rule = claim.kind === 'compensation' ? ruleFor(book, claim.reason || '', { rule: claim.rule, amount_fen: claim.order_amount_fen }) : undefined;
  const mine = dossier?.rule;
  const known = claim.limit_fen !== undefined && claim.limit_fen !== null;
  const over = known && (claim.proposal_fen || 0) > claim.limit_fen;
  return box(t('decide.rule'), html`
    ${rule ? html`<p class="rule-line small">${ruleLine(rule)}</p>` : claim.rule ? html`<p class="small">${claim.rule}</p>` : html`<p class="chip warn">${t('decide.no_rule')}</p>`}
    ${known ? html`<p class="small">${t('decide.limit', { sum: money(claim.limit_fen) })} ${over ? html`<span class="chip danger">${t('decide.over', { sum: money((claim.proposal_fen || 0) - claim.limit_fen) })}</span>` : html`<span class="chip ok">${t('decide.within')}</span>`}</p>` : nothing}
    ${mine && claim.status === 'pending' ? html`<p class="small" data-test="my-rule">${t('decide.mine')} <span class="chip ${mine.verdict === 'within' ? 'ok' : 'warn'}">${t(`decide.verdict.${mine.verdict}`)}</span> ${told(mine.why)}</p>` : nothing}`);
}

/** @param {any} claim @param {any} dossier */
export function orderBox(claim, dossier) {
  if (!claim.order) return box(t('card.order'), html`<p class="muted small">${t('escalate.no_order')}</p>`);
  const order = dossier?.order;
  return box(t('card.order'), html`<p><b>${claim.order}</b> ${order ? html`<span class="chip">${word('order', order.state)}</span> ${money(order.amount_fen)}` : nothing}</p>
    ${dossier?.order_failed ? html`<p class="small problem">${t('decide.order_failed')}</p>` : nothing}
    ${(order?.lines || []).map((/** @type {any} */ item) => html`<p class="small">${item.sku === claim.sku ? '▸ ' : ''}${item.title || item.sku} × ${item.quantity} <span class="muted">${money(item.price_fen)}</span></p>`)}
    ${order ? html`<p class="small muted">${[['paid_at', 'decide.paid_at'], ['shipped_at', 'decide.shipped_at'], ['signed_at', 'decide.signed_at']].filter(([field]) => order[field]).map(([field, label]) => t(label, { time: when(order[field]) })).join(' · ')} ${order.province || ''}${order.city || ''}</p><kefu-courier-claim class="row small" .order=${order}></kefu-courier-claim>` : nothing}`);
}

/** @param {any} each */
function earlier(each) {
  const given = each.amount_fen !== undefined && each.amount_fen !== null;
  return html`<p class="small row nowrap"><span class="grow clip" title=${each.remark || ''}>${when(each.decided_at || each.opened_at)} ${word('reason', each.reason)} ${each.order || ''} ${each.decided_by_name || ''}</span>
    <span>${money(given ? each.amount_fen : each.proposal_fen)}</span><span class="chip ${given ? 'ok' : ''}">${word('case_status', each.status)}</span></p>`;
}

/** @param {any} dossier */
export function precedentsBox(dossier) {
  const alike = dossier?.precedents;
  if (!alike) return nothing;
  return box(t('decide.precedents'), alike.decided === 0 ? html`<p class="muted small">${t('decide.no_precedents')}</p>`
    : html`<p class="small" data-test="precedent-sums">${t('decide.precedent_sums', { n: alike.decided, share: Math.round((100 * alike.given) / alike.decided), median: money(alike.median_fen), highest: money(alike.highest_fen) })}</p>${alike.latest.map(earlier)}`, 'precedents');
}

/** @param {any} dossier */
export function shopperBox(dossier) {
  const history = dossier?.shopper;
  if (!history) return nothing;
  return box(t('decide.shopper'), html`<p class="small">${t('decide.shopper_sums', { claims: history.claims, given: history.given, sum: money(history.given_fen) })}
      ${history.flags.map((/** @type {string} */ flag) => html`<span class="chip ${FLAG_LOOK[flag] || 'warn'}" data-test="flag">${t(`decide.flag.${flag}`)}</span>`)}
      ${history.flags.length === 0 ? html`<span class="chip ok">${t('decide.flag.none')}</span>` : nothing}</p>
    ${history.latest.map(earlier)}`, 'shopper-history');
}

/** @param {any} dossier */
export const temperChip = (dossier) =>
  dossier && TEMPER_LOOK[dossier.temper] ? html`<span class="chip ${TEMPER_LOOK[dossier.temper]}" data-test="temper">${t(`decide.temper.${dossier.temper}`)}</span>` : nothing;

/** @param {any} dossier */
export function wordsBox(dossier) {
  const words = dossier?.words || [];
  return words.length === 0 ? nothing
    : box(t('decide.words'), words.map((/** @type {any} */ each) => html`<p class="small"><b>${each.by_name}</b> <time class="muted" title=${full(each.at)}>${when(each.at)}</time> <span class="chip">${t(`decide.word.${each.kind}`)}</span><br />${each.text}</p>`), 'case-words');
}
