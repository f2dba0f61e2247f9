import { effect, signal, type Signal } from "@preact/signals";

export type Language = "ko" | "en";
export type Theme = "system" | "light" | "dark";

/** A setting of this browser; survives reload, never leaves it. Storage may be closed (private mode), then it lasts as long as the page. */
function setting<T extends string>(key: string, allowed: readonly T[], initial: T): Signal<T> {
  const stored = read(key);
  const value = signal(allowed.find((one) => one === stored) ?? initial);
  let first = true;
  effect(() => {
    const current = value.value;
    if (first) {
      first = false;
      return;
    }
    try {
      localStorage.setItem(key, current);
    } catch {
      // Nothing to do: the choice holds until the page closes.
    }
  });
  return value;
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

const preferred: Language = navigator.languages.some((tag) => tag.startsWith("ko")) ? "ko" : "en";

export const language = setting<Language>("language", ["ko", "en"], preferred);
export const theme = setting<Theme>("theme", ["system", "light", "dark"], "system");

/** Whether single letters are shortcuts: who speaks to the computer or rests on the keyboard may not want them (WCAG 2.1.4). */
export const letterKeys = setting<"on" | "off">("letter-keys", ["on", "off"], "on");

/** Whether this browser sends how long things take, where the deployment takes it. A browser that asks not to be followed does not. */
const followed = !("globalPrivacyControl" in navigator && navigator.globalPrivacyControl === true);
export const telemetry = setting<"on" | "off">("telemetry", ["on", "off"], followed ? "on" : "off");

/** Keeps the document's attributes in step with the settings. */
export function applySettings(): () => void {
  return effect(() => {
    document.documentElement.lang = language.value;
    if (theme.value === "system") {
      delete document.documentElement.dataset["theme"];
    } else {
      document.documentElement.dataset["theme"] = theme.value;
    }
  });
}
