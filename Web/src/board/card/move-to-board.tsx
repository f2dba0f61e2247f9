import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { t } from "../../i18n/i18n";
import { Dialog } from "../../ui/dialog";
import { toast } from "../../ui/toasts";
import type { Card } from "../model/model";
import type { BoardScreen } from "../state/board-screen";
import { boardsApi, type BoardSummary } from "../sync/boards-api";

export function MoveToBoard({ card, screen, close }: { card: Card; screen: BoardScreen; close: () => void }) {
  const boards = useSignal<readonly BoardSummary[] | null>(null);
  const columns = useSignal<readonly { id: string; name: string }[]>([]);
  const boardId = useSignal("");
  const columnId = useSignal("");
  useEffect(() => void boardsApi.list().then((answer) => {
    boards.value = answer.ok ? answer.value.filter((one) => one.id !== screen.store.boardId && !one.archived) : [];
  }), []);

  const choose = async (id: string): Promise<void> => {
    boardId.value = id;
    columns.value = [];
    const answer = await boardsApi.columns(id);
    if (answer.ok && boardId.peek() === id) {
      columns.value = answer.value;
      columnId.value = answer.value[0]?.id ?? "";
    }
  };
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const moving = screen.store.run({ kind: "transferCard", cardId: card.id, toBoardId: boardId.peek(), toColumnId: columnId.peek() });
    close();
    screen.closeCard();
    const moved = await moving;
    if (!moved.ok) {
      return;
    }
    const { labels, assignees } = moved.value.event?.leftBehind ?? {};
    const left = [
      ...labels ?? [],
      ...(assignees ?? []).map((id) => screen.store.state.peek()?.members.get(id)?.name ?? t("activity.someone")),
    ];
    toast({
      text: left.length === 0 ? t("card.moved-board", { card: card.title }) : t("card.moved-board-left", { card: card.title, left: left.join(", ") }),
      action: { label: t("action.undo"), run: () => void screen.store.run({ kind: "undo", seq: moved.value.seq }) },
    });
  };

  return (
    <Dialog title={t("card.move-board")} close={close}>
      <form class="form" onSubmit={submit}>
        <label class="field">
          <span class="field-label">{t("board.label")}</span>
          <select class="input" value={boardId.value} onChange={(event) => void choose(event.currentTarget.value)}>
            <option value="" disabled>{boards.value?.length === 0 ? t("card.no-other-board") : t("board.choose")}</option>
            {boards.value?.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
          </select>
        </label>
        <label class="field">
          <span class="field-label">{t("card.column")}</span>
          <select class="input" disabled={columns.value.length === 0} value={columnId.value} onChange={(event) => (columnId.value = event.currentTarget.value)}>
            {columns.value.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
          </select>
        </label>
        <div class="form-actions">
          <button type="button" class="button button-quiet" onClick={close}>{t("action.cancel")}</button>
          <button type="submit" class="button button-primary" disabled={columnId.value === ""}>{t("card.move")}</button>
        </div>
      </form>
    </Dialog>
  );
}
