// Other answers of an article, for certain products or a stage.
import { html } from 'lit';
import { t, word } from 'shared/i18n.js';
import { variablePicker } from './fields.js';

/** @param {any} form the `kefu-article` they belong to */
export function variants(form) {
  const answers = form.form.answers || [];
  const value = (/** @type {any} */ event) => event.target.value;
  return html`<section class="variants">${answers.map((/** @type {any} */ each, /** @type {number} */ i) => html`<fieldset class="variant" data-test="variant"><legend class="small muted">${t('kb.variant', { n: i + 1 })}</legend>
      <label class="field"><span>${t('kb.stage')}</span><select class="input" @change=${(/** @type {any} */ e) => form.editVariant(i, { stage: value(e) })}>${['', 'pre_sale', 'after_sale'].map((stage) => html`<option value=${stage} ?selected=${stage === each.stage}>${stage ? word('stage', stage) : t('kb.any_stage')}</option>`)}</select></label>
      <label class="field"><span>${t('kb.skus')}</span><input class="input" .value=${each.skus} @input=${(/** @type {any} */ e) => form.editVariant(i, { skus: value(e) })} data-test="variant-skus" /></label>
      <button class="button quiet" @click=${() => form.editVariant(i)}>${t('kb.remove')}</button>
      <div class="wide with-variables"><label class="field"><span>${t('kb.answer')}</span><textarea class="input" rows="3" .value=${each.answer} @input=${(/** @type {any} */ e) => form.editVariant(i, { answer: value(e) })} data-test="variant-answer"></textarea></label>${variablePicker()}</div></fieldset>`)}
    <button class="button" @click=${() => form.write({ answers: [...answers, { stage: '', skus: '', answer: '' }] })} data-test="add-variant">${t('kb.add_variant')}</button></section>`;
}
