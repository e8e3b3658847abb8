// What other rules would have said of last month.
import { html, nothing } from 'lit';
import { money, when } from 'shared/format.js';
import { t, word } from 'shared/i18n.js';
import { told, together } from 'shared/told.js';

const LOOKS = /** @type {Object<string, string>} */ ({ cleared: 'ok', within: 'ok', warned: 'warn', needs_approval: 'warn', above: 'warn', blocked: 'danger', no_rule: 'danger' });

/** @param {any} said */
function verdict(said) {
  const why = told(said.why) || together((said.findings || []).map((/** @type {any} */ each) => `${each.rule} ${told(each.text)}`)) || said.rule || '';
  return html`<span class="chip ${LOOKS[said.verdict]}">${t(`rules.verdict_${said.verdict}`)}</span> <span class="small muted">${why}</span>`;
}

/** @param {any} trial */
export function tried(trial) {
  if (!trial) return nothing;
  return html`<section class="rules-trial" data-test="rules-trial"><h3>${t('rules.trial', { replies: trial.replies, claims: trial.claims })}</h3>
    <p>${t('rules.otherwise', { replies: trial.replies_decided_otherwise, claims: trial.claims_decided_otherwise })} ${t('rules.alone', { before: money(trial.alone_fen_before), after: money(trial.alone_fen_after) })}</p>
    <p class="muted small">${t('rules.trial_note')}</p>
    ${trial.reply_diff.length ? html`<table><thead><tr><th>${t('ledger.at')}</th><th>${t('rules.reply')}</th><th>${t('rules.now')}</th><th>${t('rules.then')}</th></tr></thead>
      <tbody>${trial.reply_diff.map((/** @type {any} */ each) => html`<tr data-test="reply-diff"><td>${when(each.at)}<div class="small muted">${each.by}</div></td><td>${each.text}</td><td>${verdict(each.before)}</td><td>${verdict(each.after)}</td></tr>`)}</tbody></table>` : nothing}
    ${trial.claim_diff.length ? html`<table><thead><tr><th>${t('ledger.at')}</th><th>${t('decide.rule')}</th><th class="num">${t('decide.amount')}</th><th>${t('rules.now')}</th><th>${t('rules.then')}</th></tr></thead>
      <tbody>${trial.claim_diff.map((/** @type {any} */ each) => html`<tr data-test="claim-diff"><td>${when(each.at)}<div class="small muted">${each.by}</div></td><td>${word('kind', each.kind)} ${word('reason', each.reason)} ${each.order || ''}</td><td class="num">${money(each.proposal_fen)}</td><td>${verdict(each.before)}</td><td>${verdict(each.after)}</td></tr>`)}</tbody></table>` : nothing}</section>`;
}
