import { Palette } from "../actions/palette";
import { ShortcutsDialog } from "../actions/shortcuts-dialog";
import { DeleteCard } from "../card/delete-card";
import { MoveToBoard } from "../card/move-to-board";
import { ActivityDialog } from "../history/activity-dialog";
import { ArchiveDialog } from "../history/archive-dialog";
import { LabelsDialog } from "../labels/labels-dialog";
import { DemoMembers } from "../members/demo-members";
import { MembersDialog } from "../members/members-dialog";
import { RulesDialog } from "../rules/rules-dialog";
import { ColumnSettings } from "../settings/column-settings";
import { DeleteBoard } from "../settings/delete-board";
import { DeleteColumn } from "../settings/delete-column";
import type { BoardDialog } from "../state/board-dialog";
import type { BoardScreen } from "../state/board-screen";

export { CardDialog } from "../card/card-dialog";

/** The window that is open over the board. */
export function OpenDialog({ dialog, screen }: { dialog: BoardDialog; screen: BoardScreen }) {
  const close = (): void => {
    // An action that it offered may have opened another one.
    if (screen.dialog.peek() === dialog) {
      screen.dialog.value = null;
    }
  };
  const props = { screen, close };
  switch (dialog.kind) {
    case "shortcuts":
      return <ShortcutsDialog {...props} />;
    case "palette":
      return <Palette {...props} />;
    case "activity":
      return <ActivityDialog {...props} />;
    case "archive":
      return <ArchiveDialog {...props} />;
    case "labels":
      return <LabelsDialog {...props} />;
    case "rules":
      return <RulesDialog {...props} />;
    case "members":
      return screen.source.demo ? <DemoMembers {...props} /> : <MembersDialog {...props} />;
    case "delete-board":
      return <DeleteBoard {...props} />;
    case "move-card":
    case "delete-card": {
      const card = screen.store.state.value?.cards.get(screen.store.realId(dialog.cardId));
      return card === undefined ? null : dialog.kind === "move-card" ? <MoveToBoard card={card} {...props} /> : <DeleteCard card={card} {...props} />;
    }
    case "column-settings":
    case "delete-column": {
      const column = screen.columns.value.get(screen.store.realId(dialog.columnId));
      return column === undefined ? null : dialog.kind === "column-settings" ? <ColumnSettings column={column} {...props} /> : <DeleteColumn column={column} {...props} />;
    }
  }
}
