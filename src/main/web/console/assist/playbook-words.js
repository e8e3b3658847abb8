// A playbook between the wire and its fields, and what is said of it beside them.
import { html, nothing } from 'lit';
import { t } from 'shared/i18n.js';
import { toldOrSaid } from 'shared/told.js';
import { joined } from './feedback.js';

const LISTS = ['triggers', 'examples', 'verify', 'offer', 'next'];
export const REASONS = ['damaged', 'missing', 'wrong_item', 'late', 'lost', 'price_gap', 'quality', 'not_as_described', 'stock_out', 'goodwill'];
export const EMPTY = { id: 'pb_', title: '', reason: '', triggers: '', examples: '', intents: [], soothe: '', verify: '', offer: '', next: '' };

/** A playbook as its fields show it: a list is lines. @param {any} playbook @returns {any} */
export const asForm = (playbook) => ({ ...playbook, reason: playbook.reason || '', intents: playbook.intents || [], ...Object.fromEntries(LISTS.map((name) => [name, (playbook[name] || []).join('\n')])) });
/** What a field does not show goes back as it came. @param {any} form @returns {any} */
export const asWire = (form) => ({ ...form, reason: form.reason || null, ...Object.fromEntries(LISTS.map((name) => [name, form[name].split('\n')])) });

/** @param {any} mistake */
const worded = ({ field, message }) => `${t(`playbook.field_${field}`)}：${toldOrSaid(message)}`;
/** The first of the mistakes something was refused for; empty for another reason. @param {any} refused */
export const firstOf = ({ frame }) => (frame?.errors?.[0]?.field ? worded(frame.errors[0]) : '');

/** Who gets it whatever is said: what a shopper wants. @param {any} page */
export function wanted(page) {
  const { intents } = page.draft;
  const flip = (/** @type {string} */ intent) => page.write({ intents: intents.includes(intent) ? intents.filter((/** @type {string} */ each) => each !== intent) : [...intents, intent] });
  return html`<fieldset class="plain"><legend class="small">${t('playbook.field_intents')}</legend><div class="row wrap">${page.intents.map((/** @type {any} */ each) => html`<label class="small check"><input type="checkbox" .checked=${intents.includes(each.intent)} @change=${() => flip(each.intent)} data-test="playbook-intent-${each.intent}" /> ${each.title}</label>`)}</div></fieldset>`;
}

/** What the server says of what is written. @param {any} page */
export function said({ found, changed }) {
  if (!found || !changed) return nothing;
  return html`<ul class="findings" aria-live="polite" data-test="playbook-findings">${found.errors.map((/** @type {any} */ each) => html`<li class="problem" data-field=${each.field}>✗ ${worded(each)}</li>`)}
    ${found.findings.map((/** @type {any} */ each) => html`<li class="finding">! ${toldOrSaid(each.text)}（${each.rule}）</li>`)}</ul>`;
}

/** Words somebody else has saved meanwhile. @param {any} page */
export function other(page) {
  const { theirs } = page;
  if (!theirs) return nothing;
  return html`<section class="fact-box" data-test="playbook-theirs"><h3>${t('reply.theirs')}</h3><p class="suggestion-body"><b>${theirs.title}</b>\n${theirs.soothe}</p>
    <p><button class="button" type="button" @click=${() => page.drop()} data-test="playbook-take-theirs">${t('reply.take_theirs')}</button></p></section>`;
}

/** What agents said of its cards, a retired one's too: their words go into what is said first. @param {any} page */
export function feedback(page) {
  const { open, tag } = page;
  const id = page.isNew ? page.like : open?.id;
  const draft = (/** @type {string} */ of) => {
    if (tag === undefined || open?.id !== of) return undefined;
    return {
      version: Number(tag.replace(/\D/g, '')),
      write: (/** @type {string} */ wording) => page.write({ soothe: joined(page.draft.soothe, open.soothe, wording) }),
      focus: () => page.querySelector('[name=soothe]')?.focus(),
    };
  };
  const counted = (/** @type {CustomEvent} */ { detail }) => page.set({ waiting: new Map(page.waiting).set(detail.id, detail.n) });
  return html`<kefu-feedback class="article-body" .article=${id} .draft=${draft} @counted=${counted}></kefu-feedback>`;
}
