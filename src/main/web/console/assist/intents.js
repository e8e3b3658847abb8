// What shoppers want, told by examples: each label with its own, and what an edit would do to all of them before it is kept.
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { View } from 'shared/element.js';
import { call, get } from 'shared/api.js';
import { when } from 'shared/format.js';
import { t } from 'shared/i18n.js';
import { explain, notice } from '../toasts.js';

const WAIT_MS = 400;
const FILE = 'intents.yaml';

/** Examples of a label after what is staged. @param {any[]} labels @param {any[]} changes @returns {Map<string, string[]>} */
function after(labels, changes) {
  const all = new Map(labels.map((each) => [each.intent, [...each.examples]]));
  for (const { op, intent, text, to } of changes) {
    const own = all.get(intent) || [];
    if (op === 'add') own.push(text);
    else own.splice(own.indexOf(text), 1);
    if (op === 'move') all.get(to)?.push(text);
  }
  return all;
}

class IntentsPage extends View {
  chosen = '';

  constructor() {
    super();
    /** @type {any} */
    this.book = undefined;
    /** @type {any} what the examples say of each other as they are kept */
    this.kept = undefined;
    /** @type {any} the same with what is staged */
    this.tried = undefined;
    /** @type {any[]} */
    this.changes = [];
    /** @type {any[]} */
    this.versions = [];
    this.problem = '';
    this.busy = false;
    /** @type {number|undefined} */
    this.timer = undefined;
  }

  connectedCallback() {
    super.connectedCallback();
    this.load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  async load() {
    try {
      const [book, kept, versions] = await Promise.all([get('/intents'), get('/intents/confusion'), get('/intents/versions?limit=5')]);
      this.set({ book, kept, versions: versions.data, tried: undefined, changes: [], problem: '', chosen: this.chosen || book.labels[0]?.intent || '' });
    } catch (refused) {
      this.set({ problem: explain(refused) });
    }
  }

  /** @param {any} change */
  stage(change) {
    this.set({ changes: [...this.changes, change], problem: '' });
    this.tryLater();
  }

  /** The last one first: an earlier one may be what a later one stands on. */
  unstage() {
    this.set({ changes: this.changes.slice(0, -1), problem: '' });
    this.tryLater();
  }

  tryLater() {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.attempt(), WAIT_MS);
  }

  async attempt() {
    const { changes } = this;
    if (changes.length === 0) return this.set({ tried: undefined });
    try {
      const { data } = await call('POST', '/intents/trials', { body: { changes } });
      if (changes === this.changes) this.set({ kept: data.before, tried: data.after });
    } catch (refused) {
      // What cannot be made is not kept on the list.
      if (changes === this.changes) this.set({ changes: changes.slice(0, -1), problem: explain(refused) });
    }
  }

  async save() {
    if (this.busy || this.changes.length === 0) return;
    this.set({ busy: true });
    try {
      await call('POST', '/intents/changes', { body: { changes: this.changes }, etag: `"${this.book.version}"` });
      notice(t('intent.saved'));
      await this.load();
    } catch (refused) {
      this.set({ problem: explain(refused) });
    } finally {
      this.set({ busy: false });
    }
  }

  /** @param {SubmitEvent} event */
  add(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const text = String(new FormData(form).get('text')).trim();
    if (!text) return;
    this.stage({ op: 'add', intent: this.chosen, text });
    form.reset();
  }

  /** @param {Event} event */
  async bringIn(event) {
    const input = /** @type {HTMLInputElement} */ (event.target);
    const file = input.files?.[0];
    if (!file) return;
    const body = new FormData();
    body.append('file', file);
    try {
      const { data } = await call('POST', '/intents/imports', { body, etag: `"${this.book.version}"` });
      notice(t('intent.imported', { n: data.changes.length }));
      await this.load();
    } catch (refused) {
      this.set({ problem: explain(refused) });
    }
    input.value = '';
  }

  /** @param {string} intent */
  title(intent) {
    return intent === 'none' ? t('intent.none') : this.book.labels.find((/** @type {any} */ each) => each.intent === intent)?.title || intent;
  }

  /** Of a label's examples those that are named right. @param {any} confusion @param {string} intent */
  share(confusion, intent) {
    const row = confusion?.table[intent] || {};
    const all = Object.values(row).reduce((sum, n) => sum + n, 0);
    return all ? Math.round((100 * (row[intent] || 0)) / all) : 100;
  }

  labels() {
    const now = after(this.book.labels, this.changes);
    return html`<ul class="inbox-list" data-test="intents">${repeat(this.book.labels, (each) => each.intent, (/** @type {any} */ each) => html`<li class="inbox-row" aria-current=${each.intent === this.chosen ? 'true' : 'false'} data-test="intent" data-intent=${each.intent}>
      <button class="inbox-open" @click=${() => this.set({ chosen: each.intent })}><span class="row nowrap"><span class="grow clip strong">${each.title}</span><span class="chip">${t('intent.examples', { n: now.get(each.intent)?.length })}</span></span>
        <span class="row nowrap small muted"><span class="grow clip">${each.intent}</span><span>${t('intent.right', { n: this.share(this.tried || this.kept, each.intent) })}</span></span></button></li>`)}</ul>`;
  }

  /** @param {string} text @param {Map<string, string>} mistaken */
  example(text, mistaken) {
    const fresh = this.changes.some((each) => each.text === text && (each.op === 'add' ? each.intent : each.to) === this.chosen);
    const named = mistaken.get(text);
    return html`<li class="row" data-test="example"><span class="grow">${fresh ? html`<ins>${text}</ins>` : text}</span>
      ${named ? html`<span class="chip warn">${named === 'none' ? t('intent.none') : t('intent.taken_for', { name: this.title(named) })}</span>` : nothing}
      <select class="input" aria-label=${t('intent.move', { text })} data-test="example-move" @change=${(/** @type {any} */ e) => this.stage({ op: 'move', intent: this.chosen, text, to: e.target.value })}>
        <option value="">${t('intent.move_to')}</option>${this.book.labels.filter((/** @type {any} */ each) => each.intent !== this.chosen).map((/** @type {any} */ each) => html`<option value=${each.intent}>${each.title}</option>`)}</select>
      <button class="button quiet" @click=${() => this.stage({ op: 'remove', intent: this.chosen, text })} aria-label=${t('intent.remove', { text })} data-test="example-remove">✕</button></li>`;
  }

  examples() {
    const confusion = this.tried || this.kept;
    const mistaken = new Map(confusion.mistaken.filter((/** @type {any} */ each) => each.intent === this.chosen).map((/** @type {any} */ each) => [each.text, each.named]));
    const own = after(this.book.labels, this.changes).get(this.chosen) || [];
    return html`<section class="fact-box"><h3>${this.title(this.chosen)} <span class="muted">${t('intent.examples', { n: own.length })}</span></h3>
      <form class="row" @submit=${this.add}><input class="input grow" name="text" maxlength="200" placeholder=${t('intent.new')} aria-label=${t('intent.new')} data-test="example-new" /><button class="button" data-test="example-add">${t('intent.add')}</button></form>
      <ul class="intent-examples">${repeat(own, (text) => text, (text) => this.example(text, mistaken))}</ul></section>`;
  }

  /** Of the examples that were there before and still are: how many turn right, how many wrong. */
  get turned() {
    const texts = (/** @type {string} */ op) => new Set(this.changes.filter((each) => each.op === op).map((each) => each.text));
    const wrong = (/** @type {any} */ confusion) => confusion.mistaken.map((/** @type {any} */ each) => each.text);
    const [added, removed, before, now] = [texts('add'), texts('remove'), wrong(this.kept), wrong(this.tried)];
    return {
      broken: now.filter((/** @type {string} */ text) => !added.has(text) && !before.includes(text)).length,
      mended: before.filter((/** @type {string} */ text) => !removed.has(text) && !now.includes(text)).length,
    };
  }

  effect() {
    if (!this.tried) return t('intent.trying');
    const { broken, mended } = this.turned;
    const worse = broken > mended;
    return html`${t('intent.effect', { before: this.kept.right, after: this.tried.right, of: this.tried.of })} <span class="chip ${worse ? 'warn' : 'ok'}">${worse ? '↓ ' : ''}${t('intent.turned', { mended, broken })}</span>`;
  }

  staged() {
    if (this.changes.length === 0) return nothing;
    return html`<section class="rules-changes intent-staged" data-test="staged"><h3>${t('intent.staged', { n: this.changes.length })}</h3>
      <ul class="small">${this.changes.map((each) => html`<li>${t(`intent.${each.op}_line`, { text: each.text, intent: this.title(each.intent), to: each.to ? this.title(each.to) : '' })}</li>`)}</ul>
      <p aria-live="polite" data-test="intent-effect">${this.effect()}</p>
      <p class="row"><button class="button primary" @click=${this.save} ?disabled=${this.busy} data-test="intent-save">${t('intent.save')}</button><button class="button quiet" @click=${this.unstage} data-test="intent-undo">${t('intent.undo')}</button></p></section>`;
  }

  /** @param {string} wanted @param {string} named */
  cell(wanted, named) {
    const before = this.kept.table[wanted]?.[named] || 0;
    const now = (this.tried || this.kept).table[wanted]?.[named] || 0;
    const by = now - before;
    const good = (wanted === named) === by > 0;
    return html`<td class=${wanted === named ? 'hit' : now ? 'miss' : ''}>${now || ''}${by ? html` <span class="small ${good ? 'ok-text' : 'warn-text'}">${by > 0 ? '+' : ''}${by}</span>` : nothing}</td>`;
  }

  table() {
    const names = [...new Set([...this.book.labels.map((/** @type {any} */ each) => each.intent), ...(this.tried || this.kept).names])];
    return html`<section class="fact-box"><h3>${t('intent.confusion')}</h3><p class="small muted">${t('intent.confusion_hint')}</p>
      <div class="scroll-x" role="group" tabindex="0" aria-label=${t('stats.table')}><table class="confusion" data-test="confusion"><thead><tr><th scope="col">${t('intent.wanted')}</th>${names.map((name) => html`<th scope="col"><span>${this.title(name)}</span></th>`)}</tr></thead>
        <tbody>${this.book.labels.map((/** @type {any} */ each) => html`<tr aria-current=${each.intent === this.chosen ? 'true' : 'false'}><th scope="row">${each.title}</th>${names.map((name) => this.cell(each.intent, name))}</tr>`)}</tbody></table></div></section>`;
  }

  history() {
    return html`<section class="fact-box"><h3>${t('intent.history')}</h3><ul class="small" data-test="intent-versions">${this.versions.map((each) => html`<li>${t('intent.version', { n: each.version })} · ${each.by === 'import' ? t('intent.by_import') : each.by_name || each.by}${each.at ? html` · ${when(each.at)}` : nothing} · ${t('intent.changed', { n: each.changes.length })}</li>`)}</ul></section>`;
  }

  render() {
    if (!this.book) return html`<div class="empty"><h2>${this.problem ? this.problem : t('screen.intents')}</h2></div>`;
    return html`<div class="gaps"><section class="inbox" aria-label=${t('screen.intents')}><div class="inbox-head"><h1 class="grow">${t('screen.intents')}</h1>
          <a class="button quiet" href="/api/v1/intents/export" download=${FILE} data-test="intent-export">${t('intent.export')}</a>
          <label class="button quiet">${t('intent.import')}<input class="hush" type="file" accept=".yaml,.yml" @change=${this.bringIn} data-test="intent-import" /></label></div>
        ${this.labels()}</section>
      <div class="pane"><div class="article-body"><p class="problem" role="alert" data-test="intent-problem">${this.problem}</p>
        <p class="small muted">${t('intent.hint')}</p>${this.staged()}
        <div class="intent-columns">${this.examples()}<div class="intent-side">${this.table()}${this.history()}</div></div></div></div></div>`;
  }
}

customElements.define('kefu-intents', IntentsPage);
