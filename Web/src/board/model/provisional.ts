import { isProvisional, type Command } from "./commands";

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

/** Whether a command is about something, by its id. */
export const mentions = (command: Command, id: string): boolean => idsIn(command).includes(id);

const idsIn = (value: unknown): unknown[] => (value !== null && typeof value === "object" ? Object.values(value).flatMap(idsIn) : [value]);
