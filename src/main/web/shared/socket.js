// The connection of a screen to the server: it greets, asks, and comes back by itself for ever; `history` keeps the logs whole and
// `delivery` empties the outbox. What it says: `state`, `welcome`, `log`, `arrived`, `outbox`, `refused`, `restored`, `trouble`, and
// each other frame by its type.
import { CLOSE, LIMITS, PROTOCOL, Refused, uuid } from 'shared/frames.js';
import { learn } from 'shared/clock.js';
import { tell } from 'shared/element.js';
import { Delivery } from 'shared/delivery.js';
import { History } from 'shared/history.js';

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 30_000;
const STEADY_MS = 60_000;
const SILENCE_MS = 40_000;
const LATE_MS = 5_500;
const GREETING_MS = 10_000;
const REQUEST_MS = 15_000;
const CREDENTIAL_MS = 10_000;
/** Who is sent away because there are too many stays away at least so long, and then so much longer that not all come at once. */
const BUSY_MS = 5000;
const CROWD_MS = 10_000;

export class Connection extends EventTarget {
  /** @param {{credential:(signal:AbortSignal) => Promise<{ticket?:string, visitor?:string}>, device:string, outbox:import('./outbox.js').Outbox}} options */
  constructor({ credential, device, outbox }) {
    super();
    /** @type {number|undefined} */
    this.retryTimer = undefined;
    /** @type {number|undefined} */
    this.steadyTimer = undefined;
    /** @type {number|undefined} */
    this.silenceTimer = undefined;
    /** @type {number|undefined} */
    this.advisedDelay = undefined;
    this.credential = credential;
    this.device = device;
    this.outbox = outbox;
    this.history = new History(this);
    this.delivery = new Delivery(this, outbox);
    /** @type {'connecting'|'online'|'unstable'|'reconnecting'|'offline'|'replaced'|'signed_out'|'outdated'|'revoked'|'erased'|'stopped'} */
    this.state = 'connecting';
    /** @type {string|undefined} */
    this.epoch = undefined;
    /** @type {WebSocket|undefined} */
    this.socket = undefined;
    /** @type {Map<string, {frame:any, resolve:Function, reject:Function, timer:number}>} */
    this.pending = new Map();
    this.tries = 0;
    this.failures = 0;
    this.heartbeat = 25_000;
    this.limits = LIMITS;
    this.lastTry = 0;
    this.heardAt = 0;
    this.renewed = false;
    window.addEventListener('online', () => this.retryNow());
    window.addEventListener('offline', () => this.online && this.#lost(undefined));
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && this.retryNow());
  }

  get online() {
    return this.state === 'online' || this.state === 'unstable';
  }

  /** @param {string} conversation */
  load(conversation) {
    return this.history.load(conversation);
  }

  /** @param {string} conversation */
  lastSeen(conversation) {
    return this.delivery.lastSeen(conversation);
  }

  /** @param {string} conversation @param {import('./frames.js').Body} body @param {{if_seq?:number, suggestion?:string, override?:string}} [options] */
  say(conversation, body, options) {
    return this.delivery.say(conversation, body, options);
  }

  start() {
    clearTimeout(this.retryTimer);
    this.#connect();
  }

  stop() {
    this.#halt('stopped');
  }

  /** A person or the browser says "now": at most one try in two seconds. */
  retryNow() {
    if (this.online || !['reconnecting', 'offline'].includes(this.state) || Date.now() - this.lastTry < 2000) return;
    this.start();
  }

  /** Greets again, for a new snapshot. */
  renewSnapshot() {
    this.socket?.close(1000);
    this.#lost(0);
  }

  async #connect() {
    this.lastTry = Date.now();
    const attempt = ++this.tries;
    let credential;
    try {
      credential = await this.credential(AbortSignal.timeout(CREDENTIAL_MS));
    } catch (failure) {
      if (attempt !== this.tries) return undefined;
      const refused = /** @type {any} */ (failure).status === 401;
      return refused ? this.#halt('signed_out') : this.#lost(undefined);
    }
    if (attempt !== this.tries || this.state === 'stopped') return undefined;
    const socket = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/ws/v1`, PROTOCOL);
    this.socket = socket;
    this.heardAt = Date.now();
    this.#watchSilence(socket);
    socket.onopen = () => this.write({ type: 'hello', v: 1, ...credential, device: this.device, epoch: this.epoch, cursors: this.history.cursors() });
    socket.onmessage = (message) => socket === this.socket && this.#receive(JSON.parse(message.data));
    socket.onclose = (closed) => socket === this.socket && this.#closed(closed.code);
  }

  /** @param {any} frame */
  write(frame) {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(frame));
  }

  /** @param {any} frame */
  #receive(frame) {
    this.heardAt = Date.now();
    if (this.state === 'unstable') this.#become('online');
    switch (frame.type) {
      case 'welcome':
        return this.#welcomed(frame);
      case 'ping':
        this.write({ type: 'pong' });
        Object.entries(frame.heads || {}).forEach(([id, head]) => this.history.catchUp(id, Number(head)));
        return;
      case 'event':
        return this.history.take(frame);
      case 'ok':
      case 'error':
        return this.#answered(frame);
      case 'more':
        this.history.catchUp(frame.conversation, frame.head);
        return;
      case 'auth_expiring':
        this.#extend();
        return;
      case 'bye':
        this.advisedDelay = frame.retry_ms;
        return;
      default:
        tell(this, frame.type, frame);
    }
  }

  /** The sign-in ends soon; if there is one by now that lasts longer, the line goes on under it. */
  async #extend() {
    const socket = this.socket;
    try {
      const credential = await this.credential(AbortSignal.timeout(CREDENTIAL_MS));
      if (socket === this.socket) this.write({ type: 'auth', ...credential });
    } catch {
      // The end of the line will say so, and the person signs in again.
    }
  }

  /** @param {import('./frames.js').Welcome} welcome */
  #welcomed(welcome) {
    learn(welcome.now);
    const back = this.epoch !== undefined;
    if (welcome.resync || (back && welcome.epoch !== this.epoch)) this.history.forget();
    this.epoch = welcome.epoch;
    this.heartbeat = welcome.heartbeat_ms || this.heartbeat;
    this.limits = { ...LIMITS, ...welcome.limits };
    this.renewed = false;
    this.advisedDelay = undefined;
    this.steadyTimer = window.setTimeout(() => (this.failures = 0), STEADY_MS);
    this.#become('online');
    // What waits goes first: a listener of the welcome asks anew and writes by itself.
    this.pending.forEach(({ frame }) => this.write(frame));
    tell(this, 'welcome', welcome);
    this.history.resume(back);
    this.delivery.flush();
  }

  /**
   * Asks and waits. The frame's id stays the same over a reconnect, so a command is carried out once.
   * @param {any} frame
   * @returns {Promise<import('./frames.js').Ok>}
   */
  request(frame) {
    const asked = { ...frame, id: frame.id || uuid() };
    if (frame.type === 'command' && !this.online) return Promise.reject(new Refused({ code: 'offline', text: '' }));
    return new Promise((resolve, reject) => {
      const timer = window.setTimeout(() => {
        this.pending.delete(asked.id);
        reject(new Refused({ code: 'unavailable', text: '' }));
      }, REQUEST_MS);
      this.pending.set(asked.id, { frame: asked, resolve, reject, timer });
      if (this.online) this.write(asked);
    });
  }

  /** @param {string} op @param {string|undefined} conversation @param {Object<string,unknown>} [args] @param {number} [version] */
  command(op, conversation, args = {}, version = undefined) {
    return this.request({ type: 'command', op, conversation, version, args });
  }

  /** Says something that may be lost: typing, read. @param {any} frame */
  mention(frame) {
    if (this.online) this.write(frame);
  }

  /** @param {any} frame */
  #answered(frame) {
    if (frame.id?.startsWith('send-')) return this.delivery.answered(frame);
    const waiting = this.pending.get(frame.id);
    if (!waiting) return frame.type === 'error' && tell(this, 'trouble', frame);
    this.pending.delete(frame.id);
    clearTimeout(waiting.timer);
    if (frame.type === 'ok') waiting.resolve(frame);
    else waiting.reject(new Refused(frame));
  }

  /** @param {WebSocket} socket */
  #watchSilence(socket) {
    clearInterval(this.silenceTimer);
    this.silenceTimer = window.setInterval(() => {
      if (socket !== this.socket) return;
      const silent = Date.now() - this.heardAt;
      if (silent > SILENCE_MS || (!this.online && silent > GREETING_MS)) {
        socket.close();
        this.#lost(undefined);
      } else if (silent > this.heartbeat + LATE_MS && this.state === 'online') this.#become('unstable');
    }, 1000);
  }

  /** @param {number} code */
  #closed(code) {
    const advice = /** @type {any} */ (CLOSE)[code];
    if (['stop', 'revoked', 'replaced', 'outdated', 'erased'].includes(advice)) return this.#halt(advice === 'stop' ? 'stopped' : advice);
    if (advice === 'renew') {
      if (this.renewed) return this.#halt('signed_out');
      this.renewed = true;
      return this.#lost(0);
    }
    if (advice === 'fresh') this.history.forget();
    if (advice === 'too_large') this.#refuseUnderway();
    if (advice === 'soon') return this.#lost(Math.random() * LONGEST_DELAY_MS / 6);
    if (advice === 'wait') return this.#lost(Math.max(this.advisedDelay ?? 0, BUSY_MS) + Math.random() * Math.max(CROWD_MS, this.#longest));
    return this.#lost(advice === 'now' || advice === 'fresh' ? 0 : undefined);
  }

  /** One of the frames that were on their way ended the line; over the next one it would do so again. */
  #refuseUnderway() {
    this.delivery.refuseInFlight();
    const commands = [...this.pending.values()].filter(({ frame }) => frame.type === 'command');
    commands.forEach(({ frame }) => this.#answered({ type: 'error', id: frame.id, code: 'too_large', text: '' }));
  }

  get #longest() {
    return Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** this.failures);
  }

  /** @param {number|undefined} delay how long to wait; nothing means back-off with full jitter */
  #lost(delay) {
    this.#drop();
    const limit = this.#longest;
    this.failures = Math.min(this.failures + 1, 10);
    this.#become(navigator.onLine ? 'reconnecting' : 'offline');
    this.retryTimer = window.setTimeout(() => this.#connect(), delay ?? Math.random() * limit);
  }

  /** @param {any} state */
  #halt(state) {
    this.#drop();
    this.#become(state);
  }

  #drop() {
    this.tries++;
    const socket = this.socket;
    this.socket = undefined;
    // A browser complains when one is closed that was not open yet.
    if (socket?.readyState === WebSocket.CONNECTING) socket.onopen = () => socket.close();
    else socket?.close();
    clearTimeout(this.retryTimer);
    clearTimeout(this.steadyTimer);
    clearInterval(this.silenceTimer);
    this.delivery.interrupted();
  }

  /** @param {any} state */
  #become(state) {
    if (this.state === state) return;
    this.state = state;
    tell(this, 'state', state);
  }
}
