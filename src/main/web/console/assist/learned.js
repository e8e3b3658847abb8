// What agents' use of the open article has taught: wordings that lead to it, or away; to be taken over as similar questions, or undone.
import { html, nothing } from 'lit';
import { View } from 'shared/element.js';
import { call, get, listOf } from 'shared/api.js';
import { t } from 'shared/i18n.js';
import { complain, notice } from '../toasts.js';

const LOOK = /** @type {Object<string, string>} */ ({ helps: 'ok', hinders: 'danger', none: '' });

class Learned extends View {
  static properties = { article: {} };

  constructor() {
    super();
    /** @type {string|undefined} */
    this.article = undefined;
    /** @type {any[]} */
    this.wordings = [];
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    if (changed.has('article')) this.load();
  }

  async load() {
    const { article } = this;
    const wordings = article ? listOf(await get(`/knowledge/articles/${article}/learned`).catch(() => [])) : [];
    if (article === this.article) this.set({ wordings });
  }

  get form() {
    return /** @type {any} */ (document.querySelector('kefu-article'));
  }

  /** Into the form, not to the server: the editor saves. @param {string[]} wordings */
  adopt(wordings) {
    const { form } = this;
    if (!form?.base) return;
    const known = String(form.form.similar || '').split('\n').map((/** @type {string} */ each) => each.trim()).filter(Boolean);
    const fresh = wordings.filter((each) => !known.includes(each) && each !== form.form.question);
    form.set({ form: { ...form.form, similar: [...known, ...fresh].join('\n') } });
    notice(t('learned.adopted', { n: fresh.length }));
  }

  /** @param {string} wording */
  async undo(wording) {
    try {
      await call('DELETE', `/knowledge/articles/${this.article}/learned?wording=${encodeURIComponent(wording)}`);
      notice(t('learned.undone'));
      await this.load();
    } catch (refused) {
      complain(refused);
    }
  }

  render() {
    if (this.wordings.length === 0) return nothing;
    const helping = this.wordings.filter((each) => each.effect === 'helps').map((each) => each.wording);
    return html`<section class="fact-box" data-test="learned"><h3>${t('learned.title')} ${helping.length ? html`<button class="button" @click=${() => this.adopt(helping)} data-test="adopt-all">${t('learned.from_chats', { n: helping.length })}</button>` : nothing}</h3>
      <ul class="hits">${this.wordings.map((each) => html`<li class="small row"><span class="grow">${each.wording}</span><span class="chip ${LOOK[each.effect] || ''}">${t(`learned.${each.effect}`, { n: each.uses })}</span>
        <button class="button quiet" @click=${() => this.adopt([each.wording])}>${t('learned.adopt')}</button>
        <button class="button quiet" @click=${() => this.undo(each.wording)} data-test="undo-learned">${t('learned.undo')}</button></li>`)}</ul></section>`;
  }
}

customElements.define('kefu-learned', Learned);
