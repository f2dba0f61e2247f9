import { useComputed } from "@preact/signals";
import { t, tn } from "../../i18n/i18n";
import { nameLength, titleLength } from "../../lib/limits";
import { Avatar } from "../../ui/avatar";
import { EditableText } from "../../ui/editable-text";
import { Icon } from "../../ui/icons";
import { ActionButton } from "../actions/action-button";
import { members as membersAction, palette, redo as redoAction, undo as undoAction } from "../actions/board-actions";
import { draftKeys } from "../model/draft-keys";
import { BoardMenu } from "../settings/board-menu";
import type { BoardScreen } from "../state/board-screen";
import { FilterBar } from "./filter-bar";

export function BoardHeader({ screen }: { screen: BoardScreen }) {
  const info = screen.info.value;
  const archived = info?.archived === true;
  const mayChange = screen.isOwner.value && !archived;
  return (
    <header class="board-head">
      <div class="board-title">
        <EditableText tag="h1" class="board-name" value={info?.name ?? ""} label={t("board.rename")} maxLength={nameLength}
          mayEdit={mayChange} draft={draftKeys.boardName(screen.store.boardId)}
          save={(name) => void screen.store.run({ kind: "setBoard", fields: { name } })} />
        {!screen.source.demo && <SyncMark screen={screen} />}
        <EditableText tag="p" class="board-description" value={info?.description ?? ""} label={t("board.description")} maxLength={titleLength} long
          placeholder={t("board.description-add")} mayEdit={mayChange} draft={draftKeys.boardDescription(screen.store.boardId)}
          save={(description) => void screen.store.run({ kind: "setBoard", fields: { description: description || null } })} />
      </div>
      <div class="board-tools">
        <FilterBar screen={screen} />
        <ActionButton action={palette} screen={screen} wideOnly />
        <UndoButtons screen={screen} />
        <People screen={screen} />
        <BoardMenu screen={screen} />
      </div>
      {archived && <p class="notice board-notice" role="status"><Icon name="archive" />{t("board.is-archived")}</p>}
    </header>
  );
}

/** Whether what is shown is what the server has. */
function SyncMark({ screen }: { screen: BoardScreen }) {
  const { pending, failure, stale } = screen.store;
  const state = useComputed(() =>
    failure.value !== null ? "offline" as const : pending.value.length > 0 || stale.value ? "saving" as const : "saved" as const).value;
  return <span class={`sync sync-${state}`} title={t(`sync.${state}`)}><span class="live-dot" />{t(`sync.${state}`)}</span>;
}

function UndoButtons({ screen }: { screen: BoardScreen }) {
  const { undo } = screen.store;
  if (!screen.mayEdit.value) {
    return null;
  }
  return (
    <>
      <ActionButton action={undoAction} screen={screen} disabled={undo.value.undo.length === 0} />
      <ActionButton action={redoAction} screen={screen} disabled={undo.value.redo.length === 0} wideOnly />
    </>
  );
}

function People({ screen }: { screen: BoardScreen }) {
  const members = [...screen.members.value.values()];
  const more = members.length - 4;
  return (
    <button type="button" class="people" aria-label={tn("members.count", members.length)} onClick={() => membersAction.perform(screen, null)}>
        {members.slice(0, 4).map((member) => <Avatar key={member.id} sub={member.sub} name={member.name} />)}
        {more > 0 && <span class="avatar avatar-more">+{more}</span>}
        <span class="avatar avatar-add"><Icon name="plus" size={14} /></span>
    </button>
  );
}
