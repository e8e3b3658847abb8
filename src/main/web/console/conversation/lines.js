// One event of the log as a line of the thread.
import { html, nothing } from 'lit';
import { full, money, when } from 'shared/format.js';
import { nameOf } from 'shared/frames.js';
import { t, word } from 'shared/i18n.js';
import { arrival } from 'shared/log.js';
import { toldOrSaid } from 'shared/told.js';
import { parts } from '../assist/pieces.js';
import { shop } from '../commerce/shop.js';
import { picture } from './pictures.js';

/** Characters that turn or hide text are shown as what they are. @param {string} text */
export const visible = (text) =>
  String(text ?? '').replace(/[\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, (c) => `[U+${c.charCodeAt(0).toString(16).toUpperCase()}]`);

/** @param {import('shared/frames.js').Body|any} body */
export function content(body) {
  switch (body?.kind) {
    case 'product':
      shop.product(body.sku);
      return html`<span class="card-line">${t('card.product')} <b>${shop.titleOf(body.sku)}</b> <span class="muted small">${body.sku}</span></span>`;
    case 'order':
      return html`<span class="card-line">${t('card.order')} <b>${body.order}</b></span>`;
    case 'withdrawn':
      return html`<em class="muted" data-test="withdrawn">${t(body.why === 'erased' ? 'thread.erased' : 'thread.recalled')}</em>`;
    case 'image':
      return picture(body.file);
    default:
      return parts(visible(body?.text), body?.slots || []).map((part) =>
        part.slot ? html`<span class="slot">${part.text}</span>` : part.text);
  }
}

/** @param {any} event */
const sayer = (event) => (event.sender?.role === 'system' ? t('role.system') : nameOf(event.sender));

/** What happened, in words, for the events that are no message. @param {any} event */
function happened(event) {
  const body = event.body || {};
  const who = sayer(event);
  const amount = body.amount_fen ?? body.proposal_fen ?? body.case?.proposal_fen;
  const sum = amount === undefined || amount === null ? '' : money(amount);
  const form = word('form', body.form || body.case?.form);
  const note = body.note || body.remark || body.text || '';
  switch (event.kind) {
    case 'assign':
      return t('event.assign', { who: body.name || nameOf(body.to) || who });
    case 'transfer':
      return t('event.transfer', { who, to: body.name || word('group', body.to_group) || nameOf(body.to), note });
    case 'escalate':
      return t('event.escalate', { who, kind: word('kind', body.kind || body.case?.kind), reason: word('reason', body.reason || body.case?.reason), sum });
    case 'decide':
      return t('event.decide', { who, outcome: word('outcome', body.outcome || body.status), sum, form, note });
    case 'grant':
      return t('event.grant', { sum, form, status: body.form === 'price_change' && body.status === 'granted' ? t('price.done') : word('grant', body.status) });
    case 'close':
      return t('event.close', { who, reason: word('close', body.reason) });
    case 'reopen':
      return t('event.reopen', { who });
    case 'rate':
      return t('event.rate', { score: body.score ?? '', text: body.text || '' });
    default:
      return toldOrSaid(note) || word('system', body.code) || event.kind;
  }
}

/** @param {any} event @param {{me?:string, readTo?:number, deliveredTo?:number, recall?:(seq:number) => void}} context `recall` where the message may be taken back */
export function line(event, { me, readTo, deliveredTo, recall }) {
  if (event.kind === 'recall') {
    return event.body?.all ? html`<li class="happening" data-test="event" data-kind="erased"><span>${t('event.erased', { who: nameOf(event.sender) })}</span> <time class="small" title=${full(event.at)}>${when(event.at)}</time></li>` : nothing;
  }
  if (event.kind !== 'message' && event.kind !== 'note') {
    return html`<li class="happening" data-test="event" data-kind=${event.kind} data-seq=${event.seq}><span>${visible(happened(event))}</span> <time class="small" title=${full(event.at)}>${when(event.at)}</time></li>`;
  }
  const role = event.sender?.role || 'system';
  const note = event.kind === 'note';
  const side = role === 'shopper' ? 'left' : role === 'system' ? 'middle' : 'right';
  const who = event.sender?.id === me ? t('role.me') : `${sayer(event)}${role === 'assistant' ? ` · ${t('role.assistant')}` : ''}`;
  return html`<li class="message ${side} ${note ? 'note' : role}" data-test=${note ? 'note' : 'message'} data-seq=${event.seq} data-role=${role}>
    <div class="meta small muted">${note ? html`<b>${t('thread.note')}</b>` : nothing} <span>${who}</span> <time title=${full(event.at)}>${when(event.at)}</time>${side === 'right' && !note ? arrived(event.seq, readTo, deliveredTo) : nothing}${recall ? html` <button class="button quiet small" @click=${() => recall(event.seq)} data-test="recall">${t('thread.recall')}</button>` : nothing}</div>
    <div class="bubble">${content(event.body)}</div>
  </li>`;
}

/** @param {number} seq @param {number|undefined} readTo @param {number|undefined} deliveredTo */
function arrived(seq, readTo, deliveredTo) {
  const state = arrival(seq, readTo, deliveredTo);
  return html`<span data-test="arrival" data-state=${state}>✓ ${t(`send.${state}`)}</span>`;
}

/** A message still on its way. @param {import('shared/outbox.js').Entry} entry @param {{again:() => void, drop:() => void}} actions */
export function underway(entry, actions) {
  const failed = entry.state === 'failed';
  return html`<li class="message right agent pending" data-test="pending" data-state=${entry.state}>
    <div class="bubble">${content(entry.body)}</div>
    <div class="meta small ${failed ? 'problem' : 'muted'}">${t(`send.${entry.state}`)}${failed && entry.code ? ` · ${word('error', entry.code)}` : ''}
      ${failed ? html`<button class="button quiet" @click=${actions.again} data-test="retry">${t('send.again')}</button><button class="button quiet" @click=${actions.drop} data-test="drop">${t('send.drop')}</button>` : nothing}</div>
  </li>`;
}
