import { drafts } from "../../lib/drafts";
import type { TypedText } from "../commands/spec";
import type { Command } from "../model/commands";
import { baseOf } from "../model/draft-keys";

/** Gives a text back to its field, which may have gone: it is there when the field is opened again. False when another one is being typed there. */
export function giveBack(command: Command, { key, text }: TypedText): boolean {
  const draft = drafts(key);
  const typed = draft.get();
  if (typed === "") {
    draft.set(text);
    if ("version" in command) {
      drafts(baseOf(key)).set(String(command.version));
    }
  }
  return typed === "" || typed === text;
}
