// Which articles the list shows, and in what order.
import { html, nothing } from 'lit';
import { View, tell } from 'shared/element.js';
import { get, listOf } from 'shared/api.js';
import { t, word } from 'shared/i18n.js';

const TYPED_MS = 250;
const LIVES = ['', 'published', 'draft', 'in_review', 'scheduled', 'expiring', 'expired', 'retired'];
const ORDERS = ['updated', 'shown', 'adoption', 'low_adoption'];

class ArticleFilters extends View {
  static properties = { problem: {} };

  constructor() {
    super();
    this.problem = '';
    /** @type {{categories:any[], owners:any[], feedback:number}} */
    this.choices = { categories: [], owners: [], feedback: 0 };
    /** @type {any[]} of whose cards agents said something that nobody has settled */
    this.playbooks = [];
    /** @type {Object<string, string|undefined>} what is asked of the server */
    this.wanted = {};
    /** @type {number|undefined} */
    this.timer = undefined;
  }

  connectedCallback() {
    super.connectedCallback();
    this.look();
  }

  /** What there is to choose from changes with what is written. */
  async look() {
    const [choices, playbooks] = await Promise.all([
      get('/knowledge/articles/choices').catch(() => this.choices),
      get('/knowledge/feedback/playbooks').then(listOf).catch(() => this.playbooks),
    ]);
    this.set({ choices, playbooks });
  }

  /** @param {Object<string, string|undefined>} patch */
  want(patch) {
    this.set({ wanted: { ...this.wanted, ...patch } });
    tell(this, 'wanted', this.wanted);
  }

  /** @param {Event} event */
  searched(event) {
    const q = /** @type {HTMLInputElement} */ (event.target).value.trim();
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.want({ q }), TYPED_MS);
  }

  /** @param {string} name @param {string} label @param {[string, string][]} options */
  choice(name, label, options) {
    return html`<select class="input" aria-label=${label} @change=${(/** @type {any} */ e) => this.want({ [name]: e.target.value })} data-test="filter-${name}">${options.map(([value, text]) => html`<option value=${value} ?selected=${value === (this.wanted[name] || options[0][0])}>${text}</option>`)}</select>`;
  }

  /** @param {string} name @param {string} label */
  toggle(name, label) {
    const on = this.wanted[name] === 'true';
    return html`<button class="button quiet" aria-pressed=${on} @click=${() => this.want({ [name]: on ? undefined : 'true' })} data-test="filter-${name}">${label}</button>`;
  }

  /** @param {string} all @param {any[]} names @returns {[string, string][]} */
  named(all, names) {
    return [['', all], ...names.map((each) => /** @type {[string, string]} */ ([each.name, `${each.name} ${each.articles}`]))];
  }

  /** Playbooks stand on their own page. */
  beside() {
    if (this.wanted.feedback !== 'true' || this.playbooks.length === 0) return nothing;
    return html`<ul class="small more" aria-label=${t('screen.playbooks')} data-test="playbook-feedback">${this.playbooks.map((each) => html`<li class="row"><a class="grow clip" href="/console/playbooks#${each.playbook}">${t('screen.playbooks')} · ${each.title || each.playbook}</a><span class="chip danger">${t('kb.feedback', { n: each.feedback })}</span></li>`)}</ul>`;
  }

  render() {
    const { categories, owners, feedback } = this.choices;
    return html`<input class="input" type="search" placeholder=${t('kb.search')} aria-label=${t('kb.search')} @input=${this.searched} data-test="article-search" />
      <select class="input" aria-label=${t('kb.status')} @change=${(/** @type {any} */ e) => this.want({ life: e.target.value })} data-test="article-status">${LIVES.map((life) => html`<option value=${life}>${life ? word('kb_status', life) : t('kb.all')}</option>`)}</select>
      <div class="row more">${this.choice('category', t('kb.category'), this.named(t('kb.any_category'), categories))}
        ${this.choice('owner', t('kb.owner'), this.named(t('kb.any_owner'), owners))}
        ${this.choice('sort', t('kb.sort'), ORDERS.map((order) => [order, t(`kb.sort_${order}`)]))}</div>
      <div class="row more">${this.toggle('feedback', t('kb.with_feedback', { n: feedback + this.playbooks.length }))}${this.toggle('unused', t('kb.unused'))}</div>${this.beside()}
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}`;
  }
}

customElements.define('kefu-article-filters', ArticleFilters);
