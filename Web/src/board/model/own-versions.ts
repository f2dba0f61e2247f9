import type { Command } from "./commands";
import type { BoardEvent } from "./model";

/** The version that a command's text got; null when the event is not about it. */
export function writtenVersion(event: BoardEvent | undefined, command: Command): number | null {
  switch (command.kind) {
    case "renameCard":
      return event?.cards?.find(({ id }) => id === command.cardId)?.after?.titleVersion ?? null;
    case "describeCard":
      return event?.descriptions?.find(({ after }) => after?.cardId === command.cardId)?.after?.version ?? null;
    default:
      return null;
  }
}

/**
 * What this page's own changes made of the versions of texts. A text that is changed again before the first change is
 * answered is based on that change, not in conflict with it.
 */
export function createOwnVersions() {
  const next = new Map<string, number>();
  const keyOf = (command: Command & { version: number }, version: number): string => `${command.kind} ${"cardId" in command ? command.cardId : ""} ${version}`;
  return {
    /** Learns from a command that is done. */
    learn: (command: Command, event: BoardEvent | undefined): void => {
      const written = writtenVersion(event, command);
      if (written !== null && "version" in command) {
        next.set(keyOf(command, command.version), written);
      }
    },
    /** The command on the version that its text has after this page's own changes; the same object where nothing differs. */
    rebased: <C extends Command>(command: C): C => {
      if (!("version" in command)) {
        return command;
      }
      let { version } = command;
      for (let later = next.get(keyOf(command, version)); later !== undefined; later = next.get(keyOf(command, version))) {
        version = later;
      }
      return version === command.version ? command : { ...command, version };
    },
  };
}
