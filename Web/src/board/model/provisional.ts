import { isProvisional, type Command } from "./commands";
import type { BoardEvent } from "./model";

/** The provisional id of what a command makes; null when it makes nothing. */
export function provisionalIdOf(command: Command): string | null {
  switch (command.kind) {
    case "createCard":
      return command.cardId;
    case "copyCard":
      return command.copyId;
    case "createColumn":
      return command.columnId;
    case "createLabel":
      return command.labelId;
    case "addChecklist":
      return command.checklistId;
    case "addEntry":
      return command.entryId;
    case "addComment":
      return command.commentId;
    default:
      return null;
  }
}

/** What the server calls the thing that a command made. */
export function createdIdOf(event: BoardEvent, command: Command): string | undefined {
  switch (command.kind) {
    case "createCard":
    case "copyCard":
      return event.cards?.[0]?.id;
    case "createColumn":
      return event.columns?.[0]?.id;
    case "createLabel":
      return event.labels?.[0]?.id;
    case "addChecklist":
      return event.checklists?.[0]?.id;
    case "addEntry": {
      const { before, after } = event.checklists?.[0] ?? {};
      return after?.entries.find(({ id }) => !before?.entries.some((entry) => entry.id === id))?.id;
    }
    case "addComment":
      return event.comments?.[0]?.id;
    default:
      return undefined;
  }
}

/** The command with the server's ids in place of the provisional ones that it has answered meanwhile. */
export function resolved<C extends Command>(command: C, realIds: ReadonlyMap<string, string>): C {
  if (realIds.size === 0) {
    return command;
  }
  const replace = (value: unknown): unknown => {
    if (typeof value === "string") {
      return isProvisional(value) ? realIds.get(value) ?? value : value;
    }
    if (Array.isArray(value)) {
      return value.map(replace);
    }
    return value !== null && typeof value === "object"
      ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, replace(inner)]))
      : value;
  };
  return replace(command) as C;
}
