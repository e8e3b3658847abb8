// Over the composer, while a case of the open conversation waits: its clock, and what the supervisor wants to know.
import { html, nothing } from 'lit';
import { View } from 'shared/element.js';
import { get } from 'shared/api.js';
import { secondsSince, serverNow } from 'shared/clock.js';
import { money, running } from 'shared/format.js';
import { t } from 'shared/i18n.js';
import { desk } from '../desk/desk.js';
import { complain, notice } from '../toasts.js';

const KINDS = ['escalate', 'decide', 'grant'];

class CaseStrip extends View {
  constructor() {
    super();
    /** @type {any} */
    this.case = undefined;
    this.busy = false;
    this.asked = '';
    this.tick();
    this.hear(desk, 'open', () => this.look());
    this.hear(desk, 'rows', () => this.look());
    this.hear(desk, 'arrived', (event) => event.detail.conversation === desk.current && KINDS.includes(event.detail.kind) && this.look(true));
  }

  /** Asks only when the work list names another case, or one has moved. @param {boolean} [moved] */
  async look(moved = false) {
    const id = typeof desk.row?.case === 'object' ? desk.row.case.id : '';
    if (!id) return this.case && this.set({ case: undefined, asked: '' });
    if (id === this.asked && !moved) return undefined;
    this.asked = id;
    const found = await get(`/cases/${id}`).catch(() => undefined);
    return id === this.asked && this.set({ case: found });
  }

  /** @param {Event} event */
  async answer(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const text = String(new FormData(form).get('text') || '').trim();
    if (!text || this.busy) return;
    this.set({ busy: true });
    try {
      await desk.line.command('answer_case', this.case.conversation, { case: this.case.id, text });
      form.reset();
      notice(t('case.answered'));
      this.look(true);
    } catch (refused) {
      complain(refused);
    } finally {
      this.set({ busy: false });
    }
  }

  render() {
    const found = this.case;
    if (!found || found.conversation !== desk.current || found.status !== 'pending') return nothing;
    const late = Date.parse(found.due_at) < serverNow();
    return html`<div class="bar ${found.question || late ? 'warn' : ''} case-strip" data-test="case-strip">
      <span>${t(found.needs === 'manager' ? 'case.at_manager' : 'case.waits', { sum: money(found.proposal_fen), time: running(secondsSince(found.opened_at)) })}</span>
      ${found.question ? html`<form class="row grow" @submit=${this.answer}><b class="clip" title=${found.question}>${t('case.question', { text: found.question })}</b>
        <input class="input grow" name="text" maxlength="2000" required aria-label=${t('case.answer')} placeholder=${t('case.answer')} data-test="case-answer" /><button class="button" ?disabled=${this.busy}>${t('case.reply')} <kbd>⏎</kbd></button></form>` : nothing}</div>`;
  }
}

customElements.define('kefu-case-strip', CaseStrip);
