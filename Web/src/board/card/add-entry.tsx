import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { t, tn } from "../../i18n/i18n";
import { drafts } from "../../lib/drafts";
import { entriesPerChecklist, oneLine, titleLength } from "../../lib/limits";
import { linesOf, pastedLines } from "../../lib/lines";
import { Icon } from "../../ui/icons";
import { keyOf } from "../../ui/key";
import { LinesQuestion } from "../../ui/lines-question";
import { toast } from "../../ui/toasts";
import type { Checklist } from "../model/details";
import { draftKeys } from "../model/draft-keys";
import type { BoardScreen } from "../state/board-screen";
import { offerUndo, rejectedLines } from "../state/made-lines";
import type { CardStore } from "./card-store";

/** The field at a checklist's end, a quiet row until it is pressed. Several lines, as they are pasted, become several entries after one question. */
export function AddEntry({ list, screen, texts }: { list: Checklist; screen: BoardScreen; texts: CardStore }) {
  const draft = drafts(draftKeys.newEntry(list.id));
  const text = useSignal(draft.get());
  const asked = useSignal<readonly string[] | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const write = (next: string): void => {
    text.value = next;
    draft.set(next);
  };
  /** Rejected: it comes back, unless the next one is being typed. */
  const giveBack = (typed: string): void => {
    if (typed !== "" && text.peek() === "") {
      write(typed);
    }
  };
  const add = (): void => {
    const lines = linesOf(text.peek());
    const wanted = oneLine(text.peek());
    if (lines.length > 1) {
      asked.value = lines;
    } else if (wanted.length > titleLength) {
      toast({ text: t("problem.limit.characters", { n: titleLength }) });
    } else if (wanted !== "") {
      write("");
      field.current?.focus();
      void texts.addEntry(list.id, wanted).then(({ ok }) => giveBack(ok ? "" : wanted));
    }
  };
  const addAll = (lines: readonly string[]): void => {
    write("");
    const made = lines.map((line) => texts.addEntry(list.id, line));
    offerUndo(screen.store, made, tn("lines.made-entries", lines.length));
    void rejectedLines(lines, made).then((rejected) => giveBack(rejected.join("\n")));
  };
  const onPaste = (event: ClipboardEvent & { currentTarget: HTMLTextAreaElement }): void => {
    const { value, selectionStart, selectionEnd } = event.currentTarget;
    const lines = pastedLines(value.slice(0, selectionStart), event.clipboardData?.getData("text/plain") ?? "", value.slice(selectionEnd));
    if (lines.length > 1) {
      event.preventDefault();
      asked.value = lines;
    }
  };
  return (
    <form class="add-entry" onSubmit={(event) => { event.preventDefault(); add(); }}>
      <Icon name="plus" size={16} />
      <textarea ref={field} class="input" rows={1} aria-label={t("checklist.add-entry-to", { title: list.title })} placeholder={t("checklist.add-entry")} value={text}
        onInput={(event) => write(event.currentTarget.value)} onPaste={onPaste}
        onKeyDown={(event) => {
          if (keyOf(event) === "Enter" && !event.shiftKey) {
            event.preventDefault();
            add();
          }
        }} />
      {asked.value !== null && (
        <LinesQuestion kind="entries" lines={asked.value} room={entriesPerChecklist - list.entries.length} maxLength={titleLength}
          tooLong={asked.value.filter((line) => line.length > titleLength).length}
          many={addAll} one={write} close={() => (asked.value = null)} />
      )}
    </form>
  );
}
