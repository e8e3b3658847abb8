// How a question is read with the words as they are written here, and which pinned questions that would break: before anything is kept.
import { html, nothing } from 'lit';
import { View } from 'shared/element.js';
import { post } from 'shared/api.js';
import { t } from 'shared/i18n.js';
import { explain } from '../toasts.js';

const WAIT_MS = 400;

/** Pinned questions that would fare worse. @param {any[]} worse */
export const broken = (worse) => html`<section class="conflict pad" role="alert" data-test="words-worse"><b class="warn-text">${t('words.worse', { n: worse.length })}</b>
  <ul class="small">${worse.map(({ test, before, after }) => html`<li>${test.question} <span class="muted">${test.article ? `${test.article} ${before ?? '–'} → ${after ?? '–'}` : t('pinned.none_expected')}</span></li>`)}</ul></section>`;

class WordsTrial extends View {
  static properties = { changes: { attribute: false } };

  constructor() {
    super();
    /** @type {any[]} */
    this.changes = [];
    this.question = '';
    /** @type {any} */
    this.trial = undefined;
    this.problem = '';
    this.tried = '';
    /** @type {number|undefined} */
    this.timer = undefined;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  /** Asks again whenever the words or the question are others. */
  updated() {
    const asked = JSON.stringify([this.question.trim(), this.changes]);
    if (asked === this.tried) return;
    this.tried = asked;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.attempt(asked), WAIT_MS);
  }

  /** @param {string} asked */
  async attempt(asked) {
    const question = this.question.trim();
    if (!question && this.changes.length === 0) return this.set({ trial: undefined, problem: '' });
    try {
      const trial = await post('/knowledge/words/trials', { changes: this.changes, questions: question ? [question] : [] });
      if (asked === this.tried) this.set({ trial, problem: '' });
    } catch (refused) {
      if (asked === this.tried) this.set({ trial: undefined, problem: explain(refused) });
    }
    return undefined;
  }

  /** @param {any[]} found */
  found(found) {
    if (found.length === 0) return html`<p class="small muted">${t('test.nothing')}</p>`;
    return html`<ol class="hits">${found.map((each, i) => html`<li class="small row" data-article=${each.article}><span class="grow">${i + 1}. ${each.question}</span><span class="muted">${Number(each.score).toFixed(2)}</span></li>`)}</ol>`;
  }

  /** @param {string[]} words @param {string} [look] */
  chips(words, look = '') {
    return words.length ? words.map((word) => html`<span class="chip ${look}">${word}</span> `) : html`<span class="muted">${t('words.no_word')}</span>`;
  }

  /** @param {any} reading */
  reading(reading) {
    return html`<dl class="word-reading small" data-test="words-reading"><dt>${t('words.groups')}</dt><dd data-test="words-groups">${this.chips(reading.groups.map((/** @type {string[]} */ each) => each.join(' = ')), 'ok')}</dd>
        <dt>${t('words.terms')}</dt><dd>${this.chips(reading.terms)}</dd>
        <dt>${t('words.helping')}</dt><dd data-test="words-helping">${this.chips(reading.helping, 'info')}</dd>
        <dt>${t('words.lexicon')}</dt><dd>${this.chips(reading.lexicon)}</dd></dl>
      <div class="word-found"><div><b class="small">${t('words.before')}</b>${this.found(reading.before)}</div>${this.changes.length ? html`<div data-test="words-after"><b class="small">${t('words.after')}</b>${this.found(reading.after)}</div>` : nothing}</div>`;
  }

  render() {
    const { trial } = this;
    return html`<section class="fact-box" aria-live="polite"><h3>${t('words.try')}</h3>
      <label class="field"><span>${t('words.question')}</span><input class="input" maxlength="200" .value=${this.question} @input=${(/** @type {any} */ e) => this.set({ question: e.target.value })} data-test="words-question" /></label>
      ${this.problem ? html`<p class="problem" data-test="words-trial-problem">${this.problem}</p>` : nothing}
      ${trial?.worse.length ? broken(trial.worse) : nothing}
      ${trial && this.changes.length && trial.worse.length === 0 ? html`<p class="small ok-text" data-test="words-harmless">${t('words.harmless')}</p>` : nothing}
      ${trial?.readings.map((/** @type {any} */ each) => this.reading(each))}</section>`;
  }
}

customElements.define('kefu-words-trial', WordsTrial);
