// The shop's own words: groups that mean the same, and the lexicon. What a change would do is seen before it is kept.
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { View } from 'shared/element.js';
import { call, get, listOf } from 'shared/api.js';
import { when } from 'shared/format.js';
import { t } from 'shared/i18n.js';
import { explain, notice } from '../toasts.js';
import './words-import.js';
import './words-trial.js';

const PATH = '/knowledge/words';
/** Words that were written and not saved, for whoever comes back. */
const KEPT = 'kefu.words';
const PARTING = /[\n,，、]+/;
const NEW = '';

/** @param {string} text @returns {string[]} */
const split = (text) => text.split(PARTING).map((each) => each.trim()).filter(Boolean);
/** @param {string[]} group */
const key = (group) => group.join('\n');

class WordsPage extends View {
  list = 'synonyms';
  search = '';
  /** @type {string[]|undefined} the group that is open; an empty one is new */
  open = undefined;
  draft = '';

  constructor() {
    super();
    /** @type {any} */
    this.book = undefined;
    /** @type {any[]} */
    this.versions = [];
    /** @type {Map<string, string>} what was written and not saved, by the group as it was read */
    this.written = new Map(JSON.parse(localStorage.getItem(KEPT) || '[]'));
    /** @type {any[]} pinned questions that would fare worse, when saving was refused for them */
    this.worse = [];
    this.removing = false;
    this.busy = false;
    this.problem = '';
  }

  connectedCallback() {
    super.connectedCallback();
    this.load();
  }

  async load() {
    try {
      const [book, versions] = await Promise.all([get(PATH), get(`${PATH}/versions?limit=5`)]);
      this.set({ book, versions: listOf(versions), problem: '' });
      this.adopt();
    } catch (refused) {
      this.set({ problem: explain(refused) });
    }
  }

  /** What was written over a group that is there no more would be a new one. */
  adopt() {
    const groups = new Set([NEW, ...this.book.groups.map(key)]);
    for (const [was, draft] of [...this.written]) {
      if (groups.has(was)) continue;
      this.written.delete(was);
      if (!this.written.has(NEW)) this.written.set(NEW, draft);
    }
    this.keep();
  }

  get isNew() {
    return this.open?.length === 0;
  }

  get changed() {
    return this.open !== undefined && key(split(this.draft)) !== key(this.open);
  }

  /** What is about to be done to the open group; nothing while it is as it was. @returns {any[]} */
  get changes() {
    if (this.open && this.removing) return [{ op: 'remove_group', words: this.open }];
    if (!this.open || !this.changed) return [];
    const words = split(this.draft);
    return this.isNew ? [{ op: 'add_group', words }] : [{ op: 'change_group', words: this.open, to: words }];
  }

  /** @param {string} list */
  turnTo(list) {
    this.list = list;
    this.show(undefined);
  }

  /** @param {string[]|undefined} open */
  show(open) {
    this.set({ open, draft: open ? (this.written.get(key(open)) ?? open.join('，')) : '', worse: [], removing: false, problem: '' });
  }

  async begin() {
    this.list = 'synonyms';
    this.show([]);
    await this.updateComplete;
    /** @type {HTMLElement|null} */ (this.querySelector('[data-test=words-text]'))?.focus();
  }

  /** @param {string} draft */
  write(draft) {
    if (!this.open) return;
    this.set({ draft, worse: [], removing: false });
    if (this.changed) this.written.set(key(this.open), draft);
    else this.written.delete(key(this.open));
    this.keep();
  }

  keep() {
    if (this.written.size) localStorage.setItem(KEPT, JSON.stringify([...this.written]));
    else localStorage.removeItem(KEPT);
  }

  /** @param {string[]} group */
  forget(group) {
    this.written.delete(key(group));
    this.keep();
  }

  drop() {
    if (!this.open) return;
    this.forget(this.open);
    this.show(this.isNew ? undefined : this.open);
  }

  /** What goes wrong is said beside the words, which stay. @param {any[]} changes @param {boolean} acceptWorse @returns {Promise<boolean>} */
  async make(changes, acceptWorse = false) {
    if (this.busy || changes.length === 0) return false;
    this.set({ busy: true, problem: '' });
    try {
      const { data } = await call('POST', `${PATH}/changes`, { body: { changes, accept_worse: acceptWorse }, etag: `"${this.book.version}"` });
      this.set({ book: data, worse: [] });
      notice(t('words.saved'));
      get(`${PATH}/versions?limit=5`).then((answer) => this.set({ versions: listOf(answer) }), () => {});
      return true;
    } catch (refused) {
      await this.refused(/** @type {any} */ (refused));
      return false;
    } finally {
      this.set({ busy: false });
    }
  }

  /** Somebody was faster: what they made is shown, and what was written here stays. @param {any} refused */
  async refused(refused) {
    const worse = refused.frame?.worse || [];
    if (refused.status === 412) await this.load();
    const gone = this.open && !this.isNew && !this.book.groups.some((/** @type {string[]} */ each) => key(each) === key(this.open || []));
    if (refused.status === 412 && gone) {
      const { draft } = this;
      this.set({ open: [], draft });
      this.write(draft);
    }
    this.set({ worse, problem: refused.status === 412 ? t(gone ? 'words.gone_meanwhile' : 'words.changed_meanwhile') : explain(refused) });
  }

  /** @param {Event} event */
  save(event) {
    event.preventDefault();
    return this.store(false);
  }

  /** @param {boolean} acceptWorse */
  async store(acceptWorse) {
    const { open } = this;
    if (!open) return;
    const words = split(this.draft);
    if (!(await this.make(this.changes, acceptWorse))) return;
    this.forget(open);
    if (this.open === open) this.show(words);
  }

  /** Not `remove`: that is what an element does with itself. @param {boolean} acceptWorse */
  async discard(acceptWorse) {
    const { open } = this;
    if (!open || !(await this.make(this.changes, acceptWorse))) return;
    this.forget(open);
    this.show(undefined);
  }

  /** @param {SubmitEvent} event */
  async addWords(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (await this.make([{ op: 'add_words', words: split(String(new FormData(form).get('words'))) }])) form.reset();
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    if (event.isComposing || event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    /** @type {HTMLFormElement} */ (event.currentTarget).requestSubmit();
  }

  /** @param {string[]} group */
  row(group) {
    const [own, ...others] = group;
    const current = this.open !== undefined && key(this.open) === key(group);
    return html`<li class="inbox-row" aria-current=${current ? 'true' : 'false'} data-test="word-group" data-word=${own}><button class="inbox-open" @click=${() => this.show(group)}>
      <span class="row nowrap"><span class="grow clip strong">${own}</span>${this.written.has(key(group)) ? html`<span class="chip warn">${t('reply.unsaved')}</span>` : nothing}<span class="chip">${t('words.count', { n: group.length })}</span></span>
      <span class="small muted clip">${others.join('、')}</span></button></li>`;
  }

  /** @param {string} word */
  word(word) {
    return html`<li class="row nowrap pad-line" data-test="lexicon-word" data-word=${word}><span class="grow">${word}</span><button class="button quiet" ?disabled=${this.busy} @click=${() => this.make([{ op: 'remove_words', words: [word] }])} aria-label=${t('words.remove_word', { word })} data-test="lexicon-remove">✕</button></li>`;
  }

  rows() {
    const asked = this.search.trim().toLowerCase();
    const has = (/** @type {string} */ word) => word.toLowerCase().includes(asked);
    if (this.list === 'lexicon') return html`<ul class="inbox-list" data-test="lexicon">${repeat(this.book.lexicon.filter(has), (word) => word, (/** @type {any} */ word) => this.word(word))}</ul>`;
    const groups = this.book.groups.filter((/** @type {string[]} */ group) => group.some(has));
    if (groups.length === 0) return html`<div class="empty"><h2>${t(asked ? 'words.none_found' : 'words.none')}</h2></div>`;
    return html`<ul class="inbox-list" data-test="synonyms">${repeat(groups, key, (/** @type {any} */ group) => this.row(group))}</ul>`;
  }

  head() {
    const sizes = /** @type {Object<string, number>} */ ({ synonyms: this.book.groups.length, lexicon: this.book.lexicon.length });
    return html`<div class="inbox-head"><h1 class="grow">${t('screen.words')}</h1>
        <a class="button quiet" href="/api/v1/knowledge/words/${this.list}/export" download="${this.list}.txt" data-test="words-export">${t('intent.export')}</a>
        <kefu-words-import .list=${this.list} @imported=${() => { this.show(undefined); this.load(); }}></kefu-words-import>
        <button class="button" @click=${this.begin} data-test="words-new">${t('reply.new')}</button></div>
      <div class="tabs" role="tablist">${Object.keys(sizes).map((list) => html`<button class="tab" role="tab" aria-selected=${this.list === list} @click=${() => this.turnTo(list)} data-test="words-${list}">${t(`words.${list}`)} <small>${sizes[list]}</small></button>`)}</div>
      <div class="filters"><input class="input" type="search" placeholder=${t('words.search')} aria-label=${t('words.search')} .value=${this.search} @input=${(/** @type {any} */ e) => this.set({ search: e.target.value })} data-test="words-search" /></div>`;
  }

  buttons() {
    if (this.removing) {
      return html`<p class="row" data-test="words-asks"><span class="grow">${t('words.remove_sure', { word: this.open?.[0] })}</span><button class="button" type="button" @click=${() => this.set({ removing: false, worse: [] })}>${t('app.cancel')}</button>
        <button class="button danger" type="button" @click=${() => this.discard(this.worse.length > 0)} ?disabled=${this.busy} data-test="words-remove-confirm">${t(this.worse.length ? 'words.remove_anyway' : 'reply.remove')}</button></p>`;
    }
    return html`<p class="row"><button class="button primary" ?disabled=${this.busy || !this.changed} data-test="words-save">${t('reply.save')} <kbd>Ctrl+⏎</kbd></button>
      ${this.worse.length ? html`<button class="button danger" type="button" @click=${() => this.store(true)} ?disabled=${this.busy} data-test="words-anyway">${t('words.save_anyway')}</button>` : nothing}
      ${this.isNew || this.changed ? html`<button class="button quiet" type="button" @click=${this.drop} data-test="words-drop">${t(this.isNew ? 'app.cancel' : 'reply.drop')}</button>` : nothing}<span class="grow"></span>
      ${this.isNew ? nothing : html`<button class="button danger" type="button" @click=${() => this.set({ removing: true, worse: [] })} data-test="words-remove">${t('reply.remove')}</button>`}</p>`;
  }

  group() {
    if (!this.open) return html`<p class="muted">${t('words.choose')}</p>`;
    return html`<form class="fields" @submit=${this.save} @keydown=${this.pressed}><h2>${this.isNew ? t('words.new') : this.open[0]}</h2>
      <label class="field"><span>${t('words.words')} <small>${t('words.count', { n: split(this.draft).length })}</small></span><textarea class="input" rows="4" required .value=${this.draft} @input=${(/** @type {any} */ e) => this.write(e.target.value)} data-test="words-text"></textarea></label>
      ${this.buttons()}<p class="small muted">${t('words.hint')}</p></form>`;
  }

  newWords() {
    return html`<form class="fields" @submit=${this.addWords}><h2>${t('words.lexicon')}</h2><div class="row"><input class="input grow" name="words" required placeholder=${t('words.new_words')} aria-label=${t('words.new_words')} data-test="lexicon-new" /><button class="button primary" ?disabled=${this.busy} data-test="lexicon-add">${t('intent.add')}</button></div>
      <p class="small muted">${t('words.lexicon_hint')}</p></form>`;
  }

  /** @param {any} change */
  said({ op, words, to }) {
    return t(`words.${op}_line`, { words: words.join('、'), to: (to || []).join('、') });
  }

  history() {
    return html`<section class="fact-box"><h3>${t('intent.history')}</h3><ul class="small" data-test="words-versions">${this.versions.map((each) => html`<li>${t('intent.version', { n: each.version })} · ${each.by === 'import' ? t('intent.by_import') : each.by_name || each.by}${each.at ? html` · ${when(each.at)}` : nothing}${each.changes.slice(0, 3).map((/** @type {any} */ change) => html`<br /><span class="muted">${this.said(change)}</span>`)}</li>`)}</ul></section>`;
  }

  render() {
    if (!this.book) return html`<div class="empty"><h2>${this.problem || t('screen.words')}</h2></div>`;
    return html`<div class="gaps"><section class="inbox" aria-label=${t('screen.words')}>${this.head()}${this.rows()}</section>
      <div class="pane"><div class="article-body"><p class="problem" role="alert" data-test="words-problem">${this.problem}</p>
        ${this.list === 'lexicon' ? this.newWords() : this.group()}<kefu-words-trial .changes=${this.changes}></kefu-words-trial>${this.history()}</div></div></div>`;
  }
}

customElements.define('kefu-words', WordsPage);
