// The keys of the console, in one list: what they do, and the help that shows them. Keys go by their place on the board (`code`), so
// that Option on a Mac and a Chinese layout change nothing.
import { html } from 'lit';
import { View } from 'shared/element.js';
import { t } from 'shared/i18n.js';

/** @type {{code:string, shift?:boolean, action:string, show:string}[]} */
export const KEYS = [
  { code: 'KeyN', action: 'next', show: 'Alt+N' },
  { code: 'KeyJ', action: 'down', show: 'Alt+J' },
  { code: 'KeyK', action: 'up', show: 'Alt+K' },
  { code: 'Digit1', action: 'card1', show: 'Alt+1' },
  { code: 'Digit2', action: 'card2', show: 'Alt+2' },
  { code: 'Digit3', action: 'card3', show: 'Alt+3' },
  { code: 'Digit1', shift: true, action: 'draft1', show: 'Alt+Shift+1' },
  { code: 'Digit2', shift: true, action: 'draft2', show: 'Alt+Shift+2' },
  { code: 'Digit3', shift: true, action: 'draft3', show: 'Alt+Shift+3' },
  { code: 'Digit4', action: 'complete', show: 'Alt+4' },
  { code: 'Enter', action: 'sendTop', show: 'Alt+Enter' },
  { code: 'KeyR', action: 'refresh', show: 'Alt+R' },
  { code: 'KeyH', action: 'why', show: 'Alt+H' },
  { code: 'Digit0', action: 'judge', show: 'Alt+0' },
  { code: 'KeyC', action: 'fold', show: 'Alt+C' },
  { code: 'KeyS', action: 'silence', show: 'Alt+S' },
  { code: 'KeyU', action: 'escalate', show: 'Alt+U' },
  { code: 'KeyT', action: 'transfer', show: 'Alt+T' },
  { code: 'KeyP', action: 'note', show: 'Alt+P' },
  { code: 'KeyL', action: 'reply', show: 'Alt+L' },
  { code: 'KeyG', action: 'product', show: 'Alt+G' },
  { code: 'KeyO', action: 'facts', show: 'Alt+O' },
  { code: 'KeyE', action: 'close', show: 'Alt+E' },
];

/** @param {KeyboardEvent} event @returns {string|undefined} */
export function actionOf(event) {
  if (event.isComposing) return undefined;
  if (event.code === 'Slash' && (event.ctrlKey || event.metaKey)) return 'help';
  if (event.key === '?' && !isTyping(event.target)) return 'help';
  if (!event.altKey || event.ctrlKey || event.metaKey) return undefined;
  const code = event.code === 'NumpadEnter' ? 'Enter' : event.code.replace('Numpad', 'Digit');
  return KEYS.find((key) => key.code === code && Boolean(key.shift) === event.shiftKey)?.action;
}

/** @param {EventTarget|null} target */
export const isTyping = (target) => target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));

class KeyHelp extends View {
  open() {
    const dialog = /** @type {HTMLDialogElement} */ (this.querySelector('dialog'));
    if (dialog.open) dialog.close();
    else dialog.showModal();
  }

  render() {
    const others = [
      ['Enter', 'enter'],
      ['Shift+Enter', 'newline'],
      ['/ 、', 'quick'],
      ['Esc', 'escape'],
      ['Ctrl+/ ?', 'help'],
    ];
    return html`<dialog class="box wide" aria-label=${t('keys.title')} data-test="key-help">
      <div class="sheet-head"><h2 class="grow">${t('keys.title')}</h2><form method="dialog"><button class="button quiet" aria-label=${t('app.cancel')}>✕</button></form></div>
      <dl class="keys">${KEYS.map((key) => html`<div><dt><kbd>${key.show}</kbd></dt><dd>${t(`keys.${key.action}`)}</dd></div>`)}
        ${others.map(([show, name]) => html`<div><dt><kbd>${show}</kbd></dt><dd>${t(`keys.${name}`)}</dd></div>`)}</dl></dialog>`;
  }
}

customElements.define('kefu-keys', KeyHelp);
