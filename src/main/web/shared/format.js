// How money, times and durations are written.
import { language, t } from 'shared/i18n.js';
import { serverNow } from 'shared/clock.js';

const locale = language === 'zh' ? 'zh-CN' : 'en-GB';
const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hour12: false });
const day = new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric' });
const whole = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'long' });

/** @param {number|null|undefined} fen */
export const money = (fen) => (fen === null || fen === undefined ? '–' : `¥${(fen / 100).toFixed(2)}`);

/** @param {string} yuan @returns {number|undefined} fen, or nothing when it is no amount */
export function fen(yuan) {
  const text = String(yuan ?? '').replace(/[¥￥,\s]/g, '');
  return /^\d+(\.\d{1,2})?$/.test(text) ? Math.round(Number(text) * 100) : undefined;
}

/** @param {number|undefined|null} amount */
export const yuan = (amount) => (amount === null || amount === undefined ? '' : (amount / 100).toFixed(2));

/** 14:03 today, "yesterday 14:03", else the day with the time. @param {string|undefined} at */
export function when(at) {
  if (!at) return '';
  const date = new Date(at);
  const days = daysAgo(date);
  if (days === 0) return clock.format(date);
  if (days === 1) return t('time.yesterday', { time: clock.format(date) });
  return `${day.format(date)} ${clock.format(date)}`;
}

/** @param {string|undefined} at */
export const full = (at) => (at ? whole.format(new Date(at)) : '');

/** @param {string} at */
export function dayOf(at) {
  const days = daysAgo(new Date(at));
  return days === 0 ? t('time.today') : days === 1 ? t('time.yesterday_day') : day.format(new Date(at));
}

/** @param {Date} date */
function daysAgo(date) {
  const midnight = (/** @type {Date} */ d) => new Date(d.getFullYear(), d.getMonth(), d.getDate()).getTime();
  return Math.round((midnight(new Date(serverNow())) - midnight(date)) / 86_400_000);
}

/** 8 s, 5 min, 3 h: the age of a fact. @param {number} seconds */
export function age(seconds) {
  if (seconds < 60) return t('time.seconds', { n: seconds });
  if (seconds < 3600) return t('time.minutes', { n: Math.floor(seconds / 60) });
  if (seconds < 172_800) return t('time.hours', { n: Math.floor(seconds / 3600) });
  return t('time.days', { n: Math.floor(seconds / 86_400) });
}

/** 1:12, 6:05, 1:02:09: a running clock. @param {number} seconds */
export function running(seconds) {
  const two = (/** @type {number} */ n) => String(n).padStart(2, '0');
  const h = Math.floor(seconds / 3600);
  const m = Math.floor((seconds % 3600) / 60);
  return h > 0 ? `${h}:${two(m)}:${two(seconds % 60)}` : `${m}:${two(seconds % 60)}`;
}
