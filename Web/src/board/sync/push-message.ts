import type { BoardEvent } from "../model/model";
import type { PushMessage } from "./board-push";

/** Reads a message of a board's channel: `{"seq": 42, "event": {…}}`, or `{"seq": 42}`. Null for what is none. */
export function pushMessageOf(text: string): PushMessage | null {
  const message = parsed(text);
  if (!isObject(message) || !isSeq(message["seq"])) {
    return null;
  }
  const { seq, event = null } = message;
  if (event === null) {
    return { seq };
  }
  // Of an event that is not understood, only the number counts: the log tells it again.
  return isEvent(event) && event.seq === seq ? { seq, event } : { seq };
}

const entities = ["labels", "columns", "cards", "members"] as const;
/** Listed with an id each; the board shows nothing more of them. */
const others = ["descriptions", "checklists", "comments"] as const;

/** The fields of each kind that the board is ordered and shown by. */
const required: Readonly<Record<(typeof entities)[number], readonly string[]>> = {
  labels: ["name", "colour"],
  columns: ["name", "rank"],
  cards: ["columnId", "rank", "title"],
  members: ["sub", "name", "role"],
};

function isEvent(value: unknown): value is BoardEvent {
  return isObject(value) && isSeq(value["seq"]) && isText(value["at"]) && isText(value["kind"])
    && [value["by"], value["channel"]].every((text) => isAbsent(text) || isText(text))
    && (isAbsent(value["undoes"]) || isSeq(value["undoes"]))
    && (isAbsent(value["leftBehind"]) || isObject(value["leftBehind"]))
    && (isAbsent(value["board"]) || isChange(value["board"], ({ name }) => isText(name)))
    && entities.every((kind) => isList(value[kind], (after) => isSeq(after["version"]) && isText(after["id"]) && required[kind].every((field) => isText(after[field]))))
    && others.every((kind) => isList(value[kind], () => true));
}

type Has = (after: Record<string, unknown>) => boolean;

const isList = (value: unknown, has: Has): boolean => isAbsent(value) || (Array.isArray(value) && value.every((change) => isChange(change, has)));
const isChange = (value: unknown, has: Has): boolean => isObject(value) && isText(value["id"])
  && (isAbsent(value["before"]) || isObject(value["before"]))
  && (isAbsent(value["after"]) || (isObject(value["after"]) && has(value["after"])));
const isAbsent = (value: unknown): value is null | undefined => value === null || value === undefined;
const isText = (value: unknown): value is string => typeof value === "string";
const isSeq = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) > 0;
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
