// The pinned questions: what each is to find, where that stands now and where it would stand after this edit.
import { html, nothing } from 'lit';
import { View } from 'shared/element.js';
import { call, post } from 'shared/api.js';
import { t, word } from 'shared/i18n.js';
import { explain } from '../toasts.js';
import './test-box.js';

const LOOKS = /** @type {Object<string, string>} */ ({ better: 'ok', worse: 'danger', unchanged: '' });

class Pinned extends View {
  constructor() {
    super();
    /** @type {any} */
    this.body = undefined;
    /** @type {any} */
    this.fates = undefined;
    this.problem = '';
    this.turn = 0;
  }

  connectedCallback() {
    super.connectedCallback();
    this.look(this.body);
  }

  /** @param {any} body the article as it would be saved */
  async look(body) {
    this.body = body;
    const turn = ++this.turn;
    try {
      const fates = await post('/knowledge/tests/runs', body?.question && body?.answer ? { article: body } : {});
      if (turn === this.turn) this.set({ fates, problem: '' });
    } catch (refused) {
      if (turn === this.turn) this.set({ problem: explain(refused) });
    }
  }

  /** @param {SubmitEvent} event */
  async add(event) {
    event.preventDefault();
    const target = /** @type {HTMLFormElement} */ (event.target);
    const form = new FormData(target);
    const stage = String(form.get('stage'));
    try {
      await post('/knowledge/tests', { question: String(form.get('question')), ...(form.get('expects') === 'this' ? { article: this.body.id } : {}), ...(stage ? { stage } : {}) });
      target.reset();
      await this.look(this.body);
    } catch (refused) {
      this.set({ problem: explain(refused) });
    }
  }

  /** @param {string} id */
  async remove(id) {
    try {
      await call('DELETE', `/knowledge/tests/${id}`);
      await this.look(this.body);
    } catch (refused) {
      this.set({ problem: explain(refused) });
    }
  }

  /** @param {any} fate */
  row(fate) {
    const { test } = fate;
    const expects = test.article ? `${fate.before ?? '–'} → ${fate.after ?? '–'}` : t('pinned.none_expected');
    return html`<li class="pin" data-test="pin" data-verdict=${fate.verdict} data-right=${fate.right}><span class="row nowrap"><span class="grow">${test.question}</span><span class="chip ${fate.right ? 'ok' : 'warn'}">${t(fate.right ? 'pinned.right' : 'pinned.wrong')}</span></span>
      <span class="row nowrap small muted"><span class="grow clip">${[test.article, word('stage', test.stage)].filter(Boolean).join(' · ')} ${expects}</span>${fate.verdict === 'unchanged' ? nothing : html`<span class="chip ${LOOKS[fate.verdict]}">${word('verdict', fate.verdict)}</span>`}
        <button class="button quiet" @click=${() => this.remove(test.id)} aria-label=${t('pinned.remove', { question: test.question })}>✕</button></span></li>`;
  }

  render() {
    const results = this.fates?.results || [];
    return html`<section class="fact-box"><h3>${t('pinned.title')} ${results.length ? html`<small class="muted">${t('pinned.count', { right: this.fates.right, all: results.length })}</small>` : nothing}</h3>
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
      <ul class="hits">${results.map((/** @type {any} */ each) => this.row(each))}</ul>
      <form class="fields" @submit=${this.add}><label class="field"><span>${t('pinned.question')}</span><input class="input" name="question" required maxlength="200" data-test="pin-question" /></label>
        <div class="row"><select class="input grow" name="expects" aria-label=${t('pinned.expects')} data-test="pin-expects">${this.body?.id ? html`<option value="this" selected>${t('pinned.this')}</option>` : nothing}<option value="none">${t('pinned.none_expected')}</option></select>
          <select class="input" name="stage" aria-label=${t('kb.stage')}><option value="">${t('test.any_stage')}</option>${['pre_sale', 'after_sale'].map((stage) => html`<option value=${stage}>${word('stage', stage)}</option>`)}</select>
          <button class="button" data-test="pin-add">${t('pinned.add')}</button></div></form></section>
      <kefu-test-box></kefu-test-box>`;
  }
}

customElements.define('kefu-pinned', Pinned);
