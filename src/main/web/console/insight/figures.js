// What each report shows: its groupings, its tiles, the figures worth a plot, and how a figure is written.
import { money, running } from 'shared/format.js';
import { t } from 'shared/i18n.js';

/** Below so many cases a share says more than is known: the count stands in its place. */
const FEW = 20;

export const REPORTS = /** @type {Record<string, {groups:string[], tiles:string[], plots:string[]}>} */ ({
  service: {
    groups: ['day', 'hour', 'agent', 'stage'],
    tiles: ['visits', 'answered_rate', 'first_reply_p50_ms', 'reply_p50_ms', 'reply_p90_ms', 'in_3_min_rate', 'waiting_rounds', 'transferred_rate'],
    plots: ['visits', 'shoppers', 'rounds', 'reply_p50_ms', 'reply_p90_ms', 'first_reply_p50_ms', 'in_3_min_rate', 'left_rounds', 'staff_messages'],
  },
  satisfaction: {
    groups: ['day', 'agent', 'stage', 'tag', 'hour'],
    tiles: ['ratings', 'satisfied_rate', 'score_avg', 'score_5', 'score_1'],
    plots: ['ratings', 'satisfied_rate', 'score_avg'],
  },
  overrides: {
    groups: ['day', 'agent', 'reason', 'stage', 'hour'],
    tiles: ['overrides', 'overrides_checked', 'overrides_on_page', 'overrides_supervisor_agreed', 'judged_right', 'judged_wrong'],
    plots: ['overrides', 'overrides_checked', 'overrides_on_page', 'overrides_supervisor_agreed'],
  },
  suggestions: {
    groups: ['day', 'agent', 'article', 'reason', 'stage', 'hour'],
    tiles: ['suggested_rounds', 'shown', 'used_rate', 'used_as_is', 'used_edited', 'ignored', 'marked_wrong', 'abstained_rate'],
    plots: ['shown', 'suggested_rounds', 'used_rate', 'used_as_is', 'used_edited', 'ignored', 'marked_wrong', 'abstained_rounds'],
  },
  escalations: {
    groups: ['day', 'agent', 'form', 'reason', 'stage', 'hour'],
    tiles: ['cases', 'granted_alone', 'approved_rate', 'rejected', 'pending', 'decision_p50_ms', 'grants', 'granted_fen'],
    plots: ['cases', 'approved', 'rejected', 'decision_p50_ms', 'grants', 'granted_fen'],
  },
});

/** Part and whole of each share. */
const SHARES = /** @type {Record<string, [string, string]>} */ ({
  answered_rate: ['answered_visits', 'visits'],
  transferred_rate: ['transferred_visits', 'visits'],
  in_3_min_rate: ['in_3_min_rounds', 'daytime_rounds'],
  satisfied_rate: ['satisfied', 'ratings'],
  used_rate: ['used', 'shown'],
  marked_wrong_rate: ['marked_wrong', 'shown'],
  abstained_rate: ['abstained_rounds', 'suggested_rounds'],
  approved_rate: ['approved', 'decided'],
});

/** How many cases stand behind a figure, for its tile. */
const BEHIND = /** @type {Record<string, string>} */ ({
  first_reply_p50_ms: 'answered_visits',
  reply_p50_ms: 'answered_rounds',
  reply_p90_ms: 'answered_rounds',
  score_avg: 'ratings',
  decision_p50_ms: 'decided',
});

/** Sums the page needs and the wire does not repeat. @param {Record<string, any>} row @param {string} name @returns {number|undefined} */
function count(row, name) {
  if (name === 'used') return row.used_as_is + row.used_edited;
  if (name === 'decided') return row.approved + row.rejected;
  return row[name];
}

/** As it stands in a tile or a cell. @param {Record<string, any>} row @param {string} name @returns {string} */
export function shown(row, name) {
  const value = row[name];
  if (value === undefined || value === null) return '–';
  const share = SHARES[name];
  if (share) {
    const whole = count(row, share[1]) || 0;
    return whole < FEW ? `${count(row, share[0])} / ${whole}` : `${(value * 100).toFixed(1)}%`;
  }
  return written(name, value);
}

/** @param {string} name @param {number} value */
export function written(name, value) {
  if (name.endsWith('_ms')) return value < 60_000 ? t('time.seconds', { n: (value / 1000).toFixed(1) }) : running(Math.round(value / 1000));
  if (name.endsWith('_fen')) return money(value);
  if (name.endsWith('_rate')) return `${(value * 100).toFixed(1)}%`;
  return Number.isInteger(value) ? String(value) : value.toFixed(2);
}

/** @param {Record<string, any>} row @param {string} name @returns {number|undefined} */
export function behind(row, name) {
  const whole = SHARES[name]?.[1] || BEHIND[name];
  return whole ? count(row, whole) : undefined;
}
