import { addDays, dayOf } from "../../lib/dates";
import { matchesText, searchForm } from "../../lib/hangul";
import { isDone } from "./done";
import { priorities, type BoardState, type Card, type Priority } from "./model";

export type DueFilter = "overdue" | "today" | "week" | "none";

export interface Filter {
  text: string;
  labels: readonly string[];
  members: readonly string[];
  priorities: readonly Priority[];
  due: DueFilter | null;
}

export const noFilter: Filter = { text: "", labels: [], members: [], priorities: [], due: null };

/** Stands for cards that nobody is assigned to. */
export const nobody = "-";

const dueFilters: readonly DueFilter[] = ["overdue", "today", "week", "none"];

export function filterOf(query: URLSearchParams): Filter {
  const many = (name: string): string[] => query.get(name)?.split(",").filter((one) => one !== "") ?? [];
  return {
    text: query.get("q") ?? "",
    labels: many("label"),
    members: many("member"),
    priorities: priorities.filter((one) => many("priority").includes(one)),
    due: dueFilters.find((one) => one === query.get("due")) ?? null,
  };
}

/** The query with the filter in it; what else is there stays. */
export function withFilter(query: URLSearchParams, filter: Filter): URLSearchParams {
  const next = new URLSearchParams(query);
  const values: readonly [string, string][] = [
    ["q", filter.text],
    ["label", filter.labels.join(",")],
    ["member", filter.members.join(",")],
    ["priority", filter.priorities.join(",")],
    ["due", filter.due ?? ""],
  ];
  for (const [name, value] of values) {
    if (value === "") {
      next.delete(name);
    } else {
      next.set(name, value);
    }
  }
  return next;
}

export function isActive(filter: Filter): boolean {
  return filter.text.trim() !== "" || filter.due !== null
    || filter.labels.length + filter.members.length + filter.priorities.length > 0;
}

/** Whether a word is the card's number, with # or without; part of a number is not. */
const isNumberOf = (card: Card, word: string): boolean => typeof card.number === "number" && word.replace(/^#/, "") === String(card.number);

/** A test for cards. Within one kind any value will do, the kinds must all agree. */
export function matcher(filter: Filter, state: Pick<BoardState, "labels" | "members" | "columns">, now: Date): (card: Card) => boolean {
  const words = searchForm(filter.text).split(/\s+/).filter((word) => word !== "");
  const today = dayOf(now);
  const weekEnd = dayOf(addDays(now, 7));
  return (card) =>
    matchesWords(card, state, words)
    && (filter.labels.length === 0 || filter.labels.some((id) => card.labels?.includes(id) === true))
    && (filter.members.length === 0 || filter.members.some((id) => isAssigned(card, id, state.members)))
    && (filter.priorities.length === 0 || (typeof card.priority === "string" && filter.priorities.includes(card.priority)))
    && (filter.due === null || isDue(card.due ?? null, filter.due, today, weekEnd))
    && (filter.due !== "overdue" || !isDone(card, state.columns));
}

function matchesWords(card: Card, state: Pick<BoardState, "labels" | "members">, words: readonly string[]): boolean {
  const others = words.filter((word) => !isNumberOf(card, word));
  return others.length === 0 || matchesText(textOf(card, state), others.join(" "));
}

function textOf(card: Card, state: Pick<BoardState, "labels" | "members">): string {
  const labels = card.labels?.map((id) => state.labels.get(id)?.name ?? "") ?? [];
  const people = card.assignees?.map((id) => state.members.get(id)?.name ?? "") ?? [];
  return searchForm([card.title, ...labels, ...people].join("\n"));
}

/** Who is no member any more counts as nobody: the server takes former members off cards in steps. */
function isAssigned(card: Card, memberId: string, members: BoardState["members"]): boolean {
  const assigned = card.assignees?.filter((id) => members.has(id)) ?? [];
  return memberId === nobody ? assigned.length === 0 : assigned.includes(memberId);
}

function isDue(due: string | null, filter: DueFilter, today: string, weekEnd: string): boolean {
  switch (filter) {
    case "none":
      return due === null;
    case "overdue":
      return due !== null && due < today;
    case "today":
      return due === today;
    case "week":
      return due !== null && due >= today && due <= weekEnd;
  }
}
