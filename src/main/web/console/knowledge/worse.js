// Pinned questions that would fare worse, for whoever answers for them.
import { html } from 'lit';
import { t } from 'shared/i18n.js';

/** @param {any[]} fates */
export const worseOnes = (fates) => html`<div class="fact-box" data-test="worse"><ul>${fates.map((each) => html`<li>${each.test.question}：${each.before ?? '–'} → ${each.after ?? '–'}</li>`)}</ul><label class="row"><input type="checkbox" name="accept_worse" data-test="accept-worse" /> ${t('kb.accept_worse')}</label></div>`;
