// In place of the composer where this person may not answer: why, and what to do about it.
import { html, nothing } from 'lit';
import { tell } from 'shared/element.js';
import { t } from 'shared/i18n.js';
import { desk } from '../desk/desk.js';
import { complain } from '../toasts.js';

/** @param {HTMLElement & {load:(kind:'reply'|'note') => void}} composer */
export function locked(composer) {
  const row = desk.row;
  if (!row) return nothing;
  if (row.status === 'closed') {
    return html`<div class="locked"><span class="grow">${t('composer.closed')}</span>
      <button class="button" @click=${() => desk.line.command('reopen', desk.current).catch(complain)} data-test="reopen">${t('composer.reopen')}</button></div>`;
  }
  return html`<div class="locked"><span class="grow">${t(row.status === 'queued' ? 'composer.queued' : 'composer.not_owner', { name: desk.ownerName })}</span>
    <button class="button primary" @click=${() => tell(composer, 'kefu-action', 'take')} data-test="take-open">${t('composer.take')}</button>
    <button class="button" @click=${() => composer.load('note')}>${t('composer.note')} <kbd>Alt+P</kbd></button></div>`;
}
