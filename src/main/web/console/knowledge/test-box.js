// Type a shopper's question, see what an agent would be offered.
import { html, nothing } from 'lit';
import { View } from 'shared/element.js';
import { post } from 'shared/api.js';
import { t, word } from 'shared/i18n.js';
import { explain } from '../toasts.js';

class TestBox extends View {
  constructor() {
    super();
    /** @type {boolean|undefined} */
    this.busy = undefined;
    /** @type {string|undefined} */
    this.problem = undefined;
    /** @type {any[]|undefined} */
    this.results = undefined;
  }

  /** @param {SubmitEvent} event */
  async submit(event) {
    event.preventDefault();
    const form = new FormData(/** @type {HTMLFormElement} */ (event.target));
    const queries = String(form.get('queries')).split('\n').map((each) => each.trim()).filter(Boolean).slice(0, 200);
    if (queries.length === 0) return;
    const stage = String(form.get('stage'));
    this.set({ busy: true, problem: undefined });
    try {
      const answer = await post('/knowledge/searches', { queries, limit: 3, ...(stage ? { stage } : {}) });
      this.set({ results: answer.results });
    } catch (refused) {
      this.set({ problem: explain(refused) });
    } finally {
      this.set({ busy: false });
    }
  }

  /** @param {any} result */
  result(result) {
    return html`<li class="fact-box" data-test="test-result" data-abstain=${result.abstain}><p><b>${result.query}</b> ${result.abstain ? html`<span class="chip warn">${t('test.abstains')}</span>` : html`<span class="chip ok">${t('test.suggests')}</span>`}</p>
      <ol class="hits">${(result.hits || []).map((/** @type {any} */ hit, /** @type {number} */ i) => html`<li class="small row" data-test="test-hit" data-article=${hit.article?.id || hit.article}><span class="grow">${i + 1}. ${hit.question}</span><span class="muted">${hit.article?.id || hit.article} · ${Number(hit.score).toFixed(2)}</span></li>`)}</ol>
      ${result.hits?.length ? nothing : html`<p class="small muted">${t('test.nothing')}</p>`}</li>`;
  }

  render() {
    return html`<section class="fact-box"><h3>${t('test.title')}</h3>
      <form class="fields" @submit=${this.submit}><label class="field"><span>${t('test.queries')}</span><textarea class="input" name="queries" rows="3" required data-test="test-queries"></textarea></label>
        <div class="row"><select class="input grow" name="stage" aria-label=${t('kb.stage')}><option value="">${t('test.any_stage')}</option>${['pre_sale', 'after_sale'].map((stage) => html`<option value=${stage}>${word('stage', stage)}</option>`)}</select>
          <button class="button primary" ?disabled=${this.busy} data-test="test-run">${t('test.run')}</button></div></form>
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}</section>
      <ul class="results">${(this.results || []).map((result) => this.result(result))}</ul>`;
  }
}

customElements.define('kefu-test-box', TestBox);
