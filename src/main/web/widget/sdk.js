// The loader: the one file a shop's page takes in. It draws the launcher, frames the widget and passes words between them, by exact
// origin both ways. Nothing but `Kefu` is added to the page, and a second load does nothing.
(() => {
  'use strict';
  const page = /** @type {any} */ (window);
  const queue = page.Kefu && page.Kefu.q;
  if (page.Kefu && !queue) return;
  const script = /** @type {HTMLScriptElement|null} */ (document.currentScript);
  const home = new URL(script ? script.src : location.href).origin;
  const STYLE = `
    :host { all: initial; }
    button { position: fixed; right: 20px; bottom: 20px; width: 56px; height: 56px; border: 0; border-radius: 28px; background: #1f5fd1; color: #fff; cursor: pointer; box-shadow: 0 8px 24px #1b1f2440; z-index: 2147483000; padding: 0; }
    button:focus-visible { outline: 3px solid #8ab4ff; outline-offset: 2px; }
    svg { width: 28px; height: 28px; fill: #fff; }
    b { position: absolute; top: -4px; right: -4px; min-width: 20px; padding: 0 5px; box-sizing: border-box; border-radius: 10px; background: #c3261f; color: #fff; font: 600 12px/20px system-ui, sans-serif; }
    b:empty { display: none; }
    iframe { position: fixed; right: 20px; bottom: 88px; width: 384px; height: min(640px, calc(100dvh - 108px)); border: 0; border-radius: 16px; box-shadow: 0 12px 40px #1b1f2440; z-index: 2147483001; background: #fff; color-scheme: normal; }
    iframe[hidden] { display: none; }
    @media (max-width: 600px) { button { width: 52px; height: 52px; } iframe { inset: 0; width: 100vw; height: 100dvh; border-radius: 0; } }
  `;
  /** @type {Object<string, any>} */
  const settings = {};
  /** @type {Map<string, Set<Function>>} */
  const listeners = new Map();
  /** @type {HTMLElement|undefined} */ let host;
  /** @type {HTMLIFrameElement|undefined} */ let frame;
  /** @type {HTMLButtonElement|undefined} */ let launcher;
  let ready = false;
  let shown = false;
  /** @type {any[]} */ let waiting = [];

  function draw() {
    host = document.createElement('div');
    host.setAttribute('data-kefu', '');
    const root = host.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
    launcher = document.createElement('button');
    launcher.type = 'button';
    launcher.setAttribute('data-test', 'launcher');
    launcher.setAttribute('aria-label', settings.locale && settings.locale.startsWith('en') ? 'Customer service' : '联系客服');
    launcher.setAttribute('aria-expanded', 'false');
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    svg.setAttribute('viewBox', '0 0 24 24');
    svg.setAttribute('aria-hidden', 'true');
    const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    path.setAttribute('d', 'M4 4h16a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-8l-6 4v-4H4a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2z');
    svg.append(path);
    launcher.append(svg, document.createElement('b'));
    launcher.addEventListener('click', () => toggle());
    root.append(launcher);
    document.body.append(host);
    // The conversation of before may hold an answer by now: load it when the page has nothing else to do.
    (window.requestIdleCallback || setTimeout)(() => load());
  }

  function load() {
    if (frame || !host || !host.shadowRoot) return;
    frame = document.createElement('iframe');
    frame.title = launcher ? launcher.getAttribute('aria-label') || '' : '';
    frame.hidden = true;
    frame.src = `${home}/widget?origin=${encodeURIComponent(location.origin)}&lang=${settings.locale && settings.locale.startsWith('en') ? 'en' : 'zh'}`;
    host.shadowRoot.append(frame);
  }

  /** @param {any} message */
  function tell(message) {
    if (ready && frame && frame.contentWindow) frame.contentWindow.postMessage({ kefu: 1, ...message }, home);
    else waiting.push(message);
  }

  /** @param {boolean} [want] */
  function toggle(want = !shown) {
    if (!host) return;
    load();
    shown = want;
    if (frame) frame.hidden = !want;
    if (launcher) launcher.setAttribute('aria-expanded', String(want));
    tell({ type: want ? 'open' : 'close' });
    if (want && frame) frame.focus();
    if (!want && launcher) launcher.focus();
    say(want ? 'open' : 'close', undefined);
  }

  /** @param {string} name @param {any} detail */
  function say(name, detail) {
    (listeners.get(name) || new Set()).forEach((each) => each(detail));
    document.dispatchEvent(new CustomEvent(`kefu:${name}`, { detail }));
  }

  async function identify() {
    const identity = settings.getToken ? await settings.getToken() : settings.token;
    tell({ type: 'config', identity: identity || undefined, context: settings.context, theme: settings.theme });
  }

  window.addEventListener('message', (event) => {
    if (event.origin !== home || !frame || event.source !== frame.contentWindow || !event.data || event.data.kefu !== 1) return;
    const { type, detail } = event.data;
    if (type === 'ready') {
      ready = true;
      identify().then(() => {
        const late = waiting;
        waiting = [];
        late.forEach(tell);
      });
    }
    if (type === 'close') toggle(false);
    if (type === 'unread' && launcher) {
      const badge = launcher.querySelector('b');
      if (badge) badge.textContent = detail ? (detail > 99 ? '99+' : String(detail)) : '';
    }
    say(type, detail);
  });

  const commands = {
    init(/** @type {any} */ options) {
      Object.assign(settings, options);
      if (!host) draw();
    },
    open: () => toggle(true),
    close: () => toggle(false),
    toggle: () => toggle(),
    destroy() {
      host?.remove();
      host = frame = launcher = undefined;
      ready = shown = false;
    },
    identify(/** @type {any} */ who) {
      Object.assign(settings, who);
      return ready ? identify() : undefined;
    },
    logout() {
      settings.token = settings.getToken = undefined;
      // A frame that is not there yet learns who it serves when it is; kept for later, this would undo an `identify` in between.
      if (ready) tell({ type: 'logout' });
    },
    setContext(/** @type {any} */ context) {
      settings.context = context;
      tell({ type: 'context', context });
    },
    setTheme: (/** @type {string} */ theme) => tell({ type: 'config', theme }),
    on: (/** @type {string} */ name, /** @type {Function} */ hear) => listeners.set(name, (listeners.get(name) || new Set()).add(hear)),
    off: (/** @type {string} */ name, /** @type {Function} */ hear) => listeners.get(name)?.delete(hear),
  };
  const kefu = (/** @type {string} */ name, /** @type {any[]} */ ...args) => /** @type {any} */ (commands)[name]?.(...args);
  page.Kefu = kefu;
  (queue || []).forEach((/** @type {any} */ call) => kefu(.../** @type {[string]} */ (Array.from(call))));
})();
