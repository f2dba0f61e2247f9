/** What was made of a text: null when it is as it was opened, or as it is by now. Another may have changed it meanwhile. */
export function edited(opened: string, typed: string, now: string): string | null {
  return typed === opened || typed === now ? null : typed;
}
