import type { Command } from "../model/commands";
import { isCommand } from "./table";

/** A stored command as this version has it; null for one that this version does not know. */
export function storedCommand(value: unknown): Command | null {
  const upgraded = isWholeLabel(value) ? { kind: "setLabel", labelId: value.labelId, fields: { name: value.name, colour: value.colour } } : value;
  return isCommand(upgraded) ? upgraded : null;
}

/** Up to version 0.1.0, a label was set as a whole. */
const isWholeLabel = (value: unknown): value is { labelId: unknown; name: string; colour: string } =>
  typeof value === "object" && value !== null && "kind" in value && value.kind === "setLabel" && "labelId" in value
  && "name" in value && typeof value.name === "string" && "colour" in value && typeof value.colour === "string";
