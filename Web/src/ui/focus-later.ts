/** Does something about the focus in the next frame, unless the focus has gone to another element until then. */
export function unlessFocusMoves(act: () => void): void {
  const before = document.activeElement;
  requestAnimationFrame(() => {
    const { activeElement: now, body } = document;
    if (now === before || now === body || now === null) {
      act();
    }
  });
}

/** Puts the focus on an element that the next frame shows, unless it has gone to another until then. */
export function focusLater(find: () => HTMLElement | null | undefined): void {
  unlessFocusMoves(() => find()?.focus());
}
