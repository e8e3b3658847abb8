// Follow the system, or stay light or dark as the person chose.

const ORDER = ['system', 'light', 'dark'];

export const theme = () => localStorage.getItem('kefu.theme') || 'system';

export function applyTheme() {
  if (theme() === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme();
}

export function nextTheme() {
  localStorage.setItem('kefu.theme', ORDER[(ORDER.indexOf(theme()) + 1) % ORDER.length]);
  applyTheme();
}

applyTheme();
