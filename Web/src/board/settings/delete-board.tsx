import { useSignal } from "@preact/signals";
import { problemText } from "../../api/problem-text";
import { t } from "../../i18n/i18n";
import { navigate } from "../../routing/router";
import { Dialog } from "../../ui/dialog";
import { toast } from "../../ui/toasts";
import type { BoardScreen } from "../state/board-screen";
import { boardsApi } from "../sync/boards-api";

/** For good: the name has to be typed. */
export function DeleteBoard({ screen, close }: { screen: BoardScreen; close: () => void }) {
  const typed = useSignal("");
  const name = screen.info.value?.name ?? "";
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (typed.peek().trim() !== name.trim()) {
      return;
    }
    const answer = await boardsApi.remove(screen.store.boardId);
    if (answer.ok) {
      await screen.store.forget();
      navigate("/boards");
      toast({ text: t("board.deleted", { name }) });
    } else {
      toast({ kind: "error", text: problemText(answer) });
    }
  };
  return (
    <Dialog title={t("board.delete-title", { name })} close={close}>
      <form class="form" onSubmit={submit}>
        <p>{t("board.delete-text")}</p>
        <label class="field">
          <span class="field-label">{t("board.delete-type", { name })}</span>
          <input class="input" autocomplete="off" value={typed} onInput={(event) => (typed.value = event.currentTarget.value)} />
        </label>
        <div class="form-actions">
          <button type="button" class="button button-quiet" onClick={close}>{t("action.cancel")}</button>
          <button type="submit" class="button button-danger" disabled={typed.value.trim() !== name.trim()}>{t("board.delete")}</button>
        </div>
      </form>
    </Dialog>
  );
}
