// What to do when something has gone wrong, written by editors and those who supervise: what to say first, and the steps after it.
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { View } from 'shared/element.js';
import { call, get, listOf, post } from 'shared/api.js';
import { when } from 'shared/format.js';
import { t, word } from 'shared/i18n.js';
import { preview } from '../knowledge/article.js';
import { explain, notice } from '../toasts.js';
import { EMPTY, REASONS, asForm, asWire, feedback, firstOf, other, said, wanted } from './playbook-words.js';
import './replies-import.js';

const PATH = '/playbooks';
/** Words that were written and not saved, for whoever comes back. */
const KEPT = 'kefu.playbooks';
const WAIT_MS = 500;

class PlaybookPage extends View {
  search = '';
  list = 'used';

  constructor() {
    super();
    /** @type {{used:any[], retired:any[]}} */
    this.kept = { used: [], retired: [] };
    this.ready = false;
    /** @type {any[]} what shoppers may want */
    this.intents = [];
    /** @type {any} as it was read; a new one has no tag */
    this.open = undefined;
    /** @type {string|undefined} the retired one a new one is made like */
    this.like = undefined;
    /** @type {Map<string, number>} how much of what agents said nobody has settled, by id */
    this.waiting = new Map();
    /** @type {string|undefined} */
    this.tag = undefined;
    this.draft = /** @type {any} */ (EMPTY);
    /** @type {Map<string, {draft:any, tag?:string}>} what was written and not saved over which version, by id; '' is a new one */
    this.written = new Map(JSON.parse(localStorage.getItem(KEPT) || '[]'));
    /** @type {any} what somebody else has made of it meanwhile */
    this.theirs = undefined;
    /** @type {any} what the server says of the words as they are written */
    this.found = undefined;
    this.versions = /** @type {any[]} */ ([]);
    this.retiring = false;
    this.busy = false;
    this.problem = '';
    /** @type {number|undefined} */
    this.timer = undefined;
  }

  connectedCallback() {
    super.connectedCallback();
    this.load().then(() => location.hash.startsWith('#pb_') && this.visit(location.hash.slice(1)));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  get isNew() {
    return this.open !== undefined && this.tag === undefined;
  }

  get changed() {
    return this.open !== undefined && JSON.stringify(this.draft) !== JSON.stringify(this.open);
  }

  /** Under which what is written is kept. */
  get key() {
    return this.isNew ? '' : this.open.id;
  }

  async load() {
    try {
      const [used, retired, { labels: intents }, waiting] = await Promise.all([get(PATH), get(`${PATH}/retired`), get('/intents'), get('/knowledge/feedback/playbooks')]);
      this.set({ intents, waiting: new Map(listOf(waiting).map((each) => [each.playbook, each.feedback])), kept: { used: listOf(used), retired: listOf(retired) }, ready: true, problem: '' });
    } catch (refused) {
      this.set({ ready: true, problem: explain(refused) });
    }
  }

  /** One that is in use or was. @param {string} id */
  visit(id) {
    const gone = this.kept.retired.find(({ playbook }) => playbook?.id === id);
    this.list = gone ? 'retired' : 'used';
    return gone ? this.begin(gone.playbook) : this.show(id);
  }

  /** @param {string} id */
  async show(id) {
    try {
      const [{ data, etag }, versions] = await Promise.all([call('GET', `${PATH}/${id}`), get(`${PATH}/versions?playbook=${id}&limit=5`)]);
      const open = asForm(data);
      const kept = this.written.get(id);
      // Words that were written over an older version: what somebody else has made of it since is shown beside.
      const late = kept !== undefined && kept.tag !== etag;
      this.set({ open, tag: etag, draft: kept?.draft || open, versions: listOf(versions), theirs: late ? open : undefined, found: undefined, retiring: false, problem: late ? t('reply.changed_meanwhile') : '' });
      this.checkLater();
    } catch (refused) {
      this.set({ problem: explain(refused) });
    }
  }

  close() {
    this.set({ open: undefined, tag: undefined, draft: EMPTY, theirs: undefined, found: undefined, retiring: false, problem: '' });
  }

  /** @param {any} [like] one that is to be in use again */
  async begin(like) {
    // Words of a new one that were never saved are not written over.
    if (like && this.written.has('')) return this.begin().then(() => this.set({ problem: t('playbook.new_unsaved') }));
    this.set({ open: { ...EMPTY }, like: like?.id, tag: undefined, draft: (!like && this.written.get('')?.draft) || { ...EMPTY }, versions: [], theirs: undefined, found: undefined, retiring: false, problem: '' });
    if (like) this.write(asForm(like));
    await this.updateComplete;
    /** @type {HTMLElement|null} */ (this.querySelector('[data-test=playbook-id]'))?.focus();
    return undefined;
  }

  /** @param {any} patch */
  write(patch) {
    if (!this.open) return;
    this.set({ draft: { ...this.draft, ...patch }, retiring: false });
    if (this.changed) this.written.set(this.key, { draft: this.draft, tag: this.tag });
    else this.written.delete(this.key);
    this.keep();
    this.checkLater();
  }

  keep() {
    if (this.written.size) localStorage.setItem(KEPT, JSON.stringify([...this.written]));
    else localStorage.removeItem(KEPT);
  }

  drop() {
    this.written.delete(this.key);
    this.keep();
    if (this.isNew) this.close();
    else this.set({ draft: this.open, theirs: undefined, found: undefined, problem: '' });
  }

  checkLater() {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.check(), WAIT_MS);
  }

  async check() {
    const { draft, open } = this;
    if (!open) return;
    try {
      const found = await post(`${PATH}/checks`, asWire(draft));
      if (draft === this.draft) this.set({ found });
    } catch (refused) {
      if (draft === this.draft) this.set({ problem: explain(refused) });
    }
  }

  /** Nobody has two goes at once, and what goes wrong is said beside the words, which stay. @param {() => Promise<void>} work */
  async busily(work) {
    if (this.busy) return;
    this.set({ busy: true, problem: '' });
    try {
      await work();
    } catch (refused) {
      await this.refused(/** @type {any} */ (refused));
    } finally {
      this.set({ busy: false });
    }
  }

  /** Somebody was faster: their words are shown beside, and saving again means it. @param {any} refused */
  async refused(refused) {
    if (![412, 404].includes(refused.status)) return this.set({ problem: firstOf(refused) || explain(refused) });
    const { draft } = this;
    const { id } = this.open;
    await this.load();
    if (this.kept.used.some((each) => each.id === id)) return this.show(id);
    this.written.delete(id);
    this.set({ open: { ...EMPTY }, tag: undefined });
    this.write(draft);
    return this.set({ problem: t('playbook.retired_meanwhile') });
  }

  /** @param {Event} event */
  save(event) {
    event.preventDefault();
    const { open, tag, draft, key } = this;
    if (!open) return undefined;
    return this.busily(async () => {
      const body = asWire(draft);
      const { data } = tag === undefined ? await call('POST', PATH, { body }) : await call('PUT', `${PATH}/${open.id}`, { body, etag: tag });
      this.written.delete(key);
      this.keep();
      notice(t('playbook.saved', { title: data.title }));
      this.list = 'used';
      await this.load();
      if (this.open === open) await this.show(data.id);
      /** @type {any} */ (this.querySelector('kefu-feedback'))?.load();
    });
  }

  retire() {
    const { open, tag } = this;
    return this.busily(async () => {
      await call('DELETE', `${PATH}/${open.id}`, { etag: tag });
      this.written.delete(open.id);
      this.keep();
      notice(t('playbook.retired', { title: open.title }));
      await this.load();
      if (this.open === open) this.close();
    });
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    if (event.isComposing || event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    /** @type {HTMLFormElement} */ (event.currentTarget).requestSubmit();
  }

  /** @param {any} each @param {() => void} open */
  row(each, open) {
    const current = !this.isNew && this.open?.id === each.id;
    const waiting = this.waiting.get(each.id);
    return html`<li class="inbox-row" aria-current=${current ? 'true' : 'false'} data-test="playbook-row" data-playbook=${each.id}><button class="inbox-open" @click=${open}>
      <span class="row nowrap"><span class="grow clip strong">${each.title}</span>${this.written.has(each.id) ? html`<span class="chip warn">${t('reply.unsaved')}</span>` : nothing}${each.reason ? html`<span class="chip">${word('reason', each.reason)}</span>` : nothing}${waiting ? html`<span class="chip danger">${t('kb.feedback', { n: waiting })}</span>` : nothing}</span>
      <span class="small muted clip">${each.triggers.join('、')}</span></button></li>`;
  }

  rows() {
    if (!this.ready) return html`<div class="skeleton"><i></i><i></i><i></i></div>`;
    const asked = this.search.trim().toLowerCase();
    const fits = (/** @type {any} */ each) => [each.id, each.title, each.soothe, ...each.triggers].join(' ').toLowerCase().includes(asked);
    const rows = this.list === 'used'
      ? this.kept.used.filter(fits).map((each) => ({ each, open: () => this.show(each.id) }))
      : this.kept.retired.map(({ playbook }) => playbook).filter(Boolean).filter(fits).map((each) => ({ each, open: () => this.begin(each) }));
    if (rows.length === 0) return html`<div class="empty"><h2>${t(asked ? 'playbook.none_found' : `playbook.none_${this.list}`)}</h2></div>`;
    return html`<ul class="inbox-list" data-test="playbooks">${repeat(rows, ({ each }) => each.id, ({ each, open }) => this.row(each, open))}</ul>`;
  }

  head() {
    return html`<div class="inbox-head"><h1 class="grow">${t('screen.playbooks')}</h1>
        <a class="button quiet" href="/api/v1/playbooks?format=zip" download="playbooks.zip" data-test="playbook-export">${t('intent.export')}</a><kefu-replies-import list="playbook" @imported=${() => { this.close(); this.load(); }}></kefu-replies-import>
        <button class="button" @click=${() => this.begin()} data-test="playbook-new">${t('reply.new')}</button></div>
      <div class="tabs" role="tablist">${['used', 'retired'].map((list) => html`<button class="tab" role="tab" aria-selected=${this.list === list} @click=${() => this.set({ list })} data-test="playbooks-${list}">${t(`playbook.${list}_list`)} <small>${/** @type {any} */ (this.kept)[list].length}</small></button>`)}</div>
      <div class="filters"><input class="input" type="search" placeholder=${t('playbook.search')} aria-label=${t('playbook.search')} .value=${this.search} @input=${(/** @type {any} */ e) => this.set({ search: e.target.value })} data-test="playbook-search" /></div>`;
  }

  buttons() {
    if (this.retiring) {
      return html`<p class="row" data-test="playbook-asks"><span class="grow">${t('playbook.retire_sure', { title: this.open.title })}</span><button class="button" type="button" @click=${() => this.set({ retiring: false })}>${t('app.cancel')}</button>
        <button class="button danger" type="button" @click=${this.retire} ?disabled=${this.busy} data-test="playbook-retire-confirm">${t('playbook.retire')}</button></p>`;
    }
    return html`<p class="row"><button class="button primary" ?disabled=${this.busy || !this.changed} data-test="playbook-save">${t('reply.save')} <kbd>Ctrl+⏎</kbd></button>
      ${this.isNew || this.changed ? html`<button class="button quiet" type="button" @click=${this.drop} data-test="playbook-drop">${t(this.isNew ? 'app.cancel' : 'reply.drop')}</button>` : nothing}<span class="grow"></span>
      ${this.isNew ? nothing : html`<button class="button danger" type="button" @click=${() => this.set({ retiring: true })} data-test="playbook-retire">${t('playbook.retire')}</button>`}</p>`;
  }

  /** @param {string} name @param {number} rows */
  lines(name, rows, required = true) {
    return html`<label class="field"><span>${t(`playbook.field_${name}`)} <small>${t('playbook.a_line_each')}</small></span><textarea class="input" name=${name} ?required=${required} rows=${rows} .value=${this.draft[name]} @input=${this.typed} data-test="playbook-${name}"></textarea></label>`;
  }

  /** @param {any} event */
  typed({ target }) {
    this.write({ [target.name]: target.value });
  }

  history() {
    if (this.isNew) return nothing;
    return html`<section class="fact-box"><h3>${t('intent.history')}</h3><ul class="small" data-test="playbook-versions">${this.versions.map((each) => html`<li>${t(`playbook.${each.action}_by`, { who: each.by_name || each.by })} · ${when(each.at)} ${each.playbook ? html`<button class="button quiet" type="button" @click=${() => this.write(asForm(each.playbook))} data-test="playbook-back">${t('playbook.as_then')}</button>` : nothing}</li>`)}
      <li class="muted">${t('intent.by_import')}</li></ul></section>`;
  }

  form() {
    const { open, draft } = this;
    if (!open) return html`<div class="article-body"><p class="problem" role="alert">${this.problem}</p><p class="muted">${t('playbook.choose')}</p></div>`;
    return html`<form class="article-body reply-form" @submit=${this.save} @keydown=${this.pressed}>
      <h2>${this.isNew ? t('playbook.new') : open.title}</h2>
      <p class="problem" role="alert" data-test="playbook-problem">${this.problem}</p>${other(this)}
      <div class="reply-line"><label class="field"><span>${t('playbook.field_id')}</span><input class="input" name="id" required pattern="pb_[a-z0-9_]{2,60}" maxlength="63" title=${t('playbook.id_hint')} autocapitalize="none" autocomplete="off" .value=${draft.id} ?disabled=${!this.isNew} @input=${this.typed} data-test="playbook-id" /></label>
        <label class="field"><span>${t('playbook.field_title')}</span><input class="input" name="title" required maxlength="60" autocomplete="off" .value=${draft.title} @input=${this.typed} data-test="playbook-title" /></label>
        <label class="field"><span>${t('playbook.field_reason')}</span><select class="input" name="reason" @change=${this.typed} data-test="playbook-reason"><option value="" ?selected=${!draft.reason}>${t('playbook.no_reason')}</option>${REASONS.map((reason) => html`<option value=${reason} ?selected=${reason === draft.reason}>${word('reason', reason)}</option>`)}</select></label></div>
      ${this.lines('triggers', 4)}${this.lines('examples', 4, false)}${wanted(this)}
      <label class="field"><span>${t('playbook.field_soothe')} <small>${[...draft.soothe].length}/1000</small></span><textarea class="input" name="soothe" required rows="4" maxlength="1000" .value=${draft.soothe} @input=${this.typed} data-test="playbook-soothe"></textarea></label>
      <div class="field"><span>${t('reply.preview')}</span><p class="suggestion-body">${preview(draft.soothe).map((part) => (part.variable ? html`<span class="slot" title=${part.variable}>${part.text}</span>` : part.text))}</p></div>
      ${said(this)}${this.lines('verify', 4)}${this.lines('offer', 4)}${this.lines('next', 3)}
      ${this.buttons()}<p class="small muted">${t('playbook.hint')}</p>${this.history()}</form>`;
  }

  render() {
    return html`<div class="gaps"><section class="inbox" aria-label=${t('screen.playbooks')}>${this.head()}${this.rows()}</section>
      <div class="pane">${feedback(this)}${this.form()}</div></div>`;
  }
}

customElements.define('kefu-playbook-page', PlaybookPage);
