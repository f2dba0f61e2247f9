import { useComputed, useSignal } from "@preact/signals";
import { BoardMenu } from "../boards/board-menu";
import { MembersDialog } from "../members/members-dialog";
import { t, tn } from "../i18n";
import { nameLength, titleLength } from "../limits";
import { Avatar } from "../ui/avatar";
import { EditableText } from "../ui/editable-text";
import { Icon } from "../ui/icons";
import type { BoardView } from "./board-view";
import { FilterBar } from "./filter-bar";
import { draftKeys } from "./kept-text";

export function BoardHeader({ view }: { view: BoardView }) {
  const info = view.info.value;
  const archived = info?.archived === true;
  const mayChange = view.isOwner.value && !archived;
  return (
    <header class="board-head">
      <div class="board-title">
        <EditableText tag="h1" class="board-name" value={info?.name ?? ""} label={t("board.rename")} maxLength={nameLength}
          mayEdit={mayChange} draft={draftKeys.boardName(view.store.boardId)}
          save={(name) => void view.store.run({ kind: "setBoard", fields: { name } })} />
        <SyncMark view={view} />
        <EditableText tag="p" class="board-description" value={info?.description ?? ""} label={t("board.description")} maxLength={titleLength} long
          placeholder={t("board.description-add")} mayEdit={mayChange} draft={draftKeys.boardDescription(view.store.boardId)}
          save={(description) => void view.store.run({ kind: "setBoard", fields: { description: description || null } })} />
      </div>
      <div class="board-tools">
        <FilterBar view={view} />
        <UndoButtons view={view} />
        <People view={view} />
        <BoardMenu view={view} />
      </div>
      {archived && <p class="notice board-notice" role="status"><Icon name="archive" />{t("board.is-archived")}</p>}
    </header>
  );
}

/** Whether what is shown is what the server has. */
function SyncMark({ view }: { view: BoardView }) {
  const { pending, failure, stale } = view.store;
  const state = useComputed(() =>
    failure.value !== null ? "offline" as const : pending.value.length > 0 || stale.value ? "saving" as const : "saved" as const).value;
  return <span class={`sync sync-${state}`} title={t(`sync.${state}`)}><span class="live-dot" /><span class={state === "offline" ? "" : "visually-hidden"}>{t(`sync.${state}`)}</span></span>;
}

function UndoButtons({ view }: { view: BoardView }) {
  const { undo } = view.store;
  if (!view.mayEdit.value) {
    return null;
  }
  return (
    <>
      <button type="button" class="icon-button" disabled={undo.value.undo.length === 0} aria-label={t("action.undo")} title={`${t("action.undo")} (Ctrl+Z)`} onClick={view.undo}><Icon name="undo" /></button>
      <button type="button" class="icon-button" disabled={undo.value.redo.length === 0} aria-label={t("action.redo")} title={`${t("action.redo")} (Ctrl+Shift+Z)`} onClick={view.redo}><Icon name="redo" /></button>
    </>
  );
}

function People({ view }: { view: BoardView }) {
  const open = useSignal(false);
  const members = [...view.members.value.values()];
  const more = members.length - 4;
  return (
    <>
      <button type="button" class="people" aria-label={tn("members.count", members.length)} onClick={() => (open.value = true)}>
        {members.slice(0, 4).map((member) => <Avatar key={member.id} sub={member.sub} name={member.name} />)}
        {more > 0 && <span class="avatar avatar-more">+{more}</span>}
        <span class="avatar avatar-add"><Icon name="plus" size={14} /></span>
      </button>
      {open.value && <MembersDialog view={view} close={() => (open.value = false)} />}
    </>
  );
}
