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

/** The window that is open, as soon as its code is there. */
export function LazyDialog({ dialog, screen }: { dialog: BoardDialog; screen: BoardScreen }) {
  useEffect(() => void loadDialogs().catch(() => {
    screen.dialog.value = null;
    toast({ kind: "error", text: t("failure.offline.text") });
  }), []);
  const { OpenDialog } = loaded.value ?? {};
  return OpenDialog === undefined ? null : <OpenDialog dialog={dialog} screen={screen} />;
}
