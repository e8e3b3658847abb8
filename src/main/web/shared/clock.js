// One clock for every screen: the server's time, ticking once a second from a single timer.

let offset = 0;
/** @type {Set<() => void>} */
const listeners = new Set();
/** @type {number|undefined} */
let timer;

/** @param {string} now the server's time, as `welcome` gives it */
export function learn(now) {
  const server = Date.parse(now);
  if (!Number.isNaN(server)) offset = server - Date.now();
}

export const serverNow = () => Date.now() + offset;

/** @param {string|undefined} since @returns {number} whole seconds, never negative */
export function secondsSince(since) {
  if (!since) return 0;
  return Math.max(0, Math.floor((serverNow() - Date.parse(since)) / 1000));
}

/** @param {string|undefined} end @returns {number} whole seconds, never negative */
export function secondsUntil(end) {
  if (!end) return 0;
  return Math.max(0, Math.ceil((Date.parse(end) - serverNow()) / 1000));
}

/** @param {() => void} listener @returns {() => void} stops it */
export function onTick(listener) {
  listeners.add(listener);
  timer ??= window.setInterval(() => listeners.forEach((each) => each()), 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/** Thresholds of the reply clock in seconds: amber, red, broken. */
const AMBER = 60;
const RED = 100;
const BROKEN = 180;

/**
 * The reply clock of a row.
 * @param {string|undefined} since
 * @returns {{level:'calm'|'amber'|'red'|'broken', seconds:number, left:number}|null}
 */
export function replyClock(since) {
  if (!since) return null;
  const seconds = secondsSince(since);
  const level = seconds > BROKEN ? 'broken' : seconds > RED ? 'red' : seconds > AMBER ? 'amber' : 'calm';
  return { level, seconds, left: BROKEN - seconds };
}
