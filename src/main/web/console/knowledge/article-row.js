// An article in the list: where it stands, how often it was suggested in the last thirty days, and what became of that.
import { html, nothing } from 'lit';
import { t, word } from 'shared/i18n.js';
import { full, when } from 'shared/format.js';
import { left } from './countdown.js';

const LOOKS = /** @type {Object<string, string>} */ ({ published: 'ok', draft: 'warn', in_review: 'info', scheduled: 'info', expiring: 'warn', expired: 'danger' });

/** @param {any} use */
function used(use) {
  if (!use) return nothing;
  const { shown, used_as_is: asIs, used_edited: edited, used_rate: rate, marked_wrong: wrong } = use;
  const detail = t('kb.use_detail', { shown, as_is: asIs, edited });
  return html`<span title=${detail} data-test="use">${shown ? t('kb.use', { shown, rate: Math.round(100 * (rate ?? 0)) }) : t('kb.no_use')}</span>${wrong ? html`<span class="warn-text">${t('kb.marked_wrong', { n: wrong })}</span>` : nothing}`;
}

/**
 * @param {any} article
 * @param {{open:boolean, chosen:boolean, choose:() => void, show:() => void}} row
 */
export function articleRow(article, { open, chosen, choose, show }) {
  const life = article.life || article.status;
  const ends = life === 'expiring' && Date.parse(article.ends_at) > Date.now();
  const said = article.use?.feedback || 0;
  return html`<li class="inbox-row" aria-current=${open ? 'true' : 'false'} data-test="article" data-article=${article.id} data-feedback=${said}>
    <input type="checkbox" class="pick" .checked=${chosen} @change=${choose} aria-label=${t('kb.choose_row', { question: article.question })} data-test="pick" />
    <button class="inbox-open" @click=${show}>
      <span class="row nowrap"><span class="grow clip strong">${article.question}</span>${article.emergency?.length ? html`<span class="chip danger">${t('kb.emergency_mark')}</span>` : nothing}${said ? html`<span class="chip danger">${t('kb.feedback', { n: said })}</span>` : nothing}<span class="chip ${LOOKS[life] || ''}">${ends ? `◔ ${left(article.ends_at)}` : word('kb_status', life)}</span></span>
      <span class="row nowrap small muted"><span class="grow clip">${[article.category, word('stage', article.stage), article.owner, article.id].filter(Boolean).join(' · ')}</span><span>v${article.version}</span></span>
      <span class="row nowrap small muted"><span class="row nowrap grow">${used(article.use)}</span>${article.deletes_at ? html`<span class="warn-text" title=${full(article.deletes_at)} data-test="row-deletes">${t('kb.deletes', { time: when(article.deletes_at) })}</span>` : nothing}${article.ends_at && !article.deletes_at && !ends ? html`<span title=${full(article.ends_at)}>${t('kb.ends', { time: when(article.ends_at) })}</span>` : nothing}<span title=${`${t('kb.edited')} ${full(article.updated_at)} ${article.updated_by}`}>${when(article.updated_at)}</span></span></button></li>`;
}
