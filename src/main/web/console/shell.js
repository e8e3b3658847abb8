// The rail on the left, the bar that speaks about the connection, and the screen the address names.
import { html, nothing } from 'lit';
import { View, tell } from 'shared/element.js';
import { otherLanguage, speak, t } from 'shared/i18n.js';
import { nextTheme, theme } from 'shared/theme.js';
import { session, signOut } from './account/session.js';
import { answered } from './assist/answered.js';
import { desk } from './desk/desk.js';
import { owed } from './escalation/owed.js';
import './routing/presence.js';
import './toasts.js';

const SCREENS = [
  { path: '/console', tag: 'kefu-reception', module: './desk/reception.js', roles: ['agent', 'supervisor', 'manager', 'admin'] },
  { path: '/console/desk', tag: 'kefu-supervisor', module: './desk/supervisor.js', roles: ['supervisor', 'manager', 'admin'] },
  { path: '/console/outreach', tag: 'kefu-outreach', module: './escalation/outreach.js', roles: ['agent', 'supervisor', 'manager'] },
  { path: '/console/knowledge', tag: 'kefu-knowledge', module: './knowledge/editor.js', roles: ['editor', 'supervisor', 'manager', 'admin'] },
  { path: '/console/gaps', tag: 'kefu-gaps', module: './assist/gaps.js', roles: ['editor', 'supervisor', 'manager', 'admin'] },
  { path: '/console/intents', tag: 'kefu-intents', module: './assist/intents.js', roles: ['editor', 'supervisor', 'manager', 'admin'] },
  { path: '/console/replies', tag: 'kefu-replies', module: './assist/replies.js', roles: ['agent', 'editor', 'supervisor', 'manager', 'admin'] },
  { path: '/console/feedback', tag: 'kefu-own-feedback', module: './assist/own-feedback.js', roles: ['agent', 'supervisor', 'manager', 'admin'] },
  { path: '/console/playbooks', tag: 'kefu-playbook-page', module: './assist/playbook-page.js', roles: ['editor', 'supervisor', 'manager', 'admin'] },
  { path: '/console/words', tag: 'kefu-words', module: './knowledge/words.js', roles: ['editor', 'supervisor', 'manager', 'admin'] },
  { path: '/console/stats', tag: 'kefu-stats', module: './insight/stats.js', roles: ['agent', 'supervisor', 'manager', 'admin', 'editor'] },
  { path: '/console/tokens', tag: 'kefu-tokens', module: './account/tokens.js', roles: ['admin'] },
];
const ICONS = {
  '/console': 'M4 5h16v11H9l-5 4z',
  '/console/desk': 'M12 3l8 4v5c0 5-3.500 8-8 9-4.500-1-8-4-8-9V7z',
  '/console/outreach': 'M4 10v4h3l6 4V6L7 10zM16 9a4 4 0 0 1 0 6',
  '/console/knowledge': 'M5 4h10l4 4v12H5zM9 11h6M9 15h6',
  '/console/gaps': 'M12 3a9 9 0 1 0 9 9M12 8v4l3 2M16 3h5v5M21 3l-6 6',
  '/console/intents': 'M4 6h16M4 12h10M4 18h6M17 14l2 2 3-4',
  '/console/replies': 'M13 3L5 14h6l-1 7 8-11h-6z',
  '/console/feedback': 'M4 5h16v11H9l-5 4zM9 10l2 2 4-4',
  '/console/playbooks': 'M12 20s-7-4.500-7-10a4 4 0 0 1 7-2.500A4 4 0 0 1 19 10c0 5.500-7 10-7 10zM9 12h6M12 9v6',
  '/console/words': 'M4 9h11l-3-3M20 15H9l3 3M4 4h4M16 20h4',
  '/console/tokens': 'M8 11a4 4 0 1 1 0 2M12 12h9M18 12v3',
  '/console/stats': 'M5 20V11M12 20V4M19 20v-6',
};

class Shell extends View {
  constructor() {
    super();
    /** @type {number|undefined} */
    this.back = undefined;
    /** @type {any} */
    this.screen = undefined;
    this.watch(desk, 'state', 'restored');
    this.watch(owed, 'change');
    this.watch(answered, 'change');
    if (session.is('agent', 'supervisor', 'manager')) owed.watch();
    if (session.is('agent', 'supervisor', 'manager', 'admin')) answered.watch();
    desk.addEventListener('rows', () => this.count());
    desk.start();
    window.addEventListener('popstate', () => this.go());
    desk.addEventListener('restored', (event) => this.welcomeBack(/** @type {CustomEvent} */ (event).detail));
    this.go();
  }

  /** What waits for me stands in the tab's title, for whoever works in another tab. */
  count() {
    const unread = desk.list('mine').reduce((sum, row) => sum + (row.unread || 0), 0);
    document.title = unread ? `(${unread}) ${t('app.title')}` : t('app.title');
  }

  get mine() {
    return SCREENS.filter((screen) => session.is(...screen.roles));
  }

  async go() {
    const asked = SCREENS.find((screen) => screen.path === location.pathname);
    const screen = this.mine.find((each) => each === asked) || (asked && this.mine[0]) || SCREENS[0];
    if (screen.path !== location.pathname) history.replaceState(null, '', screen.path);
    await import(screen.module);
    // Whoever has gone on meanwhile is not fetched back by a screen that was slow to load.
    if (screen.path === location.pathname) this.set({ screen });
  }

  /** @param {MouseEvent} event */
  visit(event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    history.pushState(null, '', /** @type {HTMLAnchorElement} */ (event.currentTarget).href);
    this.go();
  }

  /** @param {{count:number}} detail */
  welcomeBack({ count }) {
    this.set({ back: count });
    setTimeout(() => this.set({ back: undefined }), 2500);
  }

  /** @param {string} path */
  key(path) {
    return path === '/console' ? 'reception' : path.split('/').pop();
  }

  bar() {
    const states = { reconnecting: 'warn', offline: 'warn', outdated: '', replaced: 'danger', signed_out: 'danger', revoked: 'danger', stopped: 'danger' };
    const look = /** @type {any} */ (states)[desk.line.state];
    if (this.back !== undefined && look === undefined) return html`<div class="bar ok" role="status">${t('line.restored', { n: this.back })}</div>`;
    if (look === undefined) return nothing;
    const again = ['replaced', 'signed_out', 'stopped', 'outdated'].includes(desk.line.state);
    return html`<div class="bar ${look}" role="status" data-test="connection"><span class="grow">${t(`line.${desk.line.state}`)}</span>
      ${again
        ? html`<button class="button" @click=${() => location.reload()}>${t('line.reload')}</button>`
        : html`<button class="button quiet" @click=${() => desk.line.retryNow()}>${t('line.retry')}</button>`}</div>`;
  }

  /** How much stands there that is to be looked at. @param {{tag:string}} screen */
  waiting({ tag }) {
    if (tag === 'kefu-outreach' && owed.count) return html`<span class="chip danger" data-test="owed-count">${owed.count}</span>`;
    if (tag === 'kefu-own-feedback' && answered.count) {
      return html`<span class="chip info" data-test="answered-count"><span aria-hidden="true">${answered.count > 99 ? '99+' : answered.count}</span><span class="hush">${t('own_feedback.unseen', { n: answered.count })}</span></span>`;
    }
    return nothing;
  }

  render() {
    return html`<nav class="rail" aria-label=${t('app.screens')}>
        <img src="/favicon.ico" alt="" width="30" height="30" />
        ${this.mine.map((screen) => html`<a href=${screen.path} @click=${this.visit} title=${t(`screen.${this.key(screen.path)}`)}
          aria-current=${screen === this.screen ? 'page' : 'false'} data-test="nav-${this.key(screen.path)}">
          <svg viewBox="0 0 24 24" aria-hidden="true"><path d=${/** @type {any} */ (ICONS)[screen.path]} /></svg>
          <span>${t(`screen.${this.key(screen.path)}`)}</span>${this.waiting(screen)}</a>`)}
        <span class="grow"></span>
        <kefu-presence></kefu-presence>
        <button class="rail-button" @click=${() => { nextTheme(); this.requestUpdate(); }} title=${t('app.theme')}>${t(`theme.${theme()}`)}</button>
        <button class="rail-button" @click=${() => speak(otherLanguage)} data-test="language">${t('app.other_language')}</button>
        <button class="rail-button" @click=${this.leave} data-test="sign-out" title=${session.staff?.name || ''}>${t('signin.leave')}</button>
      </nav>
      <div class="stage">${this.bar()}${this.screen ? this.body() : nothing}</div>
      <kefu-toasts></kefu-toasts>
      <div class="hush" aria-live="polite" data-test="announcer">${desk.announcement}</div>`;
  }

  body() {
    switch (this.screen.tag) {
      case 'kefu-reception':
        return html`<kefu-reception></kefu-reception>`;
      case 'kefu-supervisor':
        return html`<kefu-supervisor></kefu-supervisor>`;
      case 'kefu-outreach':
        return html`<kefu-outreach class="pane alone"></kefu-outreach>`;
      case 'kefu-knowledge':
        return html`<kefu-knowledge></kefu-knowledge>`;
      case 'kefu-gaps':
        return html`<kefu-gaps></kefu-gaps>`;
      case 'kefu-intents':
        return html`<kefu-intents></kefu-intents>`;
      case 'kefu-replies':
        return html`<kefu-replies></kefu-replies>`;
      case 'kefu-own-feedback':
        return html`<kefu-own-feedback class="pane alone"></kefu-own-feedback>`;
      case 'kefu-playbook-page':
        return html`<kefu-playbook-page></kefu-playbook-page>`;
      case 'kefu-words':
        return html`<kefu-words></kefu-words>`;
      case 'kefu-tokens':
        return html`<kefu-tokens></kefu-tokens>`;
      default:
        return html`<kefu-stats></kefu-stats>`;
    }
  }

  async leave() {
    desk.line.stop();
    await signOut();
    tell(this, 'left');
    location.assign('/console');
  }
}

customElements.define('kefu-shell', Shell);
