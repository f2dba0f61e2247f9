/**
 * The key that was pressed, "Process" while an input method composes: the Enter that ends a word belongs to it. Safari
 * ends the composition before that key, which then has the code 229 alone.
 */
export function keyOf(event: Pick<KeyboardEvent, "key" | "isComposing" | "keyCode">): string {
  return event.isComposing || event.keyCode === 229 ? "Process" : event.key;
}

/** Ctrl+Enter, on a Mac Cmd+Enter: sends a text of several lines. */
export function isSendKey(event: Pick<KeyboardEvent, "key" | "isComposing" | "keyCode" | "ctrlKey" | "metaKey">): boolean {
  return (event.ctrlKey || event.metaKey) && keyOf(event) === "Enter";
}
