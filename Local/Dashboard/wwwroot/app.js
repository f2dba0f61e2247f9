// What would need a round trip to the server otherwise: keys, copying, the theme.
const root = document.documentElement;

window.dashboard = {
  // Tells a long list which block of rows has come into view.
  watchWindow(element, list, blockHeightPx) {
    let shown = 0;
    element.addEventListener('scroll', () => {
      const block = Math.floor(element.scrollTop / blockHeightPx);
      if (block === shown) return;
      shown = block;
      list.invokeMethodAsync('Show', block);
    }, { passive: true });
  },
  ready() { root.dataset.interactive = 'true'; },
  switchTheme() {
    const isDark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = isDark ? 'light' : 'dark';
    localStorage.setItem('dashboard.theme', root.dataset.theme);
    return !isDark;
  },
};

document.addEventListener('click', event => document.getElementById(event.target.closest('[data-opens]')?.dataset.opens)?.showModal());

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

// Up and down walk through the rows of a list.
document.addEventListener('keydown', event => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || !event.target.matches('[data-row]')) return;
  const rows = [...event.target.closest('.list').querySelectorAll('[data-row]')];
  const next = rows[rows.indexOf(event.target) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
});

document.addEventListener('change', async event => {
  if (!event.target.matches('[data-import]') || event.target.files.length === 0) return;
  const status = document.querySelector('[data-import-status]');
  status.textContent = 'Reading…';
  const answer = await fetch('/capture.json', { method: 'POST', body: event.target.files[0] });
  status.textContent = answer.ok ? 'Imported.' : await answer.text();
  event.target.value = '';
});

// A dashboard that was started again knows nothing of this page: load it anew as soon as there is an answer.
document.getElementById('components-reconnect-modal').addEventListener('components-reconnect-state-changed', async event => {
  if (!['failed', 'rejected'].includes(event.detail.state)) return;
  while (!await fetch('/health').then(answer => answer.ok, () => false)) await new Promise(done => setTimeout(done, 1000));
  location.reload();
});
