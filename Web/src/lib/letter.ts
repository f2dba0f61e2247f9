/**
 * The letter a shortcut goes by. Where a Korean writes Hangul, `key` is a jamo or, held by the input method, "Process";
 * the key's place on the keyboard is the same.
 */
export function letterOf({ key, code }: Pick<KeyboardEvent, "key" | "code">): string {
  const isHangul = key === "Process" || /^[\u3131-\u318e\uac00-\ud7a3]$/.test(key);
  if (isHangul && /^Key[A-Z]$/.test(code)) {
    return code.slice(-1).toLowerCase();
  }
  return key.length === 1 ? key.toLowerCase() : key;
}
