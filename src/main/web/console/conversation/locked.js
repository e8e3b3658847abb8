// In place of the composer where this person may not answer: why, and what to do about it.
import { html, nothing } from 'lit';
import { tell } from 'shared/element.js';
import { t } from 'shared/i18n.js';
import { desk } from '../desk/desk.js';
import { complain } from '../toasts.js';

/** @param {HTMLElement & {text:string, load:(kind:'reply'|'note') => void}} composer */
export function locked(composer) {
  const row = desk.row;
  if (!row) return nothing;
  if (row.status === 'closed') {
    return html`<div class="locked"><div class="grow">${t('composer.closed')}${unsent(composer)}</div>
      <button class="button" @click=${() => desk.line.command('reopen', desk.current).catch(complain)} data-test="reopen">${t('composer.reopen')}</button></div>`;
  }
  return html`<div class="locked"><div class="grow">${t(row.status === 'queued' ? 'composer.queued' : 'composer.not_owner', { name: desk.ownerName })}${unsent(composer)}</div>
    <button class="button primary" @click=${() => tell(composer, 'kefu-action', 'take')} data-test="take-open">${t('composer.take')}</button>
    <button class="button" @click=${() => composer.load('note')}>${t('composer.note')} <kbd>Alt+P</kbd></button></div>`;
}

/** What came back is kept for who may answer again. @param {{text:string}} composer */
const unsent = ({ text }) => (text ? html`<div class="small muted clip" title=${text} data-test="unsent">${t('composer.unsent', { text })}</div>` : nothing);
