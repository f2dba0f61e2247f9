import { number, t } from "../i18n/i18n";
import { oneLine } from "../lib/limits";
import { toast } from "./toasts";

type Field = HTMLInputElement | HTMLTextAreaElement;

/** What is pasted into a field of one line comes as one line; too long, it is not cut in silence. */
export function pasteLine(event: Event & { currentTarget: Field; clipboardData?: DataTransfer | null }): void {
  const { currentTarget: field } = event;
  const pasted = event.clipboardData?.getData("text/plain") ?? "";
  const [start, end] = [field.selectionStart ?? field.value.length, field.selectionEnd ?? field.value.length];
  const line = oneLine(pasted);
  if (start + line.length + field.value.length - end > field.maxLength) {
    event.preventDefault();
    toast({ text: t("problem.limit.characters", { n: number(field.maxLength) }) });
  } else if (line !== pasted.trim()) {
    event.preventDefault();
    field.setRangeText(line, start, end, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}
