// Follow the system, or stay light or dark as the person chose.
import { drawer } from 'shared/drawer.js';

const ORDER = ['system', 'light', 'dark'];

export const theme = () => drawer.text('kefu.theme') || 'system';

export function applyTheme() {
  if (theme() === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme();
}

export function nextTheme() {
  drawer.keep('kefu.theme', ORDER[(ORDER.indexOf(theme()) + 1) % ORDER.length]);
  applyTheme();
}

applyTheme();
