// Ready sentences: the shop's, written by editors and those who supervise, and one's own.
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { View } from 'shared/element.js';
import { call, get, listOf } from 'shared/api.js';
import { t, word } from 'shared/i18n.js';
import { session } from '../account/session.js';
import { quickReplies, spoken } from '../conversation/quick-replies.js';
import { preview } from '../knowledge/article.js';
import { explain, notice } from '../toasts.js';
import './replies-import.js';

const PATHS = /** @type {Object<string, string>} */ ({ shop: '/quick-replies', own: '/staff/me/quick-replies' });
const STAGES = ['any', 'pre_sale', 'after_sale'];
const EMPTY = { code: '', title: '', text: '', stage: 'any' };

/** @typedef {{code:string, title:string, text:string, stage:string, version?:number}} Reply */

class Replies extends View {
  scope = 'shop';
  search = '';
  stage = '';

  constructor() {
    super();
    /** @type {Object<string, Reply[]>} */
    this.kept = { shop: [], own: [] };
    this.ready = false;
    /** @type {Reply|undefined} as it was read; a new one has no version */
    this.open = undefined;
    this.draft = EMPTY;
    /** @type {Map<string, Reply>} what was written and not saved, by scope and code */
    this.written = new Map();
    /** @type {Reply|undefined} what somebody else has made of it meanwhile */
    this.theirs = undefined;
    this.removing = false;
    this.busy = false;
    this.problem = '';
  }

  connectedCallback() {
    super.connectedCallback();
    this.load();
  }

  /** Whether what is shown may be changed by who is here. */
  get mine() {
    return this.scope === 'own' || session.is('editor', 'supervisor', 'manager', 'admin');
  }

  get isNew() {
    return this.open !== undefined && this.open.version === undefined;
  }

  get changed() {
    return this.open !== undefined && ['code', 'title', 'text', 'stage'].some((name) => /** @type {any} */ (this.draft)[name] !== /** @type {any} */ (this.open)[name]);
  }

  /** @param {Reply} reply */
  key(reply) {
    return `${this.scope} ${reply.version === undefined ? '' : reply.code}`;
  }

  async load() {
    try {
      const [shop, own] = await Promise.all([get(PATHS.shop), get(PATHS.own)]);
      this.set({ kept: { shop: listOf(shop), own: listOf(own) }, ready: true, problem: '' });
    } catch (refused) {
      this.set({ ready: true, problem: explain(refused) });
    }
  }

  /** @param {string} scope */
  turnTo(scope) {
    this.scope = scope;
    this.show(undefined);
  }

  /** @param {Reply|undefined} open */
  show(open) {
    this.set({ open, draft: (open && this.written.get(this.key(open))) || open || EMPTY, theirs: undefined, removing: false, problem: '' });
  }

  /** @param {Reply} [like] */
  async begin(like = EMPTY) {
    const { version: _, ...words } = /** @type {any} */ (like);
    this.show({ ...EMPTY });
    if (like !== EMPTY) this.write(words);
    await this.updateComplete;
    /** @type {HTMLElement|null} */ (this.querySelector('[data-test=reply-code]'))?.focus();
  }

  /** One of the shop's, to be changed for oneself. */
  copy() {
    const like = this.draft;
    this.scope = 'own';
    const known = this.kept.own.find((each) => each.code === like.code);
    if (known) this.show(known);
    else this.begin(like);
  }

  /** @param {Partial<Reply>} patch */
  write(patch) {
    if (!this.open) return;
    const draft = { ...this.draft, ...patch };
    this.written.set(this.key(this.open), draft);
    this.set({ draft, removing: false });
  }

  drop() {
    if (this.open) this.written.delete(this.key(this.open));
    this.show(this.isNew ? undefined : this.open);
  }

  /** Nobody has two goes at once, and what goes wrong is said beside the words, which stay. @param {Reply} open @param {() => Promise<void>} work */
  async busily(open, work) {
    if (this.busy) return;
    this.set({ busy: true, problem: '' });
    try {
      await work();
      quickReplies.forget();
    } catch (refused) {
      await this.refused(open, refused);
    } finally {
      this.set({ busy: false });
    }
  }

  /** Somebody was faster: their words are shown beside, and saving again means it. @param {Reply} open @param {any} refused */
  async refused(open, refused) {
    const problem = explain(refused);
    if (this.open !== open) return notice(`/${open.code}: ${problem}`, 'danger');
    if (refused.status !== 412 && refused.status !== 404) return this.set({ problem });
    await this.load();
    if (this.open !== open) return notice(`/${open.code}: ${problem}`, 'danger');
    const now = this.kept[this.scope].find((each) => each.code === open.code);
    this.written.delete(this.key(open));
    if (now) {
      this.written.set(this.key(now), this.draft);
      this.set({ open: now, theirs: now, removing: false, problem: t('reply.changed_meanwhile') });
    } else {
      this.open = { ...EMPTY };
      this.written.set(this.key(this.open), this.draft);
      this.set({ theirs: undefined, removing: false, problem: t('reply.removed_meanwhile') });
    }
  }

  /** @param {Event} event */
  save(event) {
    event.preventDefault();
    const { open, draft, scope } = this;
    if (!open) return undefined;
    const path = PATHS[scope];
    const { code, title, text, stage } = draft;
    return this.busily(open, async () => {
      const { data } = open.version === undefined
        ? await call('POST', path, { body: { code, title, text, stage } })
        : await call('PUT', `${path}/${open.code}`, { body: { title, text, stage }, etag: `"${open.version}"` });
      this.written.delete(`${scope} ${open.version === undefined ? '' : open.code}`);
      notice(t('reply.saved', { code: data.code }));
      await this.load();
      if (this.open === open) this.show(this.kept[scope].find((each) => each.code === data.code));
    });
  }

  /** Not `remove`: that is what an element does with itself. */
  discard() {
    const { open, scope } = this;
    if (!open) return undefined;
    return this.busily(open, async () => {
      await call('DELETE', `${PATHS[scope]}/${open.code}`, { etag: `"${open.version}"` });
      this.written.delete(`${scope} ${open.code}`);
      notice(t('reply.removed', { code: open.code }));
      await this.load();
      if (this.open === open) this.show(undefined);
    });
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    if (event.isComposing || event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    /** @type {HTMLFormElement} */ (event.currentTarget).requestSubmit();
  }

  get shown() {
    const word = this.search.trim().toLowerCase();
    return this.kept[this.scope].filter((each) => (!this.stage || each.stage === this.stage) && `${each.code} ${each.title} ${each.text}`.toLowerCase().includes(word));
  }

  /** @param {Reply} each */
  row(each) {
    const current = this.open?.version !== undefined && this.open.code === each.code;
    return html`<li class="inbox-row" aria-current=${current ? 'true' : 'false'} data-test="reply" data-code=${each.code}><button class="inbox-open" @click=${() => this.show(each)}>
      <span class="row nowrap"><b>/${each.code}</b><span class="grow clip strong">${each.title}</span>${this.written.has(`${this.scope} ${each.code}`) ? html`<span class="chip warn">${t('reply.unsaved')}</span>` : nothing}<span class="chip">${word('stage', each.stage)}</span></span>
      <span class="small muted clip">${spoken(each.text)}</span></button></li>`;
  }

  list() {
    if (!this.ready) return html`<div class="skeleton"><i></i><i></i><i></i></div>`;
    const { shown } = this;
    if (shown.length > 0) return html`<ul class="inbox-list" data-test="replies">${repeat(shown, (each) => each.code, (each) => this.row(each))}</ul>`;
    const none = this.kept[this.scope].length === 0;
    return html`<div class="empty"><h2>${t(none ? `reply.none_${this.scope}` : 'reply.none_found')}</h2>${none && this.mine ? html`<button class="button primary" @click=${() => this.begin()}>${t('reply.new')}</button>` : nothing}</div>`;
  }

  head() {
    const editing = session.is('editor', 'supervisor', 'manager', 'admin');
    return html`<div class="inbox-head"><h1 class="grow">${t('screen.replies')}</h1>
        ${this.scope === 'shop' && editing ? html`<a class="button quiet" href="/api/v1/quick-replies?format=yaml" download="quick-replies.yaml" data-test="reply-export">${t('intent.export')}</a><kefu-replies-import @imported=${() => this.load()}></kefu-replies-import>` : nothing}
        ${this.mine ? html`<button class="button" @click=${() => this.begin()} data-test="reply-new">${t('reply.new')}</button>` : nothing}</div>
      <div class="tabs" role="tablist">${['shop', 'own'].map((scope) => html`<button class="tab" role="tab" aria-selected=${this.scope === scope} @click=${() => this.turnTo(scope)} data-test="replies-${scope}">${t(`reply.${scope}`)} <small>${this.kept[scope].length}</small></button>`)}</div>
      <div class="filters"><input class="input" type="search" placeholder=${t('reply.search')} aria-label=${t('reply.search')} .value=${this.search} @input=${(/** @type {any} */ e) => this.set({ search: e.target.value })} data-test="reply-search" />
        <select class="input" aria-label=${t('kb.stage')} @change=${(/** @type {any} */ e) => this.set({ stage: e.target.value })} data-test="reply-stage-filter"><option value="">${t('reply.any_stage')}</option>${STAGES.map((stage) => html`<option value=${stage}>${word('stage', stage)}</option>`)}</select></div>`;
  }

  /** Words somebody else has saved meanwhile. */
  other() {
    const { theirs } = this;
    if (!theirs) return nothing;
    return html`<section class="fact-box" data-test="reply-theirs"><h3>${t('reply.theirs')}</h3><p><b>${theirs.title}</b> <span class="chip">${word('stage', theirs.stage)}</span></p><p class="suggestion-body">${theirs.text}</p>
      <p><button class="button" type="button" @click=${this.drop} data-test="reply-take-theirs">${t('reply.take_theirs')}</button></p></section>`;
  }

  buttons() {
    if (!this.mine) return html`<p class="row"><button class="button" type="button" @click=${this.copy} data-test="reply-copy">${t('reply.copy')}</button><span class="small muted">${t('reply.read_only')}</span></p>`;
    if (this.removing) {
      return html`<p class="row" data-test="reply-asks"><span class="grow">${t('reply.remove_sure', { code: this.open?.code })}</span><button class="button" type="button" @click=${() => this.set({ removing: false })}>${t('app.cancel')}</button>
        <button class="button danger" type="button" @click=${this.discard} ?disabled=${this.busy} data-test="reply-remove-confirm">${t('reply.remove')}</button></p>`;
    }
    return html`<p class="row"><button class="button primary" ?disabled=${this.busy || !this.changed} data-test="reply-save">${t('reply.save')} <kbd>Ctrl+⏎</kbd></button>
      ${this.isNew || this.changed ? html`<button class="button quiet" type="button" @click=${this.drop} data-test="reply-drop">${t(this.isNew ? 'app.cancel' : 'reply.drop')}</button>` : nothing}<span class="grow"></span>
      ${this.scope === 'shop' && !this.isNew ? html`<button class="button quiet" type="button" @click=${this.copy} data-test="reply-copy">${t('reply.copy')}</button>` : nothing}
      ${this.isNew ? nothing : html`<button class="button danger" type="button" @click=${() => this.set({ removing: true })} data-test="reply-remove">${t('reply.remove')}</button>`}</p>`;
  }

  form() {
    const { open, draft, mine } = this;
    if (!open) return html`<div class="empty"><h2>${t('reply.choose')}</h2><p>${t('reply.hint')}</p></div>`;
    const own = this.scope === 'shop' && this.kept.own.some((each) => each.code === open.code);
    const text = (/** @type {any} */ e) => this.write({ [e.target.name]: e.target.value });
    return html`<form class="article-body reply-form" @submit=${this.save} @keydown=${this.pressed}>
      <h2>${this.isNew ? t(`reply.new_${this.scope}`) : `/${open.code}`}</h2>
      ${own ? html`<p class="small warn-text">${t('reply.hidden')}</p>` : nothing}
      <p class="problem" role="alert" data-test="reply-problem">${this.problem}</p>${this.other()}
      <div class="reply-line"><label class="field"><span>${t('reply.code')}</span><input class="input" name="code" required pattern="[a-z0-9]{1,12}" maxlength="12" title=${t('reply.code_hint')} autocapitalize="none" autocomplete="off" .value=${draft.code} ?disabled=${!this.isNew} @input=${text} data-test="reply-code" /></label>
        <label class="field"><span>${t('reply.title')}</span><input class="input" name="title" required maxlength="60" autocomplete="off" .value=${draft.title} ?readonly=${!mine} @input=${text} data-test="reply-title" /></label>
        <label class="field"><span>${t('kb.stage')}</span><select class="input" name="stage" ?disabled=${!mine} @change=${text} data-test="reply-stage">${STAGES.map((stage) => html`<option value=${stage} ?selected=${stage === draft.stage}>${word('stage', stage)}</option>`)}</select></label></div>
      <label class="field"><span>${t('reply.text')} <small>${[...draft.text].length}/1000</small></span><textarea class="input" name="text" required rows="6" maxlength="1000" .value=${draft.text} ?readonly=${!mine} @input=${text} data-test="reply-text"></textarea></label>
      <div class="field"><span>${t('reply.preview')}</span><p class="suggestion-body">${preview(draft.text).map((part) => (part.variable ? html`<span class="slot" title=${part.variable}>${part.text}</span>` : part.text))}</p></div>
      ${this.buttons()}<p class="small muted">${t('reply.hint')}</p></form>`;
  }

  render() {
    return html`<div class="gaps"><section class="inbox" aria-label=${t('screen.replies')}>${this.head()}${this.open ? nothing : html`<p class="problem pad" role="alert">${this.problem}</p>`}${this.list()}</section>
      <div class="pane">${this.form()}</div></div>`;
  }
}

customElements.define('kefu-replies', Replies);
