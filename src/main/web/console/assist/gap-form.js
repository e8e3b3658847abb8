// One gap: what was asked, what people answered, and the article that is to answer it from now on. It is written by the ordinary calls
// for articles, so all their rules hold; then the gap is told which article fills it.
import { html, nothing } from 'lit';
import { View, tell } from 'shared/element.js';
import { call, get, listOf } from 'shared/api.js';
import { age, when } from 'shared/format.js';
import { uuid } from 'shared/frames.js';
import { t, word } from 'shared/i18n.js';
import { preview } from '../knowledge/article.js';
import { explain, notice } from '../toasts.js';

/** How often it is looked whether somebody else has dealt with the gap that is open. */
const LOOK_MS = 15_000;
const EDITORS = ['editor', 'supervisor', 'manager', 'admin'];

class GapForm extends View {
  asking = '';

  constructor() {
    super();
    /** @type {any} */
    this.gap = undefined;
    this.draft = { question: '', similar: '', answer: '' };
    /** @type {any[]} */
    this.people = [];
    this.problem = '';
    this.busy = false;
    this.asked = '';
    /** @type {Map<string, {question:string, similar:string, answer:string}>} what was written and not saved, by gap */
    this.written = new Map();
    /** @type {Map<string, string>} the article of a gap, by gap: chosen before it is saved, so that saving again makes no second one */
    this.articles = new Map();
    /** @type {number|undefined} */
    this.timer = undefined;
    this.hear(window, 'focus', () => this.look());
  }

  connectedCallback() {
    super.connectedCallback();
    this.timer = window.setInterval(() => this.look(), LOOK_MS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  /** Whoever writes should not write what is answered already. */
  async look() {
    const { gap } = this;
    if (!gap || this.busy || document.hidden) return;
    try {
      const now = await get(`/knowledge/gaps/${gap.id}`);
      if (this.gap === gap && !this.busy && now.moved_at !== gap.moved_at) await this.overtaken(gap, now);
    } catch {
      // The next look, or the next thing that is done, will say what is wrong.
    }
  }

  /** Somebody else has dealt with it. What was written stays, and doing it all the same is a choice. @param {any} gap @param {any} [known] */
  async overtaken(gap, known) {
    const now = known || (await get(`/knowledge/gaps/${gap.id}`));
    const people = listOf(await get('/staff').catch(() => []));
    const name = people.find((/** @type {any} */ each) => each.id === now.moved_by)?.name || t('gap.somebody');
    const said = t('gap.overtaken', { name, status: word('gap_status', now.status) });
    if (this.gap?.id !== gap.id) return notice(`${gap.question}：${said}`, 'danger');
    this.set({ gap: now, asking: '', problem: said });
    return tell(this, 'overtaken', now);
  }

  /** @param {any} gap @returns {Promise<boolean>} whether nobody has dealt with it since it was read */
  async untouched(gap) {
    const now = await get(`/knowledge/gaps/${gap.id}`);
    if (now.moved_at === gap.moved_at) return true;
    await this.overtaken(gap, now);
    return false;
  }

  /** The last one asked for is shown, in whatever order the answers come. @param {string} id */
  async open(id) {
    this.asked = id;
    this.set({ asking: '', problem: '' });
    if (!id) return this.set({ gap: undefined });
    try {
      const gap = await get(`/knowledge/gaps/${id}`);
      if (this.asked !== id) return undefined;
      const { question, similar, answer } = gap.draft;
      return this.set({ gap, draft: this.written.get(id) || { question, similar: similar.join('\n'), answer } });
    } catch (refused) {
      return this.asked === id ? this.set({ gap: undefined, problem: explain(refused) }) : undefined;
    }
  }

  /** @param {'question'|'similar'|'answer'} name @param {string} text */
  write(name, text) {
    const draft = { ...this.draft, [name]: text };
    this.written.set(this.gap.id, draft);
    this.set({ draft });
  }

  /** What a key of the list begins. @param {string} action */
  async begin(action) {
    if (!this.gap || this.gap.id !== this.asked) return;
    if (action === 'assign' && this.people.length === 0) {
      const people = listOf(await get('/staff').catch(() => []));
      this.people = people.filter((/** @type {any} */ each) => each.roles.some((/** @type {string} */ role) => EDITORS.includes(role)));
    }
    this.set({ asking: action });
    await this.updateComplete;
    /** @type {HTMLElement|null} */ (this.querySelector(`[data-begin=${action}]`))?.focus();
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    if (event.isComposing) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.publish();
    } else if (event.key === 'Escape') {
      this.set({ asking: '' });
      /** @type {HTMLElement} */ (event.target).blur();
    }
  }

  /** What goes wrong is said beside the gap it belongs to. @param {any} gap @param {() => Promise<any>} work */
  async busily(gap, work) {
    if (this.busy) return;
    this.set({ busy: true, problem: '' });
    try {
      await work();
    } catch (refused) {
      if (gap.id === this.gap?.id) this.set({ problem: explain(refused) });
      else notice(`${gap.question}：${explain(refused)}`, 'danger');
    } finally {
      this.set({ busy: false });
    }
  }

  get similar() {
    return this.draft.similar.split('\n').map((each) => each.trim()).filter(Boolean);
  }

  publish() {
    if (!this.draft.answer.trim()) return this.begin('answer');
    const { gap } = this;
    const { stage, skus } = gap.draft;
    const body = { question: this.draft.question, similar: this.similar, answer: this.draft.answer, stage, skus };
    return this.busily(gap, async () => {
      if (!(await this.untouched(gap))) return;
      const { data, etag } = await this.saved(gap, body);
      await this.filled(gap, data.id, etag || `"${data.version}"`);
    });
  }

  /** A new article; or the one an earlier try has made, whether or not its answer came back. @param {any} gap @param {any} body */
  async saved(gap, body) {
    const id = this.articles.get(gap.id) || `kb_${uuid().replaceAll('-', '')}`;
    this.articles.set(gap.id, id);
    try {
      return await call('POST', '/knowledge/articles', { body: { id, ...body } });
    } catch (refused) {
      if (/** @type {any} */ (refused).code !== 'conflict') throw refused;
      const { etag, data } = await call('GET', `/knowledge/articles/${id}`);
      return call('PUT', `/knowledge/articles/${id}`, { body, etag: etag || `"${data.version}"` });
    }
  }

  /** Its wordings become similar questions of an article that is there. @param {string} id */
  merge(id) {
    const { gap } = this;
    const wordings = [this.draft.question, ...this.similar];
    return this.busily(gap, async () => {
      if (!(await this.untouched(gap))) return;
      const { data, etag } = await call('GET', `/knowledge/articles/${id}`);
      const known = new Set([data.question, ...data.similar]);
      const similar = [...data.similar, ...wordings.filter((each) => !known.has(each))];
      const saved = await call('PUT', `/knowledge/articles/${id}`, { body: { ...data, similar }, etag: etag || `"${data.version}"` });
      await this.filled(gap, id, saved.etag || `"${saved.data.version}"`);
    });
  }

  /** The gap is claimed before anything goes out: of two editors one publishes. The draft is there whatever becomes of publishing it, and the
   * gap belongs to it. @param {any} gap @param {string} article @param {string} etag */
  async filled(gap, article, etag) {
    const { data } = await this.moving(gap, () => call('POST', `/knowledge/gaps/${gap.id}/answer`, { body: { article, moved_at: gap.moved_at } }));
    if (!data) return;
    try {
      await call('POST', `/knowledge/articles/${article}/publish`, { etag });
      notice(t('gap.published', { article }));
    } catch (refused) {
      await this.submitted(article, etag, refused);
    }
    this.written.delete(gap.id);
    this.articles.delete(gap.id);
    tell(this, 'moved', data);
  }

  /** @param {any} gap @param {() => Promise<any>} work @returns {Promise<any>} nothing when somebody else was faster, which is said */
  async moving(gap, work) {
    try {
      return await work();
    } catch (refused) {
      if (/** @type {any} */ (refused).code !== 'conflict') throw refused;
      await this.overtaken(gap);
      return {};
    }
  }

  /** Somebody else has to look at it first. @param {string} article @param {string} etag @param {any} refused */
  async submitted(article, etag, refused) {
    try {
      if (refused.code !== 'forbidden') throw refused;
      await call('POST', `/knowledge/articles/${article}/submit`, { etag });
      notice(t('gap.submitted', { article }));
    } catch (again) {
      notice(t('gap.drafted', { article, reason: explain(again) }), 'danger');
    }
  }

  /** @param {string} method @param {string} path @param {any} [body] */
  move(method, path, body = {}) {
    const { gap } = this;
    return this.busily(gap, async () => {
      const { data } = await this.moving(gap, () => call(method, `/knowledge/gaps/${gap.id}${path}`, { body: path === '/assignee' ? body : { ...body, moved_at: gap.moved_at } }));
      if (!data) return;
      if (this.gap?.id === gap.id) this.set({ gap: data, asking: '' });
      tell(this, 'moved', data);
    });
  }

  /** @param {SubmitEvent} event */
  ignore(event) {
    event.preventDefault();
    const reason = new FormData(/** @type {HTMLFormElement} */ (event.target)).get('reason');
    return this.move('POST', '/ignore', { reason });
  }

  /** @param {string} name @param {number} rows */
  field(name, rows) {
    return html`<label class="field"><span>${t(`kb.${name}`)} ${name === 'similar' ? html`<small>${this.similar.length}</small>` : nothing}</span>
      <textarea class="input" rows=${rows} .value=${/** @type {any} */ (this.draft)[name]} data-begin=${name} data-test="gap-${name}"
        @input=${(/** @type {any} */ e) => this.write(/** @type {any} */ (name), e.target.value)}></textarea></label>`;
  }

  article() {
    return html`<section class="gap-article" @keydown=${this.pressed}>${this.field('question', 1)}${this.field('similar', 4)}
      <label class="field"><span>${t('kb.answer')} ${this.gap.answer ? html`<small>${t('gap.from_people')}</small>` : nothing}</span>
        <textarea class="input" rows="5" .value=${this.draft.answer} data-begin="answer" data-test="gap-answer" placeholder=${t('gap.nobody_answered')}
          @input=${(/** @type {any} */ e) => this.write('answer', e.target.value)}></textarea></label>
      <p class="suggestion-body small">${preview(this.draft.answer).map((part) => (part.variable ? html`<span class="slot" title=${part.variable}>${part.text}</span>` : part.text))}</p>
      <div class="row"><span class="grow small muted">${t('gap.rules')}</span><button class="button primary" @click=${this.publish} ?disabled=${this.busy || !this.draft.answer.trim()} data-test="gap-publish">${t('kb.publish')} <kbd>Ctrl+⏎</kbd></button></div></section>`;
  }

  near() {
    return html`<section class="fact-box"><h3>${t('gap.near')} <kbd>M</kbd></h3>
      <ul class="hits">${(this.gap.near || []).map((/** @type {any} */ near, /** @type {number} */ i) => html`<li class="small row"><span class="grow">${near.question} <span class="muted">${near.article} · ${near.score.toFixed(2)}</span></span>
        <button class="button" @click=${() => this.merge(near.article)} ?disabled=${this.busy} data-begin=${i === 0 ? 'merge' : 'other'} data-test="gap-merge">${t('gap.merge')}</button></li>`)}</ul></section>`;
  }

  samples() {
    return html`<section class="fact-box"><h3>${t('gap.samples')}</h3><ul class="gap-samples">${this.gap.samples.slice(0, 6).map((/** @type {any} */ sample) => html`<li><p><b>${sample.text}</b> <span class="small muted">${when(sample.at)}</span>
        ${sample.resolved ? nothing : html`<span class="chip warn">${t('gap.open')}</span>`}</p>${sample.answer ? html`<p class="small muted">${t('gap.person')} ${sample.answer}</p>` : nothing}</li>`)}</ul></section>`;
  }

  actions() {
    const { gap } = this;
    if (this.asking === 'ignore') {
      return html`<form class="row" @submit=${this.ignore} @keydown=${this.pressed}><input class="input grow" name="reason" required maxlength="200" placeholder=${t('gap.reason')} aria-label=${t('gap.reason')} data-begin="ignore" data-test="gap-reason" />
        <button class="button danger" data-test="gap-ignore">${t('gap.ignore')}</button></form>`;
    }
    if (this.asking === 'assign') {
      return html`<select class="input" aria-label=${t('gap.assign')} data-begin="assign" data-test="gap-assign" @keydown=${this.pressed} @change=${(/** @type {any} */ e) => this.move('PUT', '/assignee', { staff: e.target.value || null })}>
        <option value="">${t('gap.nobody')}</option>${this.people.map((each) => html`<option value=${each.id} ?selected=${each.id === gap.assignee}>${each.name}</option>`)}</select>`;
    }
    return html`<div class="row"><button class="button" @click=${() => this.begin('answer')}>${t('gap.write')} <kbd>A</kbd></button>
      <button class="button" @click=${() => this.begin('assign')}>${t('gap.assign')} <kbd>P</kbd></button>
      <button class="button" @click=${() => this.begin('ignore')}>${t('gap.ignore')} <kbd>X</kbd></button>
      ${gap.status === 'open' ? nothing : html`<button class="button" @click=${() => this.move('POST', '/reopen')} data-test="gap-reopen">${t('gap.reopen')}</button>`}</div>`;
  }

  render() {
    const { gap } = this;
    if (!gap) return html`<div class="empty"><h2>${t('gap.nothing_open')}</h2><p>${t('gap.nothing_hint')}</p>${this.problem ? html`<p class="problem">${this.problem}</p>` : nothing}</div>`;
    return html`<header class="thread-head"><div class="grow"><h2 data-test="gap-title">${gap.question}</h2>
        <p class="small muted">${[word('gap_status', gap.status), t('gap.month', { n: gap.asked_month }), t('gap.unresolved', { n: Math.round(gap.unresolved_rate * 100) }), t('gap.transferred', { n: Math.round(gap.transferred_rate * 100) }), t('gap.cost', { time: age(gap.cost_s) }), t('gap.since', { time: when(gap.first_at) })].join(' · ')}</p>
        <p class="row">${Object.entries(gap.sources).map(([source, n]) => html`<span class="chip">${word('gap_source', source)} ${n}</span>`)}${gap.reason ? html`<span class="chip warn">${gap.reason}</span>` : nothing}${gap.article ? html`<a class="chip info" href="/console/knowledge#${gap.article}">${gap.article}</a>` : nothing}</p></div>
        ${this.actions()}</header>
      <div class="article-body"><p class="problem" role="alert" data-test="gap-problem">${this.problem}</p>
        <div class="gap-columns">${this.article()}<div class="gap-side">${this.near()}${this.samples()}</div></div></div>`;
  }
}

customElements.define('kefu-gap', GapForm);
