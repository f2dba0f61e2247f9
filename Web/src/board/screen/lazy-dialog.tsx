import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { t } from "../../i18n/i18n";
import { toast } from "../../ui/toasts";
import type { BoardDialog } from "../state/board-dialog";
import type { BoardScreen } from "../state/board-screen";

type Dialogs = typeof import("./board-dialogs");
const loaded = signal<Dialogs | null>(null);

/** Loads the windows of a board, which its first picture does without. */
export async function loadDialogs(): Promise<void> {
  loaded.value ??= await import("./board-dialogs");
}

/** The windows' code, once it is there; `failed` is called when it cannot be had. */
function useDialogs(failed: () => void): Dialogs | null {
  useEffect(() => void loadDialogs().catch(() => {
    failed();
    toast({ kind: "error", text: t("failure.offline.text") });
  }), []);
  return loaded.value;
}

export function LazyDialog({ dialog, screen }: { dialog: BoardDialog; screen: BoardScreen }) {
  const dialogs = useDialogs(() => (screen.dialog.value = null));
  return dialogs === null ? null : <dialogs.OpenDialog dialog={dialog} screen={screen} />;
}

export function LazyCard({ cardId, screen }: { cardId: string; screen: BoardScreen }) {
  const dialogs = useDialogs(screen.closeCard);
  return dialogs === null ? null : <dialogs.CardDialog cardId={cardId} screen={screen} />;
}
