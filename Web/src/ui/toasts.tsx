import { signal } from "@preact/signals";
import { t } from "../i18n/i18n";
import { Icon } from "./icons";

export interface Toast {
  text: string;
  kind?: "info" | "error";
  action?: { label: string; run: () => void };
  /** Where to see what it tells of. */
  link?: { label: string; href: string };
}

interface ShownToast extends Toast {
  key: number;
}

/** The toasts on the screen, the newest last. */
export const shownToasts = signal<readonly ShownToast[]>([]);
const shownForMs = 7_000;
const heldForMs = 3_000;
/** As many at once as anyone reads. */
const most = 3;
let nextKey = 1;

/** Whether someone points at the toasts or is in them with the keyboard: what is read or about to be pressed stays. */
const areHeld = (): boolean => document.querySelector(".toasts:is(:hover, :focus-within)") !== null;

/** Shows a short message above the page for some seconds; an error stays until it is closed. Returns its dismissal. */
export function toast(message: Toast): () => void {
  const key = nextKey++;
  const dismiss = (): void => dismissToast(key);
  const dismissLater = (delayMs: number): void => void setTimeout(() => (areHeld() ? dismissLater(heldForMs) : dismiss()), delayMs);
  // Of many things that fail for one reason, the reason is read once.
  const others = shownToasts.peek().filter(({ kind, text }) => kind !== "error" || message.kind !== "error" || text !== message.text);
  shownToasts.value = pushedOut([...others, { ...message, key }]);
  if (message.kind !== "error") {
    dismissLater(shownForMs);
  }
  return dismiss;
}

const dismissToast = (key: number): void => {
  shownToasts.value = shownToasts.peek().filter((one) => one.key !== key);
};

/** Too many: the oldest go, those with something to press after the others. Errors and the newest stay. */
function pushedOut(toasts: readonly ShownToast[]): readonly ShownToast[] {
  let left = toasts;
  while (left.length > most) {
    const older = left.slice(0, -1).filter(({ kind }) => kind !== "error");
    const first = older.find(({ action }) => action === undefined) ?? older[0];
    if (first === undefined) {
      break;
    }
    left = left.filter((one) => one !== first);
  }
  return left;
}

/** Says each toast once, when it comes: a region that counted as one text would be read from the start each time. */
export function Toasts() {
  return (
    <div class="toasts" aria-live="polite" aria-atomic="false" aria-relevant="additions">
      {shownToasts.value.map((one) => <ToastCard key={one.key} toast={one} />)}
    </div>
  );
}

function ToastCard({ toast: { key, text, kind, action, link } }: { toast: ShownToast }) {
  const dismiss = (): void => dismissToast(key);
  return (
    <div class={`toast ${kind === "error" ? "toast-error" : ""}`}>
      <span class="toast-text">{text}</span>
      {link !== undefined && <a class="toast-action" href={link.href} onClick={dismiss}>{link.label}</a>}
      {action !== undefined && (
        <button type="button" class="toast-action" onClick={() => { dismiss(); action.run(); }}>{action.label}</button>
      )}
      <button type="button" class="icon-button" aria-label={t("action.close")} onClick={dismiss}><Icon name="close" size={16} /></button>
    </div>
  );
}
