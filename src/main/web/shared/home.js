// The front door: what is here, and who may go where.
import { html, render } from 'lit';
import 'shared/theme.js';
import { otherLanguage, speak, t } from 'shared/i18n.js';

const PLACES = [
  ['/console', 'console', 'agent, agent2, agent3'],
  ['/console/desk', 'desk', 'supervisor, manager'],
  ['/console/knowledge', 'knowledge', 'editor'],
  ['/console/stats', 'stats', 'supervisor, agent'],
  ['/shop', 'shop', ''],
];

document.title = t('app.title');
render(html`<main class="home"><header class="row"><img src="/favicon.ico" alt="" width="44" height="44" /><div class="grow"><h1>${t('app.title')}</h1><p class="muted">${t('home.what')}</p></div>
    <button class="button quiet" @click=${() => speak(otherLanguage)}>${t('app.other_language')}</button></header>
  <ul class="places">${PLACES.map(([path, name, who]) => html`<li><a href=${path} data-test="place-${name}"><h2>${t(`home.${name}`)}</h2><p>${t(`home.${name}_what`)}</p>
    <p class="small muted">${who ? t('home.who', { who }) : t('home.anyone')}</p></a></li>`)}</ul>
  <p class="muted">${t('home.demo')}</p></main>`, document.body);
