// Bars of one figure. The table below says the same to whoever cannot see them.
import { html, svg } from 'lit';
import { t, word } from 'shared/i18n.js';
import { written } from './figures.js';

const WIDTH = 720;
const HEIGHT = 150;
const FOOT = 20;
const HEAD = 18;
const MOST_BARS = 62;
const LABELS = 12;
/** Of a Chinese character, the widest that stands under a bar. */
const LETTER = 12;

/**
 * @param {Record<string, any>[]} rows
 * @param {string} figure
 * @param {(row: Record<string, any>) => string} name
 */
export function plot(rows, figure, name) {
  const bars = rows.slice(0, MOST_BARS);
  const top = Math.max(...bars.map((row) => row[figure] || 0));
  const step = WIDTH / bars.length;
  const every = Math.ceil(bars.length / LABELS);
  return html`<figure class="plot" data-test="plot"><figcaption class="small muted">${word('stat', figure)}</figcaption>
    <svg viewBox="0 0 ${WIDTH} ${HEAD + HEIGHT + FOOT}" role="img" aria-label=${t('stats.plot', { figure: word('stat', figure) })}>
      <line class="axis" x1="0" x2=${WIDTH} y1=${HEAD + HEIGHT} y2=${HEAD + HEIGHT}></line>
      ${bars.map((row, i) => bar({ x: i * step, step, value: row[figure], top, figure, label: name(row), letters: i % every === 0 ? Math.max(1, Math.floor((step * every) / LETTER)) : 0 }))}
    </svg></figure>`;
}

/** @param {{x:number, step:number, value:number|undefined, top:number, figure:string, label:string, letters:number}} of */
function bar({ x, step, value, top, figure, label, letters }) {
  const height = top > 0 && value ? Math.max(2, (value / top) * HEIGHT) : 0;
  const width = Math.min(48, step * 0.7);
  const middle = x + step / 2;
  const y = HEAD + HEIGHT - height;
  return svg`<g><title>${label}: ${value === undefined ? '–' : written(figure, value)}</title>
    <rect class="room" x=${x} y=${HEAD} width=${step} height=${HEIGHT}></rect>
    <rect class="bar-of" x=${middle - width / 2} y=${y} width=${width} height=${height} rx="2"></rect>
    ${letters ? svg`<text x=${middle} y=${HEAD + HEIGHT + FOOT - 5}>${label.length > letters ? `${label.slice(0, Math.max(1, letters - 1))}…` : label}</text>` : svg``}
    ${letters && value ? svg`<text class="value" x=${middle} y=${y - 4}>${written(figure, value)}</text>` : svg``}</g>`;
}
