// The console: whoever is not signed in sees the form, everybody else the screen the address names.
import { html, render } from 'lit';
import 'shared/theme.js';
import { t } from 'shared/i18n.js';
import { session, whoAmI } from './account/session.js';
import './account/sign-in.js';
import './shell.js';

document.title = t('app.title');

function show() {
  render(session.staff ? html`<kefu-shell></kefu-shell>` : html`<kefu-sign-in></kefu-sign-in>`, document.body);
}

session.addEventListener('change', show);
await whoAmI();
show();
