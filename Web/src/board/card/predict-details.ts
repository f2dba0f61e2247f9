import type { TextCommand } from "../model/text-commands";
import type { CardDetails, Checklist, ChecklistEntry } from "./card-api";

/** What a card's texts will be when a command is done; as they are when it is. `me` is the member who gave it. */
export function predictDetails(now: CardDetails, command: TextCommand, me: string): CardDetails {
  switch (command.kind) {
    case "describeCard":
      return { ...now, description: { ...now.description, text: command.text } };
    case "addChecklist":
      return { ...now, checklists: added(now.checklists, { id: command.checklistId, title: command.title, entries: [], version: 0 }) };
    case "renameChecklist":
      return inList(now, command.checklistId, (list) => ({ ...list, title: command.title }));
    case "removeChecklist":
      return { ...now, checklists: now.checklists.filter(({ id }) => id !== command.checklistId) };
    case "addEntry":
      return inEntries(now, command.checklistId, (entries) => added(entries, { id: command.entryId, text: command.text, done: false }));
    case "setEntry":
      return inEntries(now, command.checklistId, (entries) => withEntry(entries, command));
    case "removeEntry":
      return inEntries(now, command.checklistId, (entries) => entries.filter(({ id }) => id !== command.entryId));
    case "addComment":
      return { ...now, comments: added(now.comments, { id: command.commentId, by: me, at: new Date().toISOString(), text: command.text }) };
    case "editComment":
      return { ...now, comments: now.comments.map((one) => (one.id === command.commentId ? { ...one, text: command.text } : one)) };
    case "removeComment":
      return { ...now, comments: now.comments.filter(({ id }) => id !== command.commentId) };
  }
}

const added = <T extends { id: string }>(things: readonly T[], one: T): readonly T[] =>
  (things.some(({ id }) => id === one.id) ? things : [...things, one]);

const inList = (now: CardDetails, listId: string, change: (list: Checklist) => Checklist): CardDetails =>
  ({ ...now, checklists: now.checklists.map((list) => (list.id === listId ? change(list) : list)) });

const inEntries = (now: CardDetails, listId: string, change: (entries: readonly ChecklistEntry[]) => readonly ChecklistEntry[]): CardDetails =>
  inList(now, listId, (list) => ({ ...list, entries: change(list.entries) }));

function withEntry(entries: readonly ChecklistEntry[], { entryId, fields }: TextCommand & { kind: "setEntry" }): readonly ChecklistEntry[] {
  const { position, ...rest } = fields;
  const index = entries.findIndex(({ id }) => id === entryId);
  const entry = entries[index];
  if (entry === undefined) {
    return entries;
  }
  const others = entries.filter((one) => one !== entry);
  const place = Math.min(Math.max(position ?? index, 0), others.length);
  return [...others.slice(0, place), { ...entry, ...rest }, ...others.slice(place)];
}
