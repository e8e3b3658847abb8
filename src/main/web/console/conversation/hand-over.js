// Handing a conversation to a colleague or a group, and closing it. Enter takes the first proposal.
import { html, nothing } from 'lit';
import { View } from 'shared/element.js';
import { get, listOf } from 'shared/api.js';
import { t, word } from 'shared/i18n.js';
import { desk } from '../desk/desk.js';
import { explain, notice } from '../toasts.js';

const GROUPS = ['pre_sale', 'after_sale'];
const REASONS = ['solved', 'no_reply', 'duplicate', 'spam'];

class HandOver extends View {
  constructor() {
    super();
    /** @type {string|undefined} */
    this.conversation = undefined;
    this.mode = 'transfer';
    this.problem = '';
    /** @type {{value:string, label:string, state?:string}[]} */
    this.targets = [];
  }

  get dialog() {
    return /** @type {HTMLDialogElement} */ (this.querySelector('dialog'));
  }

  /** @param {'transfer'|'close'} mode */
  async open(mode) {
    if (!desk.current) return;
    this.set({ mode, problem: '', conversation: desk.current });
    if (!this.dialog.open) this.dialog.showModal();
    await this.updateComplete;
    this.focusFirst();
    if (mode === 'transfer') await this.findTargets();
  }

  focusFirst() {
    /** @type {HTMLElement|null} */ (this.querySelector('select'))?.focus();
  }

  async findTargets() {
    const staff = await get('/staff?limit=200').then(listOf, () => []);
    const people = staff
      .filter((each) => each.id !== desk.me?.id && each.active !== false && (each.roles || [each.role]).some((/** @type {string} */ role) => ['agent', 'supervisor'].includes(role)))
      .sort((a, b) => Number(b.state === 'online') - Number(a.state === 'online'));
    const targets = [
      ...people.map((each) => ({ value: `staff:${each.id}`, label: each.name, state: each.state || each.presence })),
      ...GROUPS.map((id) => ({ value: `group:${id}`, label: word('group', id) })),
    ];
    this.set({ targets });
  }

  /** @param {SubmitEvent} event */
  async submit(event) {
    event.preventDefault();
    const form = new FormData(/** @type {HTMLFormElement} */ (event.target));
    const [what, id] = String(form.get('target') || '').split(/:(.*)/s);
    const args = this.mode === 'close'
      ? { reason: String(form.get('reason')) }
      : { [what === 'staff' ? 'to_staff' : 'to_group']: id, note: String(form.get('note') || '') };
    try {
      await desk.line.command(this.mode, this.conversation, args);
      this.dialog.close();
      notice(t(this.mode === 'close' ? 'close.closed' : 'transfer.done'));
    } catch (refused) {
      this.set({ problem: explain(refused) });
    }
  }

  fields() {
    if (this.mode === 'close') {
      return html`<label class="field"><span>${t('close.reason')}</span><select class="input" name="reason" data-test="close-reason">
        ${REASONS.map((reason) => html`<option value=${reason}>${word('close', reason)}</option>`)}</select></label>`;
    }
    return html`<label class="field"><span>${t('transfer.to')}</span><select class="input" name="target" required data-test="transfer-target">
        ${this.targets.map((each) => html`<option value=${each.value}>${each.label}${each.state ? ` · ${word('presence', each.state)}` : ''}</option>`)}</select></label>
      <label class="field"><span>${t('transfer.note')}</span><textarea class="input" name="note" data-test="transfer-note"></textarea></label>`;
  }

  /** Enter in a list submits, as in any field. @param {KeyboardEvent} event */
  pressed(event) {
    if (event.key === 'Enter' && /** @type {HTMLElement} */ (event.target).tagName === 'SELECT') {
      event.preventDefault();
      /** @type {HTMLFormElement} */ (this.querySelector('form')).requestSubmit();
    }
  }

  render() {
    const title = t(this.mode === 'close' ? 'close.title' : 'transfer.title');
    return html`<dialog class="box" aria-label=${title} @keydown=${this.pressed} data-test="hand-over">
      <form method="dialog" @submit=${this.submit}>
        <div class="sheet-head"><h2>${title}</h2></div>
        <div class="sheet-body">${this.fields()}${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}</div>
        <div class="sheet-foot"><button type="button" class="button" @click=${() => this.dialog.close()}>${t('app.cancel')} <kbd>Esc</kbd></button>
          <button class="button primary" data-test="hand-over-submit">${title} <kbd>⏎</kbd></button></div>
      </form></dialog>`;
  }
}

customElements.define('kefu-hand-over', HandOver);
