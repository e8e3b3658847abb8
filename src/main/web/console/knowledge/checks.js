// What the server says of the article while it is written: mistakes, what to look at twice, neighbours, and what would change.
import { html, nothing } from 'lit';
import { View, tell } from 'shared/element.js';
import { post } from 'shared/api.js';
import { t, word } from 'shared/i18n.js';
import { told } from 'shared/told.js';
import { explain, notice } from '../toasts.js';
import './card-preview.js';

const LOOKS = /** @type {Object<string, string>} */ ({ same: 'danger', close: 'warn', far: '' });

class Checks extends View {
  constructor() {
    super();
    /** @type {any} the article as it would be saved */
    this.body = undefined;
    /** @type {any} */
    this.found = undefined;
    /** @type {any} */
    this.preview = undefined;
    this.problem = '';
    this.busy = false;
    /** @type {string|undefined} the neighbour that is being told apart */
    this.telling = undefined;
    this.asked = 0;
  }

  /** @param {any} body */
  async look(body) {
    this.set({ body, preview: undefined });
    this.updateComplete.then(() => /** @type {any} */ (this.querySelector('kefu-card-preview'))?.look(body));
    if (!body?.question || !body?.answer) return this.set({ found: undefined });
    const turn = ++this.asked;
    try {
      const found = await post('/knowledge/checks', body);
      if (turn === this.asked) this.set({ found, problem: '' });
    } catch (refused) {
      if (turn === this.asked) this.set({ problem: explain(refused) });
    }
    return undefined;
  }

  async weigh() {
    this.set({ busy: true });
    try {
      this.set({ preview: await post('/knowledge/impact', this.body), problem: '' });
    } catch (refused) {
      this.set({ problem: explain(refused) });
    } finally {
      this.set({ busy: false });
    }
  }

  /** @param {SubmitEvent} event */
  async tellApart(event) {
    event.preventDefault();
    const why = String(new FormData(/** @type {HTMLFormElement} */ (event.target)).get('why'));
    try {
      await post(`/knowledge/articles/${this.body.id}/distinct`, { article: this.telling, why });
      notice(t('checks.told_apart'));
      this.set({ telling: undefined });
      await this.look(this.body);
    } catch (refused) {
      this.set({ problem: explain(refused) });
    }
  }

  /** @param {any} near */
  neighbour(near) {
    const blocks = near.contradicts && !near.distinct;
    return html`<li class="near" data-test="near" data-band=${near.band} data-blocks=${blocks}><p class="row"><span class="chip ${LOOKS[near.band]}">${word('band', near.band)} ${near.similarity.toFixed(2)}</span><span class="grow">${near.wording}</span></p>
      <p class="small muted">${near.article} · ${near.question}</p>
      ${near.contradicts ? html`<p class="chip ${near.distinct ? 'ok' : 'danger'}">${t(near.distinct ? 'checks.distinct' : 'checks.contradicts')}</p>` : nothing}
      <p class="row"><button class="button quiet" @click=${() => tell(this, 'visit', { id: near.article })}>${t('checks.open')}</button>
        ${near.band === 'same' ? html`<button class="button quiet" @click=${() => tell(this, 'visit', { id: near.article, wording: this.body.question })} data-test="merge-wording">${t('checks.merge')}</button>` : nothing}
        ${blocks && this.body.id ? html`<button class="button quiet" @click=${() => this.set({ telling: near.article })} data-test="tell-apart">${t('checks.tell_apart')}</button>` : nothing}</p>
      ${this.telling === near.article ? html`<form class="row" @submit=${this.tellApart}><input class="input grow" name="why" required maxlength="200" placeholder=${t('checks.why_apart')} aria-label=${t('checks.why_apart')} data-test="apart-why" /><button class="button primary" data-test="apart-submit">${t('checks.confirm')}</button></form>` : nothing}</li>`;
  }

  impact() {
    const { preview } = this;
    return html`<section class="fact-box"><h3>${t('impact.title')}</h3>
      <button class="button" @click=${this.weigh} ?disabled=${this.busy} data-test="impact">${t('impact.run')}</button>
      ${preview ? html`<p data-test="impact-result">${t('impact.result', { asked: preview.asked, changed: preview.changed })}</p>
        <ul class="hits">${preview.examples.map((/** @type {any} */ each) => html`<li class="small"><b>${each.question}</b><br />${each.before?.question ?? t('impact.nothing')} → ${each.after?.question ?? t('impact.nothing')}</li>`)}</ul>` : nothing}</section>`;
  }

  render() {
    if (!this.body) return html`<p class="muted small">${t('checks.none')}</p>`;
    const { found } = this;
    return html`${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
      <section class="fact-box"><h3>${t('checks.title')}</h3>
        ${!found ? html`<p class="muted small">${t('checks.needs')}</p>` : nothing}
        ${found && !found.errors.length && !found.findings.length ? html`<p class="chip ok" data-test="checks-clean">${t('checks.clean')}</p>` : nothing}
        <ul class="findings">${(found?.errors || []).map((/** @type {any} */ each) => html`<li class="problem" data-test="check-error">✗ ${t(`kb.${each.field}`)}：${told(each.message)}</li>`)}
          ${(found?.findings || []).map((/** @type {any} */ each) => html`<li class="finding" data-test="finding" data-code=${each.code}>! ${told(each.message)}</li>`)}</ul></section>
      ${found?.near?.length ? html`<section class="fact-box"><h3>${t('checks.near')}</h3><ul class="hits">${found.near.map((/** @type {any} */ each) => this.neighbour(each))}</ul></section>` : nothing}
      <kefu-card-preview></kefu-card-preview>
      ${this.impact()}`;
  }
}

customElements.define('kefu-checks', Checks);
