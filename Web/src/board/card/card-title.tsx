import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../../i18n/i18n";
import { drafts } from "../../lib/drafts";
import { Conflict } from "../../ui/conflict";
import { edited } from "../../ui/edited";
import { keyOf } from "../../ui/key";
import { pasteLine } from "../../ui/paste-line";
import { useLeave } from "../../ui/use-leave";
import type { Card } from "../model/model";
import type { BoardScreen } from "../state/board-screen";

export function CardTitle({ card, screen }: { card: Card; screen: BoardScreen }) {
  const field = useRef<HTMLTextAreaElement>(null);
  const rejected = drafts(`title.${card.id}`);
  const conflict = useSignal(rejected.get() === "" ? null : { mine: rejected.get(), theirs: card.title, version: card.titleVersion });
  /** The title that is in the field before it is edited, and its version. */
  const base = useRef({ title: card.title, version: card.titleVersion });
  const focused = useRef(false);

  useLeave(() => focused.current && finish(true));

  useEffect(() => {
    if (field.current !== null && !focused.current) {
      field.current.value = card.title;
    }
  }, [card.title, card.titleVersion]);

  const save = async (title: string, version: number): Promise<void> => {
    const answer = await screen.store.run({ kind: "renameCard", cardId: card.id, title, version });
    if (answer.ok) {
      settle();
    } else if (answer.current !== null && answer.currentVersion !== null) {
      conflict.value = { mine: title, theirs: answer.current, version: answer.currentVersion };
    }
  };
  const settle = (): void => {
    rejected.set("");
    conflict.value = null;
  };
  const finish = (keep: boolean): void => {
    focused.current = false;
    const title = edited(base.current.title, field.current?.value.replaceAll(/\s+/g, " ").trim() ?? "", card.title);
    if (keep && title !== null && title !== "") {
      void save(title, base.current.version);
    } else if (field.current !== null) {
      field.current.value = card.title;
    }
  };

  if (!screen.mayEdit.value) {
    return <h1 class="card-title">{card.title}</h1>;
  }
  return (
    <>
      <h1 class="card-title">
        <textarea ref={field} class="card-title-field" aria-label={t("card.title")} rows={1} maxLength={200} defaultValue={card.title}
          onFocus={() => { focused.current = true; base.current = { title: card.title, version: card.titleVersion }; }} onBlur={() => finish(true)} onPaste={pasteLine}
          onKeyDown={(event) => {
            const key = keyOf(event);
            if (key === "Enter") {
              event.preventDefault();
              field.current?.blur();
            } else if (key === "Escape") {
              event.preventDefault();
              event.stopPropagation();
              finish(false);
              field.current?.blur();
            }
          }} />
      </h1>
      {conflict.value !== null && (
        <Conflict mine={conflict.value.mine} theirs={conflict.value.theirs}
          keepMine={(text) => { const { version } = conflict.peek() ?? { version: 0 }; settle(); void save(text, version); }}
          takeTheirs={settle} />
      )}
    </>
  );
}
