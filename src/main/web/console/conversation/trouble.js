// Why the last reply came back, and the ways on.
import { html, nothing } from 'lit';
import { View, tell } from 'shared/element.js';
import { nameOf } from 'shared/frames.js';
import { t, word } from 'shared/i18n.js';
import { together } from 'shared/told.js';
import { desk } from '../desk/desk.js';
import { explain } from '../toasts.js';
import { spoken } from './quick-replies.js';

class Trouble extends View {
  constructor() {
    super();
    this.watch(desk, 'trouble', 'open', 'log');
  }

  /** @param {string} way @param {string} text @param {string} [look] @param {string} [key] */
  way(way, text, look = '', key = '') {
    return html`<button class="button ${look}" @click=${() => tell(this, 'settle', way)} data-test="trouble-${way}">${text} ${key ? html`<kbd>${key}</kbd>` : nothing}</button>`;
  }

  /** @param {any} refused */
  body(refused) {
    const frame = refused.frame;
    /** @type {any[]} */
    const found = frame.findings || [];
    const advice = spoken(together([frame.advice, ...found.map((each) => each.advice)]));
    switch (refused.code) {
      case 'fact_changed':
        return html`<div class="grow"><b>${t('trouble.fact_changed')}</b>
            ${(frame.changed || []).map((/** @type {any} */ change) => html`<div data-test="fact-change">${word('fact', change.fact)} ${change.key}: <s>${change.old}</s> → <b>${change.new ?? t('fact.failed')}</b></div>`)}</div>
          ${this.way('accept', t('trouble.accept'), 'primary', '⏎')}${this.way('edit', t('trouble.edit'))}`;
      case 'conversation_moved': {
        const last = (frame.missing || []).at(-1);
        return html`<div class="grow"><b>${t('trouble.moved', { name: nameOf(last?.sender) || t('role.colleague') })}</b>
            <div class="clip">${last?.body?.text || ''}</div></div>
          ${this.way('send', t('trouble.send'))}${this.way('edit', t('trouble.edit'))}${this.way('drop', t('trouble.drop'))}`;
      }
      case 'promise_blocked':
        if (frame.overrides) return this.warned(refused, found, advice, frame.overrides);
        return html`<div class="grow"><b>${t('trouble.blocked')}</b> ${together([refused.text, ...found.map((each) => each.text)])}
            ${advice ? html`<div>${t('trouble.advice', { text: advice })}</div>` : nothing}</div>
          ${found.some((each) => each.rewrite) ? this.way('rewrite', t('trouble.rewrite'), 'primary', 'Alt+W') : nothing}
          ${this.way('edit', t('trouble.edit'))}${this.way('escalate', t('thread.escalate'), '', 'Alt+U')}`;
      case 'needs_approval':
        return html`<div class="grow"><b>${t('trouble.approval')}</b> ${refused.text}</div>
          ${this.way('escalate', t('thread.escalate'), 'primary', 'Alt+U')}${this.way('edit', t('trouble.edit'))}`;
      default:
        return html`<div class="grow"><b>${t('trouble.refused')}</b> ${explain(refused)}</div>
          ${this.way('send', t('send.again'))}${this.way('edit', t('trouble.edit'))}${this.way('drop', t('trouble.drop'))}`;
    }
  }

  /**
   * A warning: sent all the same by a named reason, which is kept with the message.
   * @param {any} refused @param {any[]} found @param {string} advice @param {string[]} reasons
   */
  warned(refused, found, advice, reasons) {
    return html`<div class="grow"><b>${t('trouble.warned')}</b> ${together([refused.text, ...found.map((each) => each.text)])}
        ${advice ? html`<div>${t('trouble.advice', { text: advice })}</div>` : nothing}</div>
      ${reasons.map((reason) => this.way(`override-${reason}`, word('override', reason)))}
      ${found.some((each) => each.rewrite) ? this.way('rewrite', t('trouble.rewrite'), 'primary', 'Alt+W') : nothing}${this.way('edit', t('trouble.edit'))}`;
  }

  render() {
    const trouble = desk.current ? desk.troubles.get(desk.current) : undefined;
    if (!trouble) return nothing;
    const look = ['promise_blocked', 'fact_changed'].includes(trouble.refused.code) && !trouble.refused.frame.overrides ? 'danger' : 'warn';
    return html`<div class="bar trouble ${look}" role="alert" data-test="trouble" data-code=${trouble.refused.code}>${this.body(trouble.refused)}</div>`;
  }
}

customElements.define('kefu-trouble', Trouble);
