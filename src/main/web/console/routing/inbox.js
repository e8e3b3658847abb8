// The work list: mine, the queue, my colleagues', the closed ones; the most urgent on top.
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { View } from 'shared/element.js';
import { replyClock } from 'shared/clock.js';
import { running, when } from 'shared/format.js';
import { t, word } from 'shared/i18n.js';
import { toldOrSaid } from 'shared/told.js';
import { desk } from '../desk/desk.js';
import { urgentWant } from '../desk/urgency.js';
import { complain } from '../toasts.js';

const TABS = /** @type {const} */ (['mine', 'queue', 'others', 'closed']);
const SHOWN = 200;

/** The reply clock as shape and words, never as colour alone. @param {string|undefined} since */
export function clockPill(since) {
  const clock = replyClock(since);
  if (!clock) return nothing;
  const text = clock.level === 'broken' ? t('clock.over', { time: running(-clock.left) }) : t('clock.left', { time: running(clock.left) });
  const look = { calm: '', amber: 'warn', red: 'danger', broken: 'solid' }[clock.level];
  const shape = { calm: '○', amber: '◔', red: '◑', broken: '●' }[clock.level];
  return html`<span class="chip clock ${look}" data-level=${clock.level}><span aria-hidden="true">${shape}</span>${text}</span>`;
}

class Inbox extends View {
  tab = 'mine';

  constructor() {
    super();
    this.watch(desk, 'rows', 'open', 'log');
    this.tick();
    this.hear(desk, 'open', () => this.follow());
  }

  /** The list shows the tab where the open conversation is. */
  follow() {
    if (desk.row) this.set({ tab: desk.tabOf(desk.row) });
  }

  /** @param {string} tab */
  show(tab) {
    this.set({ tab });
    if (tab === 'closed') desk.fetchClosed();
  }

  get rows() {
    return desk.list(/** @type {any} */ (this.tab));
  }

  /** @param {number} step */
  walk(step) {
    const rows = this.rows;
    if (rows.length === 0) return;
    const at = rows.findIndex((row) => row.conversation === desk.current);
    desk.open(rows[at < 0 ? 0 : (at + step + rows.length) % rows.length].conversation);
  }

  /** @param {import('shared/frames.js').Row} row @param {Event} event */
  async take(row, event) {
    event.stopPropagation();
    await desk.take(row.conversation).catch(complain);
  }

  /** @param {import('shared/frames.js').Row} row */
  preview(row) {
    const draft = row.conversation !== desk.current && desk.drafts?.of(row.conversation, 'reply');
    if (draft) return html`<span class="draft">${t('inbox.draft')}</span> ${draft.text}`;
    const text = row.last?.text || '';
    // The server's own word for what is no text, such as a picture.
    return /^\[\S+\]$/.test(text) ? toldOrSaid(text) : text;
  }

  /** @param {import('shared/frames.js').Row} row */
  caseChip(row) {
    if (!row.case) return nothing;
    const status = typeof row.case === 'object' ? row.case.status : undefined;
    const look = /** @type {any} */ ({ approved: 'ok', granted: 'ok', rejected: 'danger', failed: 'danger' })[status] || 'warn';
    return html`<span class="chip ${look}">${status ? word('case_status', status) : t('inbox.case')}</span>`;
  }

  /** Who needs somebody at once, in a word. @param {import('shared/frames.js').Row} row */
  wantsChip(row) {
    const want = urgentWant(row);
    return want ? html`<span class="chip danger" data-test="wants">${t(`wants.${want}`)}</span>` : nothing;
  }

  /** @param {import('shared/frames.js').Row} row */
  item(row) {
    const open = row.conversation === desk.current;
    return html`<li class="inbox-row" aria-current=${open ? 'true' : 'false'} data-test="inbox-row" data-conversation=${row.conversation}
        data-status=${row.status}>
      <button class="inbox-open" @click=${() => desk.open(row.conversation)}>
        <span class="row nowrap"><span class="grow clip strong">${row.shopper?.name || row.shopper?.id}</span>
          ${row.shopper?.tier ? html`<span class="chip info">${row.shopper.tier}</span>` : nothing}
          ${row.status === 'closed' ? html`<span class="small muted">${when(row.last?.at)}</span>` : clockPill(row.waiting_since)}</span>
        <span class="row nowrap"><span class="grow clip muted">${this.preview(row)}</span>
          ${row.unread ? html`<span class="badge" data-test="unread" aria-label=${t('inbox.unread', { n: row.unread })}>${row.unread > 9 ? '9+' : row.unread}</span>` : nothing}</span>
        <span class="row small"><span class="chip">${word('stage', row.stage)}</span>${this.wantsChip(row)}${this.caseChip(row)}
          ${this.tab === 'others' ? html`<span class="muted">${desk.nameOfOwner(row)}</span>` : nothing}</span>
      </button>
      ${row.status === 'queued' ? html`<button class="button take" @click=${(/** @type {Event} */ event) => this.take(row, event)} data-test="take">${t('inbox.take')}</button>` : nothing}
    </li>`;
  }

  empty() {
    const queue = desk.list('queue').length;
    return html`<div class="empty"><h2>${t(`inbox.empty_${this.tab}`)}</h2>
      ${queue && this.tab === 'mine' ? html`<p>${t('inbox.queue_waits', { n: queue })} <kbd>Alt+N</kbd></p>` : nothing}</div>`;
  }

  render() {
    const rows = this.rows;
    return html`<div class="inbox-head"><h1>${t('screen.reception')}</h1><span class="muted">${desk.me?.name || ''}</span></div>
      <div class="tabs" role="tablist" aria-label=${t('screen.reception')}>
        ${TABS.map((tab) => html`<button class="tab" role="tab" aria-selected=${tab === this.tab} @click=${() => this.show(tab)} data-test="tab-${tab}">
          ${t(`inbox.${tab}`)} <span class="small">${desk.list(tab).length || ''}</span></button>`)}
      </div>
      ${!desk.ready
        ? html`<div class="skeleton" aria-hidden="true">${Array.from({ length: 8 }, () => html`<i></i>`)}</div>`
        : rows.length === 0
          ? this.empty()
          : html`<ul class="inbox-list" data-test="inbox">${repeat(rows.slice(0, SHOWN), (row) => row.conversation, (row) => this.item(row))}
              ${rows.length > SHOWN ? html`<li class="small muted pad">${t('inbox.more', { n: rows.length - SHOWN })}</li>` : nothing}</ul>`}`;
  }
}

customElements.define('kefu-inbox', Inbox);
