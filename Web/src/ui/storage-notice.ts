import { effect, untracked } from "@preact/signals";
import { t } from "../i18n/i18n";
import { storageFull } from "../lib/kept";
import { toast } from "./toasts";

/** Says once that nothing typed is kept on this device, and takes it back when there is room again. */
export function watchStorage(): () => void {
  return effect(() => (storageFull.value ? untracked(() => toast({ kind: "error", text: t("storage.full") })) : undefined));
}
