/**
 * A string between two ranks, for the moment until the server says the real one. "!" sorts before every digit of a
 * real rank and is the zero here, so there is room before, between and behind any of them.
 */
export function rankBetween(after: string | null, before: string | null): string {
  return midpoint(after ?? "", before);
}

const zero = 0x21;
const base = 94;

function midpoint(after: string, before: string | null): string {
  if (before !== null) {
    let common = 0;
    while (common < before.length && digitAt(after, common) === digitAt(before, common)) {
      common++;
    }
    if (common > 0 && common < before.length) {
      return before.slice(0, common) + midpoint(after.slice(common), before.slice(common));
    }
  }
  const low = digitAt(after, 0);
  const high = before === null || before === "" ? base : digitAt(before, 0);
  if (high - low > 1) {
    return char(Math.ceil((low + high) / 2));
  }
  return char(low) + midpoint(after.slice(1), null);
}

const digitAt = (text: string, index: number): number => (index < text.length ? text.charCodeAt(index) - zero : 0);
const char = (digit: number): string => String.fromCharCode(zero + digit);
