// One card, and why it is offered.
import { html, nothing } from 'lit';
import { secondsSince, serverNow } from 'shared/clock.js';
import { age, full, when } from 'shared/format.js';
import { t, word } from 'shared/i18n.js';
import { session } from '../account/session.js';
import { freshness } from '../commerce/shop.js';
import { parts } from './pieces.js';

const STRENGTH = { high: 3, medium: 2, low: 1 };
const DAY_MS = 86_400_000;

/** @typedef {import('shared/frames.js').Card} Card */

/** @param {Card} card @param {any} slot */
function chip(card, slot) {
  const fact = (card.facts || []).find((each) => each.fact === slot.fact && each.key === slot.key);
  const { state, seconds } = freshness(fact);
  return html`<span class="slot ${state}" title=${`${word('fact', slot.fact)} ${slot.key} · ${fact?.source || ''}`}>${slot.value}<small> ${state === 'failed' ? t('fact.failed') : age(seconds)}</small></span>`;
}

/** Whether it soothes, and no article is behind it. @param {Card} card */
export const isPlaybook = (card) => Boolean(card.article?.id?.startsWith('pb_'));

/** Whether its source ends within a day. @param {Card} card */
const ends = (card) => Boolean(card.article?.valid_until) && new Date(/** @type {string} */ (card.article.valid_until)).getTime() - serverNow() < DAY_MS;

/** Whether it may be sent as shown, is to be checked, or is worth no more than a look. @param {Card} card */
function use(card) {
  if (card.sendable) return html`<span class="chip ok">${t('assist.sendable')}</span>`;
  return card.confidence === 'low' ? html`<span class="chip">${t('assist.reference')}</span>` : html`<span class="chip warn">${t('assist.check')}</span>`;
}

/** How sure it is, how it may be used, and its words with the facts in them. @param {Card} card @param {number} n @param {boolean} keys whether keys use it */
function face(card, n, keys) {
  return html`<span class="row small">${keys ? html`<kbd>Alt+${n}</kbd>` : html`<b>${n}</b>`}
        ${isPlaybook(card) ? html`<b>${t('assist.playbook')}</b>` : html`<span class="strength" data-level=${STRENGTH[card.confidence] || 1} aria-hidden="true"><i></i><i></i><i></i></span><b>${t('assist.sure', { level: t(`confidence.${card.confidence}`) })}</b>`}
        ${use(card)}
        ${keys && card.sendable && n === 1 ? html`<kbd>Alt+⏎</kbd>` : nothing}
        ${(card.missing || []).map((name) => html`<span class="chip warn">${word('missing', name)}</span>`)}
        ${card.next === 'escalate' ? html`<span class="chip danger">${t('assist.escalates')}</span>` : nothing}
        ${card.policy ? html`<span class="chip info">${t('assist.limit', { rule: card.policy.rule, sum: (card.policy.limit_fen / 100).toFixed(2) })}</span>` : nothing}</span>
      <span class="suggestion-body">${parts(card.text, card.slots || []).map((part) => (part.slot ? chip(card, part.slot) : part.text))}</span>`;
}

/** Where its words come from. @param {Card} card */
const source = (card) => html`<span class="grow clip" title=${card.article?.title || ''}>${t('assist.source', { id: card.article?.id || '', title: card.article?.title || '', version: card.article?.version ?? '' })}${ends(card) ? html` <span class="chip warn">◔ ${when(card.article.valid_until)}</span>` : nothing}</span>`;

/** A card to look at. @param {Card} card @param {number} n */
export const cardShown = (card, n) => html`<div class="suggestion-text">${face(card, n, false)}</div><span class="row small muted source">${source(card)}</span>`;

/** @param {Card} card @param {number} n @param {(send:boolean) => void} choose @param {(verdict:string) => void} judge @param {string[]} bad @param {unknown} more between its source and its verdicts */
export function cardOf(card, n, choose, judge, bad, more) {
  return html`<button class="suggestion-text" @click=${(/** @type {MouseEvent} */ event) => choose(event.shiftKey)} data-test="card-${n}">
      ${face(card, n, true)}
    </button>
    <span class="row small muted source">${source(card)}
      ${more}<button class="button quiet" @click=${() => judge('good')}>${t('assist.good')}</button>
      <select class="verdict" aria-label=${t('assist.bad')} @change=${(/** @type {any} */ e) => { judge(e.target.value); e.target.value = ''; }} data-test="verdict"><option value="" selected>${t('assist.bad')}</option>${bad.map((verdict) => html`<option value=${verdict}>${t(`verdict.${verdict}`)}</option>`)}</select></span>`;
}

/** What a language model made of a card: to be read, never sent as it is; the card itself is one key away.
 * @param {Card} card @param {import('shared/frames.js').Wording} draft @param {number} n @param {(piece:any) => void} insert */
export function draftOf(card, draft, n, insert) {
  return html`<div class="model-draft" data-test="draft-${n}"><p class="suggestion-body">${parts(draft.text, draft.slots || []).map((part) => (part.slot ? chip(card, part.slot) : part.text))}</p>
    <div class="row small"><span class="chip warn grow">${t('assist.draft_check')}</span>
      <button class="button" @click=${() => insert({ ...draft, id: card.id })} data-test="draft-insert-${n}">${t('assist.draft_insert')} <kbd>Alt+Shift+${n}</kbd></button>
      <button class="button quiet" @click=${() => insert(card)}>${t('assist.draft_original')} <kbd>Alt+${n}</kbd></button></div></div>`;
}

/** @param {string} name @param {string[]|undefined} lines */
const steps = (name, lines) => (lines?.length ? html`<dt>${t(`assist.${name}`)}</dt><dd><ol>${lines.map((line) => html`<li>${line}</li>`)}</ol></dd>` : nothing);

/** Who writes goes there; who does not says what should stand there. @param {any} article @param {() => void} judge */
const correct = (article, judge) =>
  session.is('editor', 'supervisor', 'manager', 'admin')
    ? html`<a href="/console/${article.id.startsWith('pb_') ? 'playbooks' : 'knowledge'}#${article.id}" target="_blank">${t('assist.correct')}</a>`
    : html`<button class="button quiet" @click=${judge} data-test="correct">${t('assist.correct')}</button>`;

/** @param {Card} card @param {any} playbook its steps, when it is one @param {() => void} judge asks what is wrong with it */
export function whyOf(card, playbook, judge) {
  const { article } = card;
  return html`<dl class="why small" data-test="why-view">
    ${card.matched ? html`<dt>${t('assist.matched')}</dt><dd>${card.matched}${playbook ? nothing : html` <span class="muted">${t('assist.score', { score: Number(card.score).toFixed(2) })}</span>`}</dd>` : nothing}
    <dt>${t('assist.from')}</dt><dd>${article.title} <span class="muted">${article.id} v${article.version} · ${article.valid_until ? t('assist.until', { time: full(article.valid_until) }) : t('assist.always')}</span>
      ${correct(article, judge)}</dd>
    ${card.policy ? html`<dt>${t('assist.rule')}</dt><dd>${t('assist.limit', { rule: card.policy.rule, sum: (card.policy.limit_fen / 100).toFixed(2) })}</dd>` : nothing}
    <dt>${t('assist.calls')}</dt><dd>${card.facts?.length ? html`<ul>${card.facts.map((fact) => html`<li>${word('fact', fact.fact)} ${fact.key}: ${fact.state === 'failed' ? html`<b class="late">${t('fact.failed')}</b>` : html`<b>${fact.value || '–'}</b>`} <span class="muted">${fact.source} · ${full(fact.as_of)} · ${t('fact.ago', { age: age(secondsSince(fact.as_of)) })}</span></li>`)}</ul>` : t('assist.no_calls')}</dd>
    ${steps('verify', playbook?.verify)}${steps('offer', playbook?.offer)}${steps('then', playbook?.next)}</dl>`;
}
