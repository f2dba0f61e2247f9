import { writtenVersion } from "../commands/table";
import type { Command } from "../model/commands";
import type { BoardEvent } from "../model/model";

/**
 * What this page's own changes made of the versions of texts. A text that is changed again before the first change is
 * answered is based on that change, not in conflict with it.
 */
export function createOwnVersions() {
  const next = new Map<string, number>();
  // A tick is an edit of the same text.
  const textOf = ({ kind }: Command): string => (kind === "tickTask" ? "describeCard" : kind);
  const keyOf = (command: Command & { version: number }, version: number): string => `${textOf(command)} ${"cardId" in command ? command.cardId : ""} ${version}`;
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
