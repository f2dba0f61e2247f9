import { number, t, type MessageKey } from "../i18n/i18n";
import { language } from "../i18n/settings";
import type { Rejected } from "./answer";

const prefix = "urn:kanbanaspire:problem:";

/** What each problem type of the Api says to a reader; a test compares it with `docs/problems.md`. */
export const problemMessages: Readonly<Record<string, MessageKey>> = {
  "bad-request": "failure.rejected.text",
  "sign-in-required": "failure.unauthorized.text",
  "scope-missing": "failure.unauthorized.text",
  "not-found": "failure.not-found.text",
  "body-too-large": "problem.too-long",
  "unsupported-media-type": "failure.rejected.text",
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
  "if-match-required": "failure.rejected.text",
  "undo-conflict": "problem.undo-conflict",
  "not-undoable": "problem.not-undoable",
  "last-owner": "problem.last-owner",
  gone: "problem.gone",
  "command-id-reused": "failure.rejected.text",
  "too-many-writes": "problem.rate-limited",
  busy: "problem.unavailable",
};

export type Unit = "bytes" | "characters";

/** Why the server rejected something, in the reader's language. `unit` is what the text in question is measured in. */
export function problemText({ type, detail, failure, limit }: Rejected, unit: Unit = "characters"): string {
  const name = type?.startsWith(prefix) ? type.slice(prefix.length) : "";
  if (name === "invalid" && limit !== null) {
    return t(`problem.limit.${unit}`, { n: number(limit) });
  }
  if (name === "invalid" && detail !== null && language.value === "en") {
    return detail; // Says which rule is broken; there is no translation of it.
  }
  if (name === "limit-reached" && limit !== null) {
    return t("problem.limit", { n: number(limit) });
  }
  return t(problemMessages[name] ?? `failure.${failure}.text`);
}
