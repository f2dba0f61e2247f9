import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../../i18n/i18n";
import { Conflict } from "../../ui/conflict";
import { edited } from "../../ui/edited";
import { keyOf } from "../../ui/key";
import { pasteLine } from "../../ui/paste-line";
import { useLeave } from "../../ui/use-leave";
import type { Card } from "../model/model";
import type { BoardScreen } from "../state/board-screen";
import { dropTitleDraft, titleDraft } from "./title-draft";

export function CardTitle({ card, screen }: { card: Card; screen: BoardScreen }) {
  const field = useRef<HTMLTextAreaElement>(null);
  const conflict = useSignal<{ mine: string; theirs: string; version: number } | null>(null);
  const isUnsaved = useSignal(false);
  /** The title that is in the field before it is edited, and its version. */
  const base = useRef({ title: card.title, version: card.titleVersion });
  const focused = useRef(false);

  useLeave(() => focused.current && finish(true));

  /** Shows the card's title, or the one that was rejected: as a draft, or beside the one that another has written since. */
  const show = (): void => {
    const draft = titleDraft(card);
    if (draft?.isStale === true && conflict.peek() === null) {
      conflict.value = { mine: draft.text, theirs: card.title, version: card.titleVersion };
    }
    isUnsaved.value = draft !== null && conflict.peek() === null;
    if (field.current !== null && !focused.current) {
      field.current.value = draft !== null && isUnsaved.peek() ? draft.text : card.title;
    }
  };
  useLayoutEffect(show, [card.title, card.titleVersion, screen.mayEdit.value]);

  const save = async (title: string, version: number): Promise<void> => {
    // Once it is asked for, it is the outbox that keeps the text.
    settle();
    const answer = await screen.store.run({ kind: "renameCard", cardId: card.id, title, version });
    if (!answer.ok && answer.current !== null && answer.currentVersion !== null) {
      conflict.value = { mine: title, theirs: answer.current, version: answer.currentVersion };
    }
    if (!answer.ok) {
      latest.current();
    }
  };
  const latest = useRef(show);
  latest.current = show;
  const settle = (): void => {
    dropTitleDraft(card);
    conflict.value = null;
    isUnsaved.value = false;
  };
  const finish = (keep: boolean): void => {
    focused.current = false;
    const title = edited(base.current.title, field.current?.value.replaceAll(/\s+/g, " ").trim() ?? "", card.title);
    if (keep && title !== null && title !== "") {
      void save(title, base.current.version);
    } else if (field.current !== null) {
      field.current.value = card.title;
      if (isUnsaved.peek()) {
        settle();
      }
    }
  };

  if (!screen.mayEdit.value) {
    return <h1 class="card-title">{card.title}</h1>;
  }
  return (
    <>
      <h1 class="card-title">
        <textarea ref={field} class="card-title-field" aria-label={t("card.title")} aria-describedby={isUnsaved.value ? "title-unsaved" : undefined} rows={1} maxLength={200} defaultValue={card.title}
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
      {isUnsaved.value && <p id="title-unsaved" class="muted">{t("card.title-unsaved")}</p>}
      {conflict.value !== null && (
        <Conflict mine={conflict.value.mine} theirs={conflict.value.theirs}
          keepMine={(text) => { const { version } = conflict.peek() ?? { version: 0 }; settle(); void save(text, version); }}
          takeTheirs={settle} />
      )}
    </>
  );
}
