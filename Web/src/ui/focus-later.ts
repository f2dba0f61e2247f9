/** Puts the focus on an element that the next frame shows, unless it has gone to another until then. */
export function focusLater(find: () => HTMLElement | null | undefined): void {
  const before = document.activeElement;
  requestAnimationFrame(() => {
    const { activeElement: now, body } = document;
    if (now === before || now === body || now === null) {
      find()?.focus();
    }
  });
}
