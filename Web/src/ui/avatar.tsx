const tints = ["violet", "blue", "teal", "green", "amber", "orange", "rose"] as const;

/** One of the palette's tints, always the same for an id. */
function tintOf(id: string): (typeof tints)[number] {
  let hash = 0;
  for (const char of id) {
    hash = (hash * 31 + char.charCodeAt(0)) | 0;
  }
  return tints[Math.abs(hash) % tints.length] ?? "violet";
}

/** Two letters of a Latin name, the last two syllables of a Hangul one. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const [first = ""] = words;
  if (/^[\uac00-\ud7a3]/.test(first)) {
    return words.length > 1 ? first.slice(0, 2) : first.slice(-2);
  }
  const last = words.length > 1 ? words.at(-1) ?? "" : "";
  return ([...first][0] ?? "?").toUpperCase() + ([...last][0] ?? "").toUpperCase();
}

/** `sub` is the person's id at the user pool: unlike a member's id it gives one colour on all boards and in the top bar. */
export function Avatar({ sub, name, small = false }: { sub: string; name: string; small?: boolean }) {
  // Drawn by the style sheet: letters in the text would be part of the name of whatever the picture stands in.
  return <span class={`avatar tint-${tintOf(sub)} ${small ? "avatar-small" : ""}`} title={name} aria-hidden="true" data-initials={initials(name)} />;
}
