import { signal } from "@preact/signals";
import { t } from "../i18n/i18n";
import type { Route } from "./routes";

/** The name of the board that is open; empty until it is known. */
export const boardName = signal("");

/** What a page is called in the tab and by screen readers; null as long as that is unknown. The landing page has the product's name. */
export function titleOf(route: Route): string | null {
  switch (route.page) {
    case "landing":
      return "KanbanAspire";
    case "items":
      return t("items.title");
    case "course-callback":
      return t("course.token-title");
    case "boards":
      return t("boards.title");
    case "board":
      return boardName.value || null;
    case "invite":
      return t("auth.invited.title");
    case "callback":
      return t("auth.signing-in");
    case "not-found":
      return t("not-found.title");
  }
}

/** What stays the same while one is on one page: a card is opened on its board. */
export const pageKeyOf = (route: Route): string => (route.page === "board" ? `board ${route.boardId}` : route.page);
