import { useSignal, useSignalEffect } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { day, t } from "../../i18n/i18n";
import { startOfToday, timeNow } from "../../lib/clock";
import { parseDay } from "../../lib/dates";
import { drafts } from "../../lib/drafts";
import { matchesText, normalize } from "../../lib/hangul";
import { announce } from "../../ui/announce";
import { Icon } from "../../ui/icons";
import { keyOf } from "../../ui/key";
import { tintName } from "../../ui/tints";
import { toast } from "../../ui/toasts";
import { provisionalId } from "../model/commands";
import { parseQuickAdd, tokenAt } from "../model/quick-add";
import type { BoardScreen } from "../state/board-screen";

/** The field at a column's end: several cards in a row, with tokens in the title. What is typed outlives a reload. */
export function AddCard({ columnId, screen }: { columnId: string; screen: BoardScreen }) {
  const root = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const draft = drafts(`add.${screen.store.boardId}.${columnId}`);
  const text = useSignal(draft.get());
  const open = screen.adding.value === columnId;

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
      <button type="button" class="add-card" onClick={() => (screen.adding.value = columnId)}>
        <Icon name="plus" size={16} />{t("card.add")}
      </button>
    );
  }

  const close = (): void => {
    screen.adding.value = null;
  };
  const add = (): void => {
    const typed = text.peek();
    const card = parseQuickAdd(typed, { labels: screen.labels.peek().values(), members: screen.members.peek().values(), now: timeNow() });
    if (card.title === "") {
      return;
    }
    const last = screen.store.cards.peek().get(columnId)?.at(-1)?.id ?? null;
    const reason = screen.rejection("", columnId);
    if (reason !== null) {
      toast({ text: reason });
      return;
    }
    const cardId = provisionalId();
    void screen.store.run({ kind: "createCard", cardId, columnId, place: { after: last, before: null }, card }).then((answer) => {
      // Rejected: what was typed comes back, unless the next one is being typed.
      if (!answer.ok && text.peek() === "") {
        text.value = typed;
      }
    });
    text.value = "";
    if (screen.shown.peek().get(columnId)?.some(({ id }) => id === cardId) === true) {
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

const leavesFor = (event: FocusEvent, root: HTMLElement | null): boolean =>
  event.relatedTarget instanceof Node && root?.contains(event.relatedTarget) === true;

/** What the tokens were understood as. */
function Understood({ screen, text }: { screen: BoardScreen; text: string }) {
  const { labels, assignees, due, priority } = parseQuickAdd(text, { labels: screen.labels.value.values(), members: screen.members.value.values(), now: startOfToday.value });
  const date = due === null ? null : parseDay(due);
  if (labels.length + assignees.length === 0 && date === null && priority === null) {
    return null;
  }
  return (
    <ul class="card-labels understood">
      {labels.map((id) => <li key={id} class={`label tint-${tintName(screen.labels.value.get(id)?.colour) ?? "gray"}`}>{screen.labels.value.get(id)?.name}</li>)}
      {assignees.map((id) => <li key={id} class="label tint-gray">@{screen.members.value.get(id)?.name}</li>)}
      {date !== null && <li class="label tint-gray">{day(date)}</li>}
      {priority !== null && <li class="label tint-gray">{t(`priority.${priority}`)}</li>}
    </ul>
  );
}

/** Labels or people that begin as the token being typed. */
function Suggestions({ screen, text, choose }: { screen: BoardScreen; text: string; choose: (next: string) => void }) {
  const token = tokenAt(text, text.length);
  if (token === null) {
    return null;
  }
  const named = [...(token.kind === "#" ? screen.labels.value : screen.members.value).values()] as { id: string; name: string }[];
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
