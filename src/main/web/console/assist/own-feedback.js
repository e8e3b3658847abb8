// What I said is wrong with cards, and what became of it: what has moved last first. What was settled is new until it was looked at.
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { View } from 'shared/element.js';
import { get, listOf, query } from 'shared/api.js';
import { when } from 'shared/format.js';
import { t, word } from 'shared/i18n.js';
import { explain } from '../toasts.js';
import { answered } from './answered.js';

const PAGE = 50;
/** As many as the server gives at once. */
const MOST = 100;
const LOOKS = /** @type {Object<string, string>} */ ({ open: '', taken: 'warn', published: 'ok', closed: '' });

class OwnFeedback extends View {
  constructor() {
    super();
    /** @type {any[]|undefined} */
    this.said = undefined;
    /** @type {string|null} */
    this.next = null;
    this.problem = '';
    this.busy = false;
    this.hear(answered, 'asked', () => (answered.count > this.unseen ? this.refresh() : this.see()));
    this.hear(document, 'visibilitychange', () => this.see());
  }

  connectedCallback() {
    super.connectedCallback();
    this.load();
  }

  get unseen() {
    return (this.said || []).filter((each) => each.unseen && !each.looked).length;
  }

  /** @param {string} [cursor] where the next page begins; the first without */
  async load(cursor) {
    if (this.busy) return;
    this.set({ busy: true, problem: '' });
    try {
      const page = await get(`/staff/me/feedback${query({ limit: PAGE, cursor })}`);
      const before = cursor ? this.said || [] : [];
      const known = new Set(before.map((each) => each.id));
      this.set({ said: [...before, ...listOf(page).filter((each) => !known.has(each.id))], next: page.next_cursor });
      this.see();
    } catch (refused) {
      this.set({ problem: explain(refused) });
    } finally {
      this.set({ busy: false });
    }
  }

  /** What has changed is shown where it stands, and what is new above it: nothing that is being read moves or goes. */
  async refresh() {
    const before = this.said;
    if (!before || this.busy) return before ? undefined : this.load();
    this.set({ busy: true, problem: '' });
    try {
      const { fresh, next } = await this.first(before.length);
      const now = new Map(fresh.map((each) => [each.id, each]));
      const known = new Set(before.map((each) => each.id));
      // What was not read again stands further down, or is there no more when all were read.
      const kept = before.filter((each) => next || now.has(each.id)).map((each) => now.get(each.id) || each);
      this.set({ said: [...fresh.filter((each) => !known.has(each.id)), ...kept], next });
      this.see();
    } catch (refused) {
      this.set({ problem: explain(refused) });
    } finally {
      this.set({ busy: false });
    }
    return undefined;
  }

  /** At least so many, the latest first, and where the next page begins. @param {number} least @returns {Promise<{fresh:any[], next:string|null}>} */
  async first(least) {
    /** @type {any[]} */
    const fresh = [];
    /** @type {string|null|undefined} */
    let next;
    do {
      const page = await get(`/staff/me/feedback${query({ limit: least > PAGE ? MOST : PAGE, cursor: next || undefined })}`);
      fresh.push(...listOf(page));
      next = page.next_cursor;
    } while (next && fresh.length < least);
    return { fresh, next: next || null };
  }

  /** What stands on a page that somebody looks at was seen; it stays marked for as long as it stands there. */
  async see() {
    const fresh = (this.said || []).filter((each) => each.unseen && !each.looked);
    if (document.hidden || fresh.length === 0) return;
    fresh.forEach((each) => (each.looked = true));
    for (let i = 0; i < fresh.length; i += 100) {
      const some = fresh.slice(i, i + 100);
      // What the server does not know of is told again with the next count.
      if (!(await answered.see(some.map((each) => each.id)))) some.forEach((each) => (each.looked = false));
    }
  }

  /** @param {any} each */
  outcome(each) {
    if (each.status === 'open' || each.status === 'taken') return html`<p class="small muted">${t(`own_feedback.${each.status}`)}</p>`;
    return html`<p data-test="outcome">${t(`own_feedback.${each.status}`, { version: each.published_version ?? '' })}${each.why ? html`<span class="strong">${each.why}</span>` : nothing}</p>
      <p class="small muted">${each.moved_by} · ${when(each.moved_at)}</p>`;
  }

  /** @param {any} each */
  item(each) {
    return html`<li class="fact-box" data-test="own-feedback" data-status=${each.status} data-unseen=${each.unseen}>
      <p class="row">${each.unseen ? html`<span class="chip info" data-test="own-feedback-new">${t('own_feedback.new')}</span>` : nothing}<b class="grow">${each.title || each.article}</b><span class="chip ${LOOKS[each.status] ?? ''}">${word('own_feedback_status', each.status)}</span></p>
      <p class="small muted">${t('own_feedback.said', { verdict: word('verdict', each.verdict), time: when(each.at), version: each.article_version })}</p>
      ${each.question ? html`<p class="small">${t('feedback.question')}${each.question}</p>` : nothing}
      ${each.wording ? html`<p class="wording">${each.wording}</p>` : nothing}
      ${this.outcome(each)}</li>`;
  }

  list() {
    const { said } = this;
    if (!said) return this.problem ? nothing : html`<div class="skeleton" aria-hidden="true"><i></i><i></i></div>`;
    if (said.length === 0) return html`<div class="empty"><h2>${t('own_feedback.none')}</h2><p>${t('own_feedback.hint')}</p></div>`;
    return html`<ul class="own-feedback" data-test="own-feedbacks">${repeat(said, (each) => each.id, (each) => this.item(each))}</ul>
      ${this.next ? html`<p><button class="button" ?disabled=${this.busy} @click=${() => this.load(/** @type {string} */ (this.next))} data-test="own-feedback-more">${t('own_feedback.more')}</button></p>` : nothing}`;
  }

  render() {
    return html`<section class="ledger" aria-label=${t('screen.feedback')}><h1>${t('screen.feedback')}</h1>
      <p class="problem" role="alert" ?hidden=${!this.problem}>${this.problem}</p>${this.list()}</section>`;
  }
}

customElements.define('kefu-own-feedback', OwnFeedback);
