import { signal } from "@preact/signals";

/** The sentence that is said. */
export const announced = signal("");

/** Says a sentence to screen readers, politely; the same sentence twice is said twice. A toast says its own. */
export function announce(text: string): void {
  // A trailing no-break space makes a repeated sentence a change of text.
  announced.value = announced.peek() === text ? `${text}\u00a0` : text;
}

export function LiveRegion() {
  return <div class="visually-hidden" role="status" aria-live="polite" id="live-region">{announced}</div>;
}
