import { useComputed, useSignal } from "@preact/signals";
import { problemText } from "../../api/problem-text";
import { t } from "../../i18n/i18n";
import { navigate } from "../../routing/router";
import { ColourField } from "../../ui/colour-field";
import { Dialog } from "../../ui/dialog";
import { Icon } from "../../ui/icons";
import { Menu } from "../../ui/menu";
import { tintName } from "../../ui/tints";
import { toast } from "../../ui/toasts";
import { Activity } from "../history/activity";
import { ArchiveDialog } from "../history/archive-dialog";
import { LabelsDialog } from "../labels/labels-dialog";
import { RulesDialog } from "../rules/rules-dialog";
import type { BoardScreen } from "../state/board-screen";
import { boardsApi } from "../sync/boards-api";
import { httpBoardApi } from "../sync/http-board-api";

type Open = "activity" | "archive" | "labels" | "rules" | "delete" | null;

export function BoardMenu({ screen }: { screen: BoardScreen }) {
  const open = useSignal<Open>(null);
  const close = (): void => {
    open.value = null;
  };
  const { boardId } = screen.store;
  const archived = screen.info.value?.archived === true;
  const archive = async (on: boolean): Promise<void> => {
    const answer = await boardsApi.archive(boardId, on);
    if (!answer.ok) {
      toast({ kind: "error", text: problemText(answer) });
    } else if (on) {
      navigate("/boards");
      toast({ text: t("board.archived"), action: { label: t("action.undo"), run: () => void boardsApi.archive(boardId, false) } });
    } else {
      screen.store.catchUp();
    }
  };
  return (
    <>
      <Menu label={t("board.menu")} button={<Icon name="more" />}>
        {(shut) => {
          const item = (icon: Parameters<typeof Icon>[0]["name"], label: string, run: () => void, danger = false) => (
            <button type="button" class={`menu-item ${danger ? "menu-item-danger" : ""}`} onClick={() => { shut(); run(); }}><Icon name={icon} />{label}</button>
          );
          return (
            <>
              {item("clock", t("board.activity"), () => (open.value = "activity"))}
              {item("archive", t("board.archive-cards"), () => (open.value = "archive"))}
              {screen.mayEdit.value && item("label", t("labels.edit"), () => (open.value = "labels"))}
              {screen.mayEdit.value && item("repeat", t("rules.title"), () => (open.value = "rules"))}
              {item("keyboard", t("keys.title"), () => (screen.help.value = true))}
              {screen.isOwner.value && !archived && (
                <>
                  <div class="menu-line" />
                  <div class="menu-form">
                    <ColourField label={t("board.colour")} value={tintName(screen.info.value?.colour)}
                      change={(colour) => void screen.store.run({ kind: "setBoard", fields: { colour } })} />
                  </div>
                </>
              )}
              {screen.isOwner.value && (
                <>
                  <div class="menu-line" />
                  {item("archive", t(archived ? "board.restore" : "board.archive"), () => void archive(!archived))}
                  {item("trash", t("board.delete"), () => (open.value = "delete"), true)}
                </>
              )}
            </>
          );
        }}
      </Menu>
      {open.value === "activity" && <ActivityDialog screen={screen} close={close} />}
      {open.value === "archive" && <ArchiveDialog screen={screen} close={close} />}
      {open.value === "labels" && <LabelsDialog screen={screen} close={close} />}
      {open.value === "rules" && <RulesDialog screen={screen} close={close} />}
      {open.value === "delete" && <DeleteBoard screen={screen} close={close} />}
    </>
  );
}

interface DialogProps {
  screen: BoardScreen;
  close: () => void;
}

function ActivityDialog({ screen, close }: DialogProps) {
  const seq = useComputed(() => screen.store.state.value?.seq ?? 0).value;
  return (
    <Dialog title={t("board.activity")} close={close} wide>
      <Activity screen={screen} load={(before) => httpBoardApi.activity(screen.store.boardId, before)} version={seq} />
    </Dialog>
  );
}

/** For good: the name has to be typed. */
function DeleteBoard({ screen, close }: DialogProps) {
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
