import { useComputed, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { problemText } from "../../api/problem-text";
import { dateTime, list, t, tn } from "../../i18n/i18n";
import { cardPath } from "../../routing/routes";
import { Dialog } from "../../ui/dialog";
import { toast } from "../../ui/toasts";
import { leftBehind, nameOf, sameNames, type OtherBoard } from "../model/left-behind";
import { mayAs, type Card } from "../model/model";
import type { BoardScreen } from "../state/board-screen";
import { labelName } from "../state/label-name";
import type { Done } from "../sync/board-api";
import { boardsApi, type BoardSummary } from "../sync/boards-api";

interface Props {
  card: Card;
  screen: BoardScreen;
  close: () => void;
}

/** Moves a card to another board, and says before what it leaves behind. */
export function MoveToBoard({ card, screen, close }: Props) {
  const boards = useSignal<readonly BoardSummary[] | null>(null);
  const other = useSignal<OtherBoard | null>(null);
  const boardId = useSignal("");
  const columnId = useSignal("");
  const createLabels = useSignal(false);
  useEffect(() => void boardsApi.list().then((answer) => {
    boards.value = answer.ok ? answer.value.filter((one) => one.id !== screen.store.boardId && !one.archived && mayAs(one.role, "editor")) : [];
  }), []);

  const choose = async (id: string): Promise<void> => {
    boardId.value = id;
    other.value = null;
    columnId.value = "";
    const answer = await boardsApi.other(id);
    if (boardId.peek() !== id) {
      return; // Another board was chosen meanwhile.
    }
    if (answer.ok) {
      other.value = answer.value;
      columnId.value = answer.value.columns[0]?.id ?? "";
    } else {
      toast({ kind: "error", text: problemText(answer) });
    }
  };
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const toBoardId = boardId.peek();
    const moving = screen.store.run({ kind: "transferCard", cardId: card.id, toBoardId, toColumnId: columnId.peek(), createLabels: createLabels.peek() });
    close();
    screen.closeCard();
    const moved = await moving;
    if (moved.ok) {
      tellMoved(screen, card, toBoardId, moved.value);
    }
  };

  const columns = other.value?.columns ?? [];
  return (
    <Dialog title={t("card.move-board")} close={close}>
      <form class="form" onSubmit={submit}>
        <label class="field">
          <span class="field-label">{t("board.label")}</span>
          <select class="input" value={boardId.value} onChange={(event) => void choose(event.currentTarget.value)}>
            <option value="" disabled>{boards.value?.length === 0 ? t("card.no-other-board") : t("board.choose")}</option>
            <BoardOptions boards={boards.value ?? []} />
          </select>
        </label>
        <label class="field">
          <span class="field-label">{t("card.column")}</span>
          <select class="input" disabled={columns.length === 0} value={columnId.value} onChange={(event) => (columnId.value = event.currentTarget.value)}>
            {columns.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
          </select>
        </label>
        <div role="status">
          {other.value !== null && <StaysBehind card={card} screen={screen} other={other.value} createLabels={createLabels} />}
        </div>
        <div class="form-actions">
          <button type="button" class="button button-quiet" onClick={close}>{t("action.cancel")}</button>
          <button type="submit" class="button button-primary" disabled={columnId.value === ""}>{t("card.move")}</button>
        </div>
      </form>
    </Dialog>
  );
}

/** Boards of one name are told apart by what is on them. */
function BoardOptions({ boards }: { boards: readonly BoardSummary[] }) {
  const alike = sameNames(boards);
  return (
    <>
      {boards.map(({ id, name, cards, changedAt }) => (
        <option key={id} value={id}>
          {alike.has(nameOf(name)) ? t("card.board-option", { name, cards: tn("boards.cards", cards), date: dateTime(Date.parse(changedAt)) }) : name}
        </option>
      ))}
    </>
  );
}

function StaysBehind({ card, screen, other, createLabels }: Pick<Props, "card" | "screen"> & { other: OtherBoard; createLabels: { value: boolean } }) {
  const { labels, people } = useComputed(() => leftBehind(card, { labels: screen.labels.value, members: screen.members.value }, other)).value;
  return (
    <>
      {labels.length > 0 && (
        <>
          <p class="field-help">{t("card.lacks-labels", { labels: list(labels.map(labelName)) })}</p>
          <label class="check">
            <input type="checkbox" checked={createLabels.value} onChange={(event) => (createLabels.value = event.currentTarget.checked)} />
            <span>{t("card.create-labels")}</span>
          </label>
        </>
      )}
      {people.length > 0 && <p class="field-help">{t("card.lacks-people", { people: list(people.map(({ name }) => name)) })}</p>}
      {(card.entries ?? 0) > 0 && <p class="field-help">{t("card.lacks-entry-people")}</p>}
    </>
  );
}

function tellMoved(screen: BoardScreen, card: Card, toBoardId: string, { seq, event }: Done): void {
  const { labels, assignees } = event?.leftBehind ?? {};
  const left = [
    ...labels ?? [],
    ...(assignees ?? []).map((id) => screen.store.state.peek()?.members.get(id)?.name ?? t("activity.someone")),
  ];
  toast({
    text: left.length === 0 ? t("card.moved-board", { card: card.title }) : t("card.moved-board-left", { card: card.title, left: list(left) }),
    link: { label: t("card.show-moved"), href: cardPath(toBoardId, card.id) },
    action: { label: t("action.undo"), run: () => void screen.store.run({ kind: "undo", seq }) },
  });
}
