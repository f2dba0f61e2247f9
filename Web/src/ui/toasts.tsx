import { signal } from "@preact/signals";
import { t } from "../i18n";
import { Icon } from "./icons";

export interface Toast {
  text: string;
  kind?: "info" | "error";
  action?: { label: string; run: () => void };
}

interface ShownToast extends Toast {
  key: number;
}

const shown = signal<ShownToast[]>([]);
const shownForMs = 7_000;
let nextKey = 1;

/** Shows a short message above the page for some seconds; an error stays until it is closed. Returns its dismissal. */
export function toast(message: Toast): () => void {
  const key = nextKey++;
  const dismiss = (): void => {
    shown.value = shown.peek().filter((one) => one.key !== key);
  };
  // Three at once are as many as anyone reads.
  shown.value = [...shown.peek().slice(-2), { ...message, key }];
  if (message.kind !== "error") {
    setTimeout(dismiss, shownForMs);
  }
  return dismiss;
}

export function Toasts() {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {shown.value.map((one) => <ToastCard key={one.key} toast={one} />)}
    </div>
  );
}

function ToastCard({ toast: { key, text, kind, action } }: { toast: ShownToast }) {
  const dismiss = (): void => {
    shown.value = shown.peek().filter((one) => one.key !== key);
  };
  return (
    <div class={`toast ${kind === "error" ? "toast-error" : ""}`}>
      <span class="toast-text">{text}</span>
      {action !== undefined && (
        <button type="button" class="toast-action" onClick={() => { dismiss(); action.run(); }}>{action.label}</button>
      )}
      <button type="button" class="icon-button" aria-label={t("action.close")} onClick={dismiss}><Icon name="close" size={16} /></button>
    </div>
  );
}
