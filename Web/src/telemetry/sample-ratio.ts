/** Reads a part of a whole: a number, or a text of one, from 0 to 1. Anything else is 0, so that a mistake sends nothing. */
export function sampleRatioOf(value: unknown): number {
  const ratio = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof ratio === "number" && ratio >= 0 && ratio <= 1 ? ratio : 0;
}
