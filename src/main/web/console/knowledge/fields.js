// The fields of an article, each as what it holds: a line, lines, a choice, a mark, an answer with variables in it.
import { html, nothing } from 'lit';
import { t, word } from 'shared/i18n.js';
import { VARIABLES } from './article.js';

/** Puts a variable where the cursor stands, and marks its fallback so that it is written next. @param {any} event */
function pick(event) {
  const select = /** @type {HTMLSelectElement} */ (event.target);
  const name = select.value;
  const area = /** @type {HTMLTextAreaElement|null} */ (select.closest('.with-variables')?.querySelector('textarea') ?? null);
  select.value = '';
  event.stopPropagation();
  if (!area || !name) return;
  const fallback = t('kb.fallback');
  const from = area.selectionStart;
  area.setRangeText(`{{${name}|else:${fallback}}}`, from, area.selectionEnd, 'end');
  area.focus();
  const at = from + name.length + '{{|else:'.length;
  area.setSelectionRange(at, at + fallback.length);
  area.dispatchEvent(new Event('input', { bubbles: true }));
}

/** Offers the variables an answer may hold, for the text area beside it. */
export const variablePicker = () => html`<select class="input" aria-label=${t('kb.insert_variable')} @change=${pick} @input=${(/** @type {Event} */ e) => e.stopPropagation()} data-test="insert-variable"><option value="" selected>${t('kb.insert_variable')}</option>${VARIABLES.map((name) => html`<option value=${name}>${word('variable', name)}</option>`)}</select>`;

/** @param {any} form the `kefu-article` it belongs to @param {any} field */
export function fieldOf(form, field) {
  const value = form.form[field.name] ?? '';
  const name = `article-${field.name}`;
  if (field.name === 'window') {
    const known = form.windows.some((/** @type {any} */ each) => each.name === value);
    return html`<label class="field"><span>${t('kb.window')}</span><select class="input" name="window" .value=${value} data-test=${name}><option value="">${t('kb.no_window')}</option>${value && !known ? html`<option value=${value} selected>${value}</option>` : nothing}${form.windows.map((/** @type {any} */ each) => html`<option value=${each.name} ?selected=${each.name === value}>${each.title}</option>`)}</select></label>`;
  }
  if (field.choices) {
    return html`<label class="field"><span>${t(`kb.${field.name}`)}</span><select class="input" name=${field.name} data-test=${name}>${field.choices.map((/** @type {string} */ choice) => html`<option value=${choice} ?selected=${choice === value}>${word(field.group, choice)}</option>`)}</select></label>`;
  }
  if (field.flag) {
    return html`<label class="row check wide"><input type="checkbox" name=${field.name} .checked=${Boolean(value)} data-test=${name} /> ${t(`kb.${field.name}`)}</label>`;
  }
  if (field.rows) {
    return html`<div class="wide with-variables"><label class="field"><span>${t(`kb.${field.name}`)} ${field.list ? html`<small>${String(value).split('\n').filter(Boolean).length}</small>` : nothing}</span>
      <textarea class="input" name=${field.name} rows=${field.rows} .value=${value} data-test=${name}></textarea></label>${field.variables ? variablePicker() : nothing}</div>`;
  }
  return html`<label class="field ${field.wide ? 'wide' : ''}"><span>${t(`kb.${field.name}`)}</span><input class="input" name=${field.name} type=${field.type || 'text'} step=${field.type ? 1 : nothing} .value=${value} data-test=${name} /></label>`;
}
