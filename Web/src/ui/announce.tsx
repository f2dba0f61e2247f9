import { signal } from "@preact/signals";

const message = signal("");

/** Says a sentence to screen readers, politely; the same sentence twice is said twice. */
export function announce(text: string): void {
  // A trailing no-break space makes a repeated sentence a change of text.
  message.value = message.peek() === text ? `${text}\u00a0` : text;
}

export function LiveRegion() {
  return <div class="visually-hidden" role="status" aria-live="polite" id="live-region">{message}</div>;
}
