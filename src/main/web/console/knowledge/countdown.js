// How long something still lasts.
import { secondsUntil } from 'shared/clock.js';
import { t } from 'shared/i18n.js';
import { running } from 'shared/format.js';

const DAY_S = 86_400;

/** 3 days and 2:05:09, or 2:05:09. @param {string} end */
export function left(end) {
  const seconds = secondsUntil(end);
  const days = Math.floor(seconds / DAY_S);
  return days ? `${t('time.days', { n: days })} ${running(seconds % DAY_S)}` : running(seconds);
}
