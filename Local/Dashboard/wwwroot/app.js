// What would need a round trip to the server otherwise: keys, copying, the theme.
const root = document.documentElement;

window.dashboard = {
  ready() { root.dataset.interactive = 'true'; },
  switchTheme() {
    const isDark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = isDark ? 'light' : 'dark';
    localStorage.setItem('dashboard.theme', root.dataset.theme);
    return !isDark;
  },
};

document.addEventListener('click', event => {
  const button = event.target.closest('[data-copy]');
  if (!button) return;
  navigator.clipboard?.writeText(button.dataset.copy);
  button.classList.add('is-copied');
  setTimeout(() => button.classList.remove('is-copied'), 1200);
});

document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open], fluent-dialog[open]')) return;
  if (event.target.closest('input, textarea, select')) {
    if (event.key === 'Escape') event.target.blur();
    return;
  }
  const key = CSS.escape(event.key);
  const target = event.key === '?' ? document.querySelector('[data-testid=keys]')
    : document.querySelector(`[data-key="${key}"], [data-hotkey="${key}"]`);
  if (!target) return;
  event.preventDefault();
  if (target.matches('input')) target.select();
  target.matches('input') ? target.focus() : target.click();
});
