import { useComputed } from "@preact/signals";
import { t } from "../../i18n/i18n";
import { Dialog } from "../../ui/dialog";
import type { BoardScreen } from "../state/board-screen";
import { Activity } from "./activity";

export function ActivityDialog({ screen, close }: { screen: BoardScreen; close: () => void }) {
  const seq = useComputed(() => screen.store.state.value?.seq ?? 0).value;
  return (
    <Dialog title={t("board.activity")} close={close} wide>
      <Activity screen={screen} load={(before) => screen.source.board.activity(screen.store.boardId, before)} version={seq} />
    </Dialog>
  );
}
