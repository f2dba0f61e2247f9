import { useSignal, useSignalEffect } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { t, tn } from "../../i18n/i18n";
import { timeNow } from "../../lib/clock";
import { drafts } from "../../lib/drafts";
import { oneLine, titleLength } from "../../lib/limits";
import { linesOf, pastedLines } from "../../lib/lines";
import { announce } from "../../ui/announce";
import { focusLater } from "../../ui/focus-later";
import { Icon } from "../../ui/icons";
import { keyOf } from "../../ui/key";
import { LinesQuestion } from "../../ui/lines-question";
import { toast } from "../../ui/toasts";
import { provisionalId, type NewCard } from "../model/commands";
import { draftKeys } from "../model/draft-keys";
import { roomIn } from "../model/drop";
import { inLane, type LaneKind } from "../model/lanes";
import { parseQuickAdd } from "../model/quick-add";
import type { BoardScreen } from "../state/board-screen";
import { offerUndo, rejectedLines } from "../state/made-lines";
import { Suggestions, Understood } from "./quick-add-view";

export interface AddCardProps {
  columnId: string;
  /** The row whose label, person or priority the new card gets; absent where there are no rows. */
  lane?: string;
  screen: BoardScreen;
}

/** The field at a column's end: several cards in a row, with tokens in the title. What is typed outlives a reload. */
export function AddCard({ columnId, lane, screen }: AddCardProps) {
  const root = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const draft = drafts(draftKeys.newCard(screen.store.boardId, columnId));
  const text = useSignal(draft.get());
  const asked = useSignal<readonly string[] | null>(null);
  const open = screen.adding.value === columnId && (lane === undefined || screen.addingLane.value === lane);

  // Before the next key: an effect after painting would lose what a fast typist types first.
  useLayoutEffect(() => {
    if (open) {
      // A text may have come back, or from a column that is gone, while the field was closed.
      text.value = draft.get();
      field.current?.focus();
      root.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
  }, [open]);
  useSignalEffect(() => draft.set(text.value));

  if (!open) {
    return (
      <button type="button" class="add-card" onClick={() => screen.addTo(columnId, lane)}>
        <Icon name="plus" size={16} />{t("card.add")}
      </button>
    );
  }

  const close = (): void => {
    screen.adding.value = null;
  };
  const parsed = (line: string): NewCard =>
    inRow(parseQuickAdd(line, { labels: screen.labels.peek().values(), members: screen.members.peek().values(), now: timeNow() }), screen.lanes.peek(), lane);
  const make = (card: NewCard) => {
    const last = screen.store.cards.peek().get(columnId)?.at(-1)?.id ?? null;
    const cardId = provisionalId();
    return { cardId, answer: screen.store.run({ kind: "createCard", cardId, columnId, place: { after: last, before: null }, card }) };
  };
  const giveBack = (typed: string): void => {
    // What was typed comes back, unless the next one is being typed.
    if (typed !== "" && text.peek() === "") {
      text.value = typed;
    }
  };
  const showEnd = (): void => {
    requestAnimationFrame(() => {
      const list = root.current?.closest(".column")?.querySelector(".card-list");
      list?.scrollTo({ top: list.scrollHeight });
    });
    focusLater(() => field.current);
  };
  const add = (): void => {
    const typed = text.peek();
    if (linesOf(typed).length > 1) {
      asked.value = linesOf(typed);
      return;
    }
    const card = parsed(oneLine(typed));
    const reason = card.title.length > titleLength ? t("problem.limit.characters", { n: titleLength }) : screen.rejection("", columnId);
    if (card.title === "" || reason !== null) {
      if (reason !== null) {
        toast({ text: reason });
      }
      return;
    }
    const { cardId, answer } = make(card);
    void answer.then(({ ok }) => giveBack(ok ? "" : typed));
    text.value = "";
    if (screen.shown.peek().get(columnId)?.some(({ id }) => id === cardId) === true) {
      announce(t("card.added", { card: card.title }));
    } else {
      toast({ text: t("card.added-hidden", { card: card.title }) });
    }
    showEnd();
  };
  const addAll = (lines: readonly string[]): void => {
    const made = lines.map((line) => parsed(line)).map((card, at) => make(card.title === "" ? { ...card, title: lines[at] ?? "" } : card).answer);
    text.value = "";
    offerUndo(screen.store, made, tn("lines.made-cards", lines.length));
    void rejectedLines(lines, made).then((rejected) => giveBack(rejected.join("\n")));
    showEnd();
  };
  const onPaste = (event: ClipboardEvent & { currentTarget: HTMLTextAreaElement }): void => {
    const { value, selectionStart, selectionEnd } = event.currentTarget;
    const lines = pastedLines(value.slice(0, selectionStart), event.clipboardData?.getData("text/plain") ?? "", value.slice(selectionEnd));
    if (lines.length > 1) {
      event.preventDefault();
      asked.value = lines;
    }
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const key = keyOf(event);
    if (key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      add();
    } else if (key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      close();
      focusLater(() => root.current?.parentElement?.querySelector<HTMLElement>(".add-card"));
    }
  };

  return (
    <div ref={root} class="add-card-form" onFocusOut={(event) => text.value === "" && !staysIn(root.current, event) && close()}>
      <textarea ref={field} class="add-card-field" rows={2} value={text} placeholder={t("card.add-hint")} aria-label={t("card.title")}
        aria-describedby="quick-add-help" onInput={(event) => (text.value = event.currentTarget.value)} onKeyDown={onKeyDown} onPaste={onPaste} />
      {asked.value !== null && (
        <LinesQuestion kind="cards" lines={asked.value} room={roomIn(screen.store.state.value, columnId)} maxLength={titleLength}
          tooLong={asked.value.filter((line) => parsed(line).title.length > titleLength).length}
          many={addAll} one={(line) => (text.value = line)} close={() => (asked.value = null)} />
      )}
      <Suggestions screen={screen} text={text.value} choose={(next) => { text.value = next; field.current?.focus(); }} />
      <Understood screen={screen} text={text.value} />
      <div class="add-card-actions">
        <button type="button" class="button button-primary button-small" onClick={add}>{t("card.add")}</button>
        <button type="button" class="icon-button" aria-label={t("action.close")} onClick={close}><Icon name="close" /></button>
        <span id="quick-add-help" class="add-card-help">{t("card.add-help")}</span>
      </div>
    </div>
  );
}

/** A new card of a row; what is typed goes first. */
function inRow(card: NewCard, by: LaneKind, lane: string | undefined): NewCard {
  return by === "none" || lane === undefined || lane === "" || (by === "priority" && card.priority !== null) ? card : inLane(card, { by, to: lane });
}

/** The question about lines, when it goes, gives the focus back by itself. */
const staysIn = (root: HTMLElement | null, { target, relatedTarget }: FocusEvent): boolean =>
  (relatedTarget instanceof Node && root?.contains(relatedTarget) === true) || (target instanceof Element && target.closest("dialog") !== null);
