import { vi } from "vitest";
import { fakeStorage } from "./fake-storage";

/** An element that lies in whatever a selector asks for, except in a field. */
export class FakeElement {
  readonly dataset = {};
  closest(selector: string): FakeElement | null {
    return selector.startsWith("input") ? null : this;
  }
}

interface Entry {
  url: string;
  state: unknown;
}

/** As much of a browser's page as the board's logic touches: its address with a history, its keys, its storage. */
export function fakePage(path = "/") {
  const origin = "http://localhost";
  const entries: Entry[] = [{ url: origin + path, state: null }];
  let at = 0;
  const document = Object.assign(new EventTarget(), { visibilityState: "visible", activeElement: null, querySelector: () => null, querySelectorAll: () => [] as unknown[] });
  const window = Object.assign(new EventTarget(), { scrollTo: () => undefined });
  Object.defineProperty(window, "location", { get: () => new URL(entries[at]?.url ?? origin) });
  const enter = (kind: "push" | "replace") => (state: unknown, _: string, url: URL | string): void => {
    if (kind === "push") {
      entries.length = ++at;
    }
    entries[at] = { url: String(url), state };
  };
  const history = {
    get state() { return entries[at]?.state ?? null; },
    pushState: enter("push"),
    replaceState: enter("replace"),
    go: (steps: number) => {
      at = Math.max(0, Math.min(entries.length - 1, at + steps));
      window.dispatchEvent(new Event("popstate"));
    },
  };
  for (const [name, value] of Object.entries({
    document, window, history, localStorage: fakeStorage(), navigator: { languages: ["en"] }, CSS: { escape: (text: string) => text }, Element: FakeElement, HTMLElement: FakeElement,
    addEventListener: () => undefined, requestAnimationFrame: (run: () => void) => setTimeout(run, 16),
  })) {
    vi.stubGlobal(name, value);
  }
  return {
    document,
    history,
    /** The addresses that the back button goes through, the present one last. */
    addresses: () => entries.slice(0, at + 1).map(({ url }) => url.slice(origin.length)),
    /** Comes to an address as from outside: nothing lies behind it. */
    start: (target: string) => {
      entries.length = 0;
      at = 0;
      entries.push({ url: origin + target, state: null });
      window.dispatchEvent(new Event("popstate"));
    },
    goTo: (target: string) => {
      history.replaceState(null, "", origin + target);
      window.dispatchEvent(new Event("popstate"));
    },
    press: (key: string, { target, ...more }: { code?: string; target?: FakeElement; repeat?: boolean; shiftKey?: boolean; ctrlKey?: boolean; metaKey?: boolean } = {}) => {
      const event = Object.assign(new Event("keydown", { cancelable: true }),
        { key, code: "", repeat: false, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more });
      if (target !== undefined) {
        Object.defineProperty(event, "target", { value: target });
      }
      document.dispatchEvent(event);
      return event;
    },
  };
}
