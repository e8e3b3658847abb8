// Words that take the place of others in many articles: what is asked for, and what would become of each article.
import { html, nothing } from 'lit';
import { t } from 'shared/i18n.js';
import { toldOrSaid } from 'shared/told.js';
import { difference } from './difference.js';

const PARTS = ['question', 'similar', 'answer', 'tags'];
/** Each with the article it changes; none but the first texts of an article are told. */
const TOLD = 20;

/** @typedef {{find:string, with:string, in:string[], folded:boolean}} Words */

/** @returns {Words} */
export const noWords = () => ({ find: '', with: '', in: PARTS.slice(0, 3), folded: false });

/** @param {Words} words */
export const isComplete = (words) => words.find !== '' && words.find !== words.with && words.in.length > 0;

/** @param {Words} words @param {(words:Words) => void} ask */
export function replacing(words, ask) {
  const write = (/** @type {Partial<Words>} */ patch) => ask({ ...words, ...patch });
  const pick = (/** @type {string} */ part) => write({ in: PARTS.filter((each) => (each === part ? !words.in.includes(each) : words.in.includes(each))) });
  return html`<div class="replacing"><div class="pair">
      <label class="field"><span>${t('bulk.replace_find')}</span><input class="input" maxlength="200" .value=${words.find} @input=${(/** @type {any} */ e) => write({ find: e.target.value })} data-test="replace-find" /></label>
      <label class="field"><span>${t('bulk.replace_with')}</span><input class="input" maxlength="1000" placeholder=${t('bulk.replace_with_hint')} .value=${words.with} @input=${(/** @type {any} */ e) => write({ with: e.target.value })} data-test="replace-with" /></label></div>
    <div class="row" role="group" aria-label=${t('bulk.replace_in')}>${PARTS.map((part) => html`<label class="row nowrap"><input type="checkbox" .checked=${words.in.includes(part)} @change=${() => pick(part)} data-test="replace-in-${part}" /> ${t(`bulk.in_${part}`)}</label>`)}</div>
    <label class="row nowrap"><input type="checkbox" .checked=${words.folded} @change=${() => write({ folded: !words.folded })} data-test="replace-folded" /> ${t('bulk.replace_folded')}</label></div>`;
}

/** What a row of the trial says of its article, below its name. @param {any} row */
export function replaced({ preview, errors }) {
  if (!preview) return nothing;
  const { times, places, findings } = preview;
  return html`<span class="small muted">${t('bulk.replace_times', { n: times })}</span>${difference(places)}
    ${places.length === TOLD ? html`<p class="small muted">${t('bulk.replace_more', { n: TOLD })}</p>` : nothing}
    ${(errors || []).slice(1).map((/** @type {any} */ each) => html`<p class="problem">${t(`kb.${each.field}`)}：${toldOrSaid(each.message)}</p>`)}
    ${findings.map((/** @type {any} */ each) => html`<p class="finding" data-test="replace-finding">${toldOrSaid(each.message)}</p>`)}`;
}
