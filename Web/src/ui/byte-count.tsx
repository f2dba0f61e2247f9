import { number, t } from "../i18n/i18n";
import { bytesOf } from "../lib/limits";

/** Says how long a text is, in the unit that its limit is in, when it comes near it. */
export function ByteCount({ text, max }: { text: string; max: number }) {
  // Three bytes are the most that a UTF-16 unit has: most texts need no count.
  const used = text.length * 3 < max * 0.8 ? 0 : bytesOf(text);
  if (used < max * 0.8) {
    return null;
  }
  const values = { used: number(used), max: number(max) };
  return used > max
    ? <p class="field-problem" role="alert">{t("text.bytes-over", values)}</p>
    : <p class="field-help">{t("text.bytes", values)}</p>;
}
