import { number, t, type MessageKey } from "../i18n/i18n";
import { language } from "../i18n/settings";
import type { Rejected } from "./answer";

const prefix = "urn:kanbanaspire:problem:";

/** What each problem type of the Api says to a reader; a test compares it with `docs/problems.md`. */
export const problemMessages: Readonly<Record<string, MessageKey>> = {
  "bad-request": "problem.not-understood",
  "sign-in-required": "failure.unauthorized.text",
  "scope-missing": "failure.unauthorized.text",
  "not-found": "failure.not-found.text",
  "body-too-large": "problem.too-long",
  "unsupported-media-type": "problem.not-understood",
  unexpected: "problem.unavailable",
  unavailable: "problem.unavailable",
  forbidden: "failure.forbidden.text",
  invalid: "problem.invalid",
  "limit-reached": "problem.limit-reached",
  "wip-limit": "problem.wip-limit",
  "column-closing": "problem.column-closing",
  "column-gone": "problem.column-gone",
  "board-archived": "problem.board-archived",
  "stale-text": "problem.stale-text",
  "if-match-required": "problem.not-understood",
  "undo-conflict": "problem.undo-conflict",
  "not-undoable": "problem.not-undoable",
  "last-owner": "problem.last-owner",
  gone: "problem.gone",
  "command-id-reused": "problem.not-understood",
  "too-many-writes": "problem.rate-limited",
  busy: "problem.unavailable",
};

/** What was entered, which says how a broken rule about it is named and in which unit its maximum is counted. */
export type Entered = "line" | "long-text" | "number" | "dates" | "place" | "rule";

const limitMessages: Readonly<Record<Entered, MessageKey>> = {
  line: "problem.limit.characters", "long-text": "problem.limit.bytes", number: "problem.limit.number", dates: "problem.invalid.dates", place: "problem.invalid.place",
  rule: "problem.limit.characters",
};

/** Why the server rejected something and what to do, in the reader's language; its own words are read only where this page does not know the type. */
export function problemText({ type, detail, failure, limit }: Rejected, entered?: Entered): string {
  const name = type?.startsWith(prefix) ? type.slice(prefix.length) : null;
  if (name === "invalid") {
    return limit !== null ? t(limitMessages[entered ?? "line"], { n: number(limit) }) : t(entered === undefined ? "problem.invalid" : `problem.invalid.${entered}`);
  }
  if (name === "limit-reached" && limit !== null) {
    return t("problem.limit", { n: number(limit) });
  }
  const known = name === null ? undefined : problemMessages[name];
  return known === undefined && type !== null && detail !== null && language.value === "en" ? detail : t(known ?? `failure.${failure}.text`);
}
