export const tints = ["violet", "blue", "teal", "green", "amber", "orange", "rose", "gray"] as const;
export type Tint = (typeof tints)[number];

/** The palette's colour of that name; null for none and for names that another version may have written. */
export function tintName(name: string | null | undefined): Tint | null {
  return tints.find((tint) => tint === name) ?? null;
}
