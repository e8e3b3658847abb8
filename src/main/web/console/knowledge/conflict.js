// What somebody else has made of an article meanwhile, side by side with what was read and what was written here.
import { html, nothing } from 'lit';
import { t } from 'shared/i18n.js';
import { asForm, shown } from './article.js';

/** @param {any} form the `kefu-article` that has one */
export function conflict(form) {
  if (!form.theirs) return nothing;
  const [base, theirs] = [asForm(form.base), asForm(form.theirs)];
  return html`<div class="conflict" role="alert" data-test="conflict"><div class="bar danger"><span class="grow">${t(form.conflicts.length ? 'kb.conflict' : 'kb.merged', { version: form.theirs.version, by: form.theirs.updated_by })}</span>
      <button class="button" @click=${() => form.takeTheirs()} data-test="take-theirs">${t('kb.take_theirs')}</button><button class="button primary" @click=${() => form.keepMine()} data-test="keep-mine">${t('kb.keep_merged')}</button></div>
    ${form.conflicts.length ? html`<table><thead><tr><th></th><th>${t('kb.theirs')}</th><th>${t('kb.base')}</th><th>${t('kb.mine')}</th></tr></thead><tbody>${form.conflicts.map((/** @type {string} */ name) => html`<tr data-test="conflict-field"><th>${t(`kb.${name}`)}</th>
        <td class="wrap"><button class="button quiet" @click=${() => form.write({ [name]: theirs[name] })} data-test="choose-theirs">${t('kb.choose')}</button> ${shown(theirs[name])}</td><td class="wrap muted">${shown(base[name])}</td><td class="wrap">${shown(form.form[name])}</td></tr>`)}</tbody></table>` : nothing}</div>`;
}
