import type { Replied } from "../../api/answer";
import { createBoardDraft } from "../model/board-draft";
import type { Command } from "../model/commands";
import type { CardDetails } from "../model/details";
import type { BoardEvent, BoardState } from "../model/model";
import { boardCommands } from "./board-commands";
import { cardCommands } from "./card-commands";
import type { CommandSpec, CommandSpecs, Kind, Target, TypedText } from "./spec";
import { textCommands } from "./text-commands";

/** Every kind of command; the compiler requires a row for each, and in it all that the page must know. */
const table: CommandSpecs<Kind> = { ...boardCommands, ...cardCommands, ...textCommands };

const specOf = (command: Command): CommandSpec<Command> => table[command.kind] as unknown as CommandSpec<Command>;

/** The board when all of the commands are done. */
export function predict(state: BoardState, commands: readonly Command[]): BoardState {
  const draft = createBoardDraft(state);
  commands.forEach((command) => specOf(command).predict?.(draft, command));
  return draft.state;
}

/** A card's texts when a command is done; `me` is the member who gave it. */
export const predictDetails = (details: CardDetails, command: Command, me: string): CardDetails =>
  specOf(command).predictDetails?.(details, command, me) ?? details;

export const requestOf = (to: Target, command: Command): Promise<Replied<unknown>> => specOf(command).request(to, command);

/** The provisional id of what a command makes; null when it makes nothing. */
export function provisionalIdOf(command: Command): string | null {
  const field = specOf(command).creates?.field;
  return field === undefined ? null : command[field];
}

/** A command with the id that the server gives to what it makes; the same one where it makes nothing. */
export function withCreatedId(command: Command, id: string): Command {
  const field = specOf(command).creates?.field;
  return field === undefined ? command : { ...command, [field]: id };
}

/** What the server calls the thing that a command made. */
export const createdIdOf = (event: BoardEvent, command: Command): string | undefined => specOf(command).creates?.id(event);

/** The text that a command carries; null when nothing was typed for it. */
export const typedText = (boardId: string, command: Command): TypedText | null => specOf(command).text?.(boardId, command) ?? null;

/** The version that a command's text got; null when the event is not about it. */
export const writtenVersion = (event: BoardEvent | undefined, command: Command): number | null =>
  (event === undefined ? undefined : specOf(command).version?.(event, command)) ?? null;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/** Whether this version of the page knows what a stored command means. */
export function isCommand(value: unknown): value is Command {
  if (!isObject(value) || typeof value["kind"] !== "string" || !Object.hasOwn(table, value["kind"])) {
    return false;
  }
  return Object.entries(table[value["kind"] as Kind].fields).every(([field, type]) => typeof value[field] === type && value[field] !== null);
}
