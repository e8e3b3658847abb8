// What agents said is wrong with the cards of the open article or playbook, each card's together: to be taken over into what is being
// written, or closed with a word.
import { html, nothing } from 'lit';
import { View, tell } from 'shared/element.js';
import { get, listOf, post } from 'shared/api.js';
import { t, word } from 'shared/i18n.js';
import { when } from 'shared/format.js';
import { complain, notice } from '../toasts.js';

const LOOKS = /** @type {Object<string, string>} */ ({ open: 'danger', taken: 'warn', published: 'ok', closed: '' });

/** @typedef {{version:number, write:(wording:string) => void, focus:() => void}} Draft where an agent's words go */

/** The article's own form. @param {string} id @returns {Draft|undefined} */
function articleDraft(id) {
  const form = /** @type {any} */ (document.querySelector('kefu-article'));
  if (form?.base?.id !== id) return undefined;
  return { version: form.base.version, write: (wording) => form.write({ answer: joined(form.form.answer || '', form.base.answer, wording) }), focus: () => form.querySelector('[name=answer]')?.focus() };
}

class Feedback extends View {
  static properties = { article: {}, draft: {} };

  constructor() {
    super();
    /** @type {string|undefined} */
    this.article = undefined;
    /** @type {(id:string) => Draft|undefined} what is being written of it, where that stands open */
    this.draft = articleDraft;
    /** @type {any[]} */
    this.said = [];
    this.all = false;
    /** @type {string|undefined} the one that is being closed */
    this.closing = undefined;
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    if (changed.has('article')) this.set({ all: false, closing: undefined, said: [] });
    if (changed.has('article')) this.load();
  }

  async load() {
    const { article, all } = this;
    if (!article) return;
    const read = await get(`/knowledge/articles/${article}/feedback?status=${all ? 'all' : 'open'}`).catch(() => undefined);
    // Not to be read is not the same as nothing said.
    if (article !== this.article || !read) return;
    const said = listOf(read);
    this.set({ said });
    tell(this, 'counted', { id: article, n: said.filter(({ status }) => status === 'open' || status === 'taken').length });
  }

  /** @param {any} each @param {string} step @param {any} [body] */
  async step(each, step, body) {
    try {
      await post(`/knowledge/articles/${this.article}/feedback/${each.id}/${step}`, body || {});
      return true;
    } catch (refused) {
      complain(refused);
      return false;
    } finally {
      this.set({ closing: undefined });
      await this.load();
    }
  }

  /** What is read of what is taken over, as it is an article's or a playbook's. @param {string} key */
  notice(key) {
    notice(t(`feedback.${key}${this.article?.startsWith('pb_') ? '_playbook' : ''}`));
  }

  /** Into the form, not to the shop: the editor reads, saves and publishes. @param {any} each */
  async take(each) {
    const { article } = this;
    const draft = article && this.draft(article);
    if (!(await this.step(each, 'take', draft ? { version: draft.version } : {})) || !draft) return;
    if (each.wording) draft.write(each.wording);
    draft.focus();
    this.notice(each.wording ? 'adopted' : 'noted');
  }

  /** @param {SubmitEvent} event @param {any} each */
  close(event, each) {
    event.preventDefault();
    const why = String(new FormData(/** @type {HTMLFormElement} */ (event.target)).get('why')).trim();
    if (why) this.step(each, 'close', { why });
  }

  /** @param {any} each */
  ask(each) {
    this.set({ closing: each.id });
    this.updateComplete.then(() => /** @type {HTMLElement|null} */ (this.querySelector('[name=why]'))?.focus());
  }

  /** @param {any} each */
  steps(each) {
    if (each.status === 'published' || each.status === 'closed') {
      return html`<p class="small muted">${t(`feedback.was_${each.status}`, { by: each.moved_by, time: when(each.moved_at), version: each.published_version ?? '' })}${each.why ? `：${each.why}` : nothing}</p>`;
    }
    if (this.closing === each.id) {
      return html`<form class="row" @submit=${(/** @type {SubmitEvent} */ e) => this.close(e, each)}><input class="input grow" name="why" required maxlength="200" placeholder=${t('feedback.why')} aria-label=${t('feedback.why')} data-test="feedback-why" /><button class="button" data-test="feedback-close-submit">${t('feedback.close')}</button></form>`;
    }
    return html`<p class="row"><button class="button ${each.status === 'open' ? 'primary' : ''}" @click=${() => this.take(each)} data-test="feedback-take">${t(each.wording ? 'feedback.take' : 'feedback.mend')}</button><button class="button quiet" @click=${() => this.ask(each)} data-test="feedback-close">${t('feedback.close_with')}</button></p>`;
  }

  /** @param {any} each */
  item(each) {
    return html`<li data-test="feedback" data-status=${each.status}>
        <p class="row"><b class="grow">${word('verdict', each.verdict)}</b><span class="chip ${LOOKS[each.status]}">${word('feedback_status', each.status)}</span></p>
        ${each.wording ? html`<p class="wording" data-test="feedback-wording">${each.wording}</p>` : nothing}
        <p class="small muted">${each.by} · ${when(each.at)} · v${each.article_version}</p>
        ${this.steps(each)}</li>`;
  }

  /** What colleagues said of one card, the newest first. @param {any[]} said */
  card(said) {
    const asked = said.find(({ question }) => question)?.question;
    const items = said.map((each) => this.item(each));
    return html`<li data-test="feedback-card">${asked ? html`<p class="small">${t('feedback.question')}${asked}</p>` : nothing}
      ${said.length > 1 ? html`<p class="small muted">${t('feedback.several', { n: said.length })}</p>` : nothing}<ul class="said">${items}</ul></li>`;
  }

  render() {
    if (!this.article) return nothing;
    const more = html`<button class="button quiet" aria-pressed=${this.all} @click=${() => { this.all = !this.all; this.load(); }} data-test="feedback-all">${t('feedback.all')}</button>`;
    if (this.said.length === 0 && !this.all) return html`<p class="row small muted"><span class="grow">${t('feedback.none')}</span>${more}</p>`;
    /** @type {Map<string, any[]>} */
    const cards = new Map();
    this.said.forEach((each) => cards.set(each.suggestion, [...(cards.get(each.suggestion) || []), each]));
    return html`<section class="fact-box" data-test="feedback-box"><h3>${t('feedback.title')} ${more}</h3>
      <ul class="said">${[...cards.values()].map((said) => this.card(said))}</ul></section>`;
  }
}

/** Words that are being written stay: what is taken over comes behind them. @param {string} written @param {string} before as it was read @param {string} wording */
export const joined = (written, before, wording) => (written && written !== before ? `${written}\n${wording}` : wording);

customElements.define('kefu-feedback', Feedback);
