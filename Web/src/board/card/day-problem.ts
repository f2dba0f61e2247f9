import { t } from "../../i18n/i18n";
import { nameOf } from "../../ui/typed-date";
import type { Card } from "../model/model";

/** Why a card cannot have a day; null for one that it can have. */
export function dayProblem({ start, due }: Pick<Card, "start" | "due">, field: "due" | "start", day: string): string | null {
  if (field === "due") {
    return start && day < start ? t("date.due-early", { day: nameOf(start) }) : null;
  }
  return due && day > due ? t("date.start-late", { day: nameOf(due) }) : null;
}
