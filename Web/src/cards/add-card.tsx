import { useSignal, useSignalEffect } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { BoardView } from "../board/board-view";
import { provisionalId } from "../board/commands";
import { drafts } from "../board/drafts";
import { parseQuickAdd, tokenAt } from "../board/quick-add";
import { matchesText, normalize } from "../board/hangul";
import { startOfToday, timeNow } from "../clock";
import { day, t } from "../i18n";
import { announce } from "../ui/announce";
import { Icon } from "../ui/icons";
import { keyOf } from "../ui/key";
import { toast } from "../ui/toasts";
import { tintName } from "../ui/tints";
import { parseDay } from "../board/dates";

/** The field at a column's end: several cards in a row, with tokens in the title. What is typed outlives a reload. */
export function AddCard({ columnId, view }: { columnId: string; view: BoardView }) {
  const root = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const draft = drafts(`add.${view.store.boardId}.${columnId}`);
  const text = useSignal(draft.get());
  const open = view.adding.value === columnId;

  // Before the next key: an effect after painting would lose what a fast typist types first.
  useLayoutEffect(() => {
    if (open) {
      field.current?.focus();
      root.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
  }, [open]);
  useSignalEffect(() => draft.set(text.value));

  if (!open) {
    return (
      <button type="button" class="add-card" onClick={() => (view.adding.value = columnId)}>
        <Icon name="plus" size={16} />{t("card.add")}
      </button>
    );
  }

  const close = (): void => {
    view.adding.value = null;
  };
  const add = (): void => {
    const typed = text.peek();
    const card = parseQuickAdd(typed, { labels: view.labels.peek().values(), members: view.members.peek().values(), now: timeNow() });
    if (card.title === "") {
      return;
    }
    const last = view.store.cards.peek().get(columnId)?.at(-1)?.id ?? null;
    const reason = view.refusal("", columnId);
    if (reason !== null) {
      toast({ text: reason });
      return;
    }
    const cardId = provisionalId();
    void view.store.run({ kind: "createCard", cardId, columnId, place: { after: last, before: null }, card }).then((answer) => {
      // Refused: what was typed comes back, unless the next one is being typed.
      if (!answer.ok && text.peek() === "") {
        text.value = typed;
      }
    });
    text.value = "";
    if (view.shown.peek().get(columnId)?.some(({ id }) => id === cardId) === true) {
      announce(t("card.added", { card: card.title }));
    } else {
      toast({ text: t("card.added-hidden", { card: card.title }) });
    }
    requestAnimationFrame(() => {
      const list = root.current?.closest(".column")?.querySelector(".card-list");
      list?.scrollTo({ top: list.scrollHeight });
      field.current?.focus();
    });
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
      requestAnimationFrame(() => root.current?.parentElement?.querySelector<HTMLElement>(".add-card")?.focus());
    }
  };

  return (
    <div ref={root} class="add-card-form" onFocusOut={(event) => text.value === "" && !leavesFor(event, root.current) && close()}>
      <textarea ref={field} class="add-card-field" rows={2} maxLength={400} value={text} placeholder={t("card.add-hint")} aria-label={t("card.title")}
        aria-describedby="quick-add-help" onInput={(event) => (text.value = event.currentTarget.value)} onKeyDown={onKeyDown} />
      <Suggestions view={view} text={text.value} choose={(next) => { text.value = next; field.current?.focus(); }} />
      <Understood view={view} text={text.value} />
      <div class="add-card-actions">
        <button type="button" class="button button-primary button-small" onClick={add}>{t("card.add")}</button>
        <button type="button" class="icon-button" aria-label={t("action.close")} onClick={close}><Icon name="close" /></button>
        <span id="quick-add-help" class="add-card-help">{t("card.add-help")}</span>
      </div>
    </div>
  );
}

const leavesFor = (event: FocusEvent, root: HTMLElement | null): boolean =>
  event.relatedTarget instanceof Node && root?.contains(event.relatedTarget) === true;

/** What the tokens were understood as. */
function Understood({ view, text }: { view: BoardView; text: string }) {
  const { labels, assignees, due, priority } = parseQuickAdd(text, { labels: view.labels.value.values(), members: view.members.value.values(), now: startOfToday.value });
  const date = due === null ? null : parseDay(due);
  if (labels.length + assignees.length === 0 && date === null && priority === null) {
    return null;
  }
  return (
    <ul class="card-labels understood">
      {labels.map((id) => <li key={id} class={`label tint-${tintName(view.labels.value.get(id)?.colour) ?? "gray"}`}>{view.labels.value.get(id)?.name}</li>)}
      {assignees.map((id) => <li key={id} class="label tint-gray">@{view.members.value.get(id)?.name}</li>)}
      {date !== null && <li class="label tint-gray">{day(date)}</li>}
      {priority !== null && <li class="label tint-gray">{t(`priority.${priority}`)}</li>}
    </ul>
  );
}

/** Labels or people that begin as the token being typed. */
function Suggestions({ view, text, choose }: { view: BoardView; text: string; choose: (next: string) => void }) {
  const token = tokenAt(text, text.length);
  if (token === null) {
    return null;
  }
  const named = [...(token.kind === "#" ? view.labels.value : view.members.value).values()] as { id: string; name: string }[];
  const found = named.filter(({ name }) => name !== "" && matchesText(normalize(name), normalize(token.typed))).slice(0, 5);
  return found.length === 0 ? null : (
    <ul class="suggestions">
      {found.map(({ id, name }) => (
        <li key={id}>
          <button type="button" class="menu-item" onClick={() => choose(`${text.slice(0, token.start)}${token.kind}${name.replaceAll(/\s+/g, "")} `)}>
            {token.kind}{name}
          </button>
        </li>
      ))}
    </ul>
  );
}
