import { t } from "../../i18n/i18n";
import { letterOf } from "../../lib/letter";
import { isMac } from "../../lib/platform";
import { announce } from "../../ui/announce";
import { keyText } from "../actions/action";
import type { BoardScreen } from "../state/board-screen";

/** The browser's own key for finding in the page, as it is written here. */
export const findKeyName = (): string => keyText("Mod+f");

/**
 * Leads the browser's find key to the board's search while some of its cards are not drawn: the browser finds only what
 * is. From there the same key opens the browser's own.
 */
export function findKey(screen: BoardScreen): (event: KeyboardEvent) => boolean {
  let told = false;
  return (event) => {
    const field = document.querySelector<HTMLInputElement>("#board-search");
    if (!isFindKey(event) || field === null || document.activeElement === field || isAllDrawn(screen)) {
      return false;
    }
    field.focus();
    field.select();
    screen.finding.value = true;
    if (!told) {
      told = true;
      announce(t("find.hint", { key: findKeyName() }));
    }
    return true;
  };
}

// On a Mac Ctrl+F goes a letter forward in a text.
function isFindKey(event: KeyboardEvent): boolean {
  const [asked, other] = isMac() ? [event.metaKey, event.ctrlKey] : [event.ctrlKey, event.metaKey];
  return asked && !other && !event.altKey && !event.shiftKey && letterOf(event) === "f";
}

const isAllDrawn = (screen: BoardScreen): boolean =>
  document.querySelectorAll("[data-list] [data-card]").length >= screen.shownCount.peek();
