import { signal } from "@preact/signals";
import { dropWaiting, pushAddress, replaceAddress, writeWaiting } from "./address-bar";

/** The address as the pages read it; changes by navigate(), links and the browser's back button. */
export const address = signal(new URL(window.location.href));

export interface NavigateOptions {
  replace?: boolean;
}

/** What the browser keeps with an entry of its history: the addresses of this app that lie behind it, the nearest last. */
interface EntryState {
  trail: readonly string[];
}

const longestTrail = 20;
const trail = (): readonly string[] => (history.state as EntryState | null)?.trail ?? [];

export function navigate(path: string, { replace = false }: NavigateOptions = {}): void {
  const target = new URL(path, window.location.href);
  const moved = target.pathname !== address.peek().pathname;
  const state: EntryState = { trail: replace ? trail() : [...trail(), address.peek().href].slice(-longestTrail) };
  (replace ? replaceAddress : pushAddress)(state, target);
  address.value = target;
  if (moved && !replace) {
    window.scrollTo(0, 0);
  }
}

/** Goes back to a page that lies behind this one, as the back button would; false when none of that path does. */
export function backTo(pathname: string): boolean {
  const behind = trail();
  const at = behind.findLastIndex((href) => new URL(href).pathname === pathname);
  const target = behind[at];
  if (target === undefined) {
    return false;
  }
  address.value = new URL(target);
  history.go(at - behind.length);
  return true;
}

/** Lets plain <a href> move within the app; modified clicks, downloads and other origins stay with the browser. */
export function startRouter(): () => void {
  const controller = new AbortController();
  const { signal: stop } = controller;
  window.addEventListener("popstate", () => {
    dropWaiting();
    address.value = new URL(window.location.href);
  }, { signal: stop });
  window.addEventListener("pagehide", writeWaiting, { signal: stop });
  document.addEventListener("click", (event) => {
    const target = followedLink(event);
    if (target !== null) {
      event.preventDefault();
      navigate(target);
    }
  }, { signal: stop });
  return () => controller.abort();
}

function followedLink(event: MouseEvent): string | null {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) {
    return null;
  }
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (link === null || link.target !== "" || link.hasAttribute("download") || link.origin !== window.location.origin) {
    return null;
  }
  return link.hash !== "" && link.pathname === window.location.pathname ? null : link.href;
}
