// The named windows: the one place where the dates of a promotion or a holiday are changed.
import { html, nothing } from 'lit';
import { View, tell } from 'shared/element.js';
import { call, get, listOf } from 'shared/api.js';
import { t, word } from 'shared/i18n.js';
import { serverNow } from 'shared/clock.js';
import { explain, notice } from '../toasts.js';
import { local } from './article.js';
import { left } from './countdown.js';

/** To the second, in the editor's zone. @param {string} at */
const time = (at) => local(at).replace('T', ' ');
const LOOKS = /** @type {Object<string, string>} */ ({ open: 'ok', coming: 'info', over: '' });

class WindowsDialog extends View {
  constructor() {
    super();
    /** @type {any[]} */
    this.windows = [];
    /** @type {any} the one that is being written; `{}` for a new one */
    this.written = undefined;
    this.problem = '';
    this.tick();
  }

  get dialog() {
    return /** @type {HTMLDialogElement} */ (this.querySelector('dialog'));
  }

  async open() {
    this.set({ written: undefined, problem: '' });
    this.dialog.showModal();
    await this.load();
  }

  async load() {
    try {
      this.set({ windows: listOf(await get('/knowledge/windows')) });
    } catch (refused) {
      this.set({ problem: explain(refused) });
    }
  }

  /** @param {SubmitEvent} event */
  async save(event) {
    event.preventDefault();
    const form = new FormData(/** @type {HTMLFormElement} */ (event.target));
    const read = (/** @type {string} */ name) => new Date(String(form.get(name))).toISOString();
    const { name, version } = this.written;
    try {
      const body = { title: String(form.get('title')), from: read('from'), until: read('until') };
      if (name) await call('PUT', `/knowledge/windows/${name}`, { body, etag: `"${version}"` });
      else await call('POST', '/knowledge/windows', { body: { name: String(form.get('name')), ...body } });
      notice(t('windows.saved'));
      this.set({ written: undefined, problem: '' });
      tell(this, 'windows');
      await this.load();
    } catch (refused) {
      this.set({ problem: explain(refused) });
    }
  }

  /** @param {any} each */
  row(each) {
    const open = each.state !== 'over' && Date.parse(each.until) > serverNow();
    const began = Date.parse(each.from) <= serverNow();
    const state = open ? (began ? 'open' : 'coming') : 'over';
    const beside = this.windows.filter((other) => each.overlaps.includes(other.name) && other.state !== 'over');
    return html`<tr data-test="window" data-state=${state}><td><b>${each.title}</b><br /><span class="small muted">${t('windows.articles', { n: each.articles })}</span></td>
      <td class="times">${time(each.from)}<br />${time(each.until)}</td>
      <td><span class="chip ${LOOKS[state]}">${word('window_state', state)}</span> ${open ? html`<span class="chip">◔ ${left(began ? each.until : each.from)}</span>` : nothing}${open && beside.length ? html`<p class="small warn-text">${t('windows.overlaps', { names: beside.map((other) => other.title).join('、') })}</p>` : nothing}</td>
      <td><button class="button" @click=${() => this.set({ written: each })} data-test="window-edit">${t('windows.edit')}</button></td></tr>`;
  }

  form() {
    const { written } = this;
    if (!written) return nothing;
    return html`<form class="window-form" @submit=${this.save}>${written.name ? nothing : html`<label class="field"><span>${t('windows.name')}</span><input class="input" name="name" required pattern="[a-z][a-z0-9_]*" maxlength="60" data-test="window-name" /></label>`}
      <label class="field"><span>${t('windows.title')}</span><input class="input" name="title" required maxlength="60" .value=${written.title || ''} data-test="window-title" /></label>
      <label class="field"><span>${t('windows.from')}</span><input class="input" name="from" type="datetime-local" step="1" required .value=${local(written.from)} data-test="window-from" /></label>
      <label class="field"><span>${t('windows.until')}</span><input class="input" name="until" type="datetime-local" step="1" required .value=${local(written.until)} data-test="window-until" /></label>
      <p class="row"><button class="button primary" data-test="window-save">${t('windows.save')}</button><button class="button quiet" type="button" @click=${() => this.set({ written: undefined })}>${t('app.cancel')}</button></p></form>`;
  }

  render() {
    return html`<dialog class="box wide" aria-label=${t('windows.heading')}>
      <div class="sheet-head"><h2 class="grow">${t('windows.heading')}</h2><button class="button" @click=${() => this.set({ written: {} })} data-test="window-new">${t('kb.new')}</button><button class="button quiet" @click=${() => this.dialog.close()} aria-label=${t('app.cancel')}>✕</button></div>
      <div class="sheet-body"><p class="muted small">${t('windows.hint')}</p>${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}${this.form()}
        <table><tbody>${this.windows.map((each) => this.row(each))}</tbody></table></div></dialog>`;
  }
}

customElements.define('kefu-windows', WindowsDialog);
