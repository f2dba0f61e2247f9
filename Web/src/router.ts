import { signal } from "@preact/signals";
import { dropWaiting, pushAddress, replaceAddress, writeWaiting } from "./address-bar";

/** The address as the pages read it; changes by navigate(), links and the browser's back button. */
export const location = signal(new URL(window.location.href));

export interface NavigateOptions {
  replace?: boolean;
}

export function navigate(path: string, { replace = false }: NavigateOptions = {}): void {
  const target = new URL(path, window.location.href);
  const moved = target.pathname !== location.peek().pathname;
  (replace ? replaceAddress : pushAddress)(null, target);
  location.value = target;
  if (moved && !replace) {
    window.scrollTo(0, 0);
  }
}

/** Lets plain <a href> move within the app; modified clicks, downloads and other origins stay with the browser. */
export function startRouter(): () => void {
  const controller = new AbortController();
  const { signal: stop } = controller;
  window.addEventListener("popstate", () => {
    dropWaiting();
    location.value = new URL(window.location.href);
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
