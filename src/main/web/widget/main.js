// The frame's side of the loader: it says who the shopper is and whether the panel is seen; the panel does the rest.
import 'shared/theme.js';
import { t } from 'shared/i18n.js';
import './panel.js';
import { Chat } from './chat.js';

const parentOrigin = new URLSearchParams(location.search).get('origin') || location.origin;
const framed = window.parent !== window;
const panel = /** @type {any} */ (document.createElement('kefu-panel'));

document.title = t('widget.title');
document.body.append(panel);

/** @param {string} type @param {unknown} [detail] */
const toHost = (type, detail) => framed && window.parent.postMessage({ kefu: 1, type, detail }, parentOrigin);

/** @type {Chat|undefined} */
let chat;

/** @param {string|undefined} identity */
function become(identity) {
  if (chat && chat.identity === identity) return;
  chat?.stop();
  chat = new Chat(identity);
  panel.use(chat);
  chat.start();
}

panel.addEventListener('leave', () => toHost('close'));
panel.addEventListener('unread', (/** @type {CustomEvent} */ event) => toHost('unread', event.detail));
panel.addEventListener('heard', (/** @type {CustomEvent} */ event) => toHost('message:received', event.detail));

window.addEventListener('message', (event) => {
  if (event.origin !== parentOrigin || event.source !== window.parent || event.data?.kefu !== 1) return;
  const { type, identity, context, theme } = event.data;
  if (type === 'config') {
    if (theme) document.documentElement.dataset.theme = theme === 'auto' ? '' : theme;
    if ('identity' in event.data || !chat) become(identity);
    if (context) chat?.about(context);
  }
  if (type === 'context' && context) chat?.about(context);
  if (type === 'logout') become(undefined);
  if (type === 'open' || type === 'close') panel.seen(type === 'open');
});

if (framed) toHost('ready');
else {
  become(undefined);
  panel.seen(true);
}
