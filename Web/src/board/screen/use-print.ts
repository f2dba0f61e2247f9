import { useEffect } from "preact/hooks";
import type { BoardScreen } from "../state/board-screen";
import { drawForPrint } from "./print-board";

/** Puts the board as a list beside the page while it is printed; a card that is open prints as it is. */
export function usePrint(screen: BoardScreen): void {
  useEffect(() => {
    const host = document.createElement("div");
    host.className = "print-root";
    let isPrinted = false;
    const show = (): void => {
      if (document.querySelector(".card-dialog[open]") === null && screen.store.state.peek() !== null) {
        document.body.append(host);
        drawForPrint(host, screen);
      }
    };
    const hide = (): void => {
      host.remove();
      drawForPrint(host, null);
    };
    const begin = (): void => {
      isPrinted = true;
      show();
    };
    const end = (): void => {
      isPrinted = false;
      hide();
    };
    // What shows the page as it would be printed, without printing it, tells it by the medium alone.
    // While the page is printed the medium tells nothing: Chromium can report the screen between "beforeprint" and the print.
    const media = matchMedia("print");
    const follow = (): void => {
      if (!isPrinted) {
        (media.matches ? show : hide)();
      }
    };
    addEventListener("beforeprint", begin);
    addEventListener("afterprint", end);
    media.addEventListener("change", follow);
    return () => {
      removeEventListener("beforeprint", begin);
      removeEventListener("afterprint", end);
      media.removeEventListener("change", follow);
      hide();
    };
  }, [screen]);
}
