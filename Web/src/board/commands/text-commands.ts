import type { CardDetails, Checklist, ChecklistEntry } from "../model/details";
import { draftKeys } from "../model/draft-keys";
import { withTask } from "../model/task-marks";
import type { TextCommand } from "../model/text-commands";
import type { CommandSpecs, Of } from "./spec";
import { tick } from "./tick";

const card = "/api/boards/{boardId}/cards/{cardId}" as const;
const checklist = `${card}/checklists/{checklistId}` as const;
const entry = `${checklist}/entries/{entryId}` as const;
const comment = `${card}/comments/{commentId}` as const;

const nothing = { predict: null, creates: null, text: null, version: null };

/** What is done to a card's texts: all that its face on the board does not show. */
export const textCommands: CommandSpecs<TextCommand["kind"]> = {
  describeCard: {
    ...nothing,
    fields: { cardId: "string", text: "string", version: "number" },
    predictDetails: (now, { text }) => ({ ...now, description: { ...now.description, text } }),
    request: ({ client, boardId, headers }, { cardId, text, version }) => client.PUT(`${card}/description`, {
      params: { path: { boardId, cardId }, header: { "If-Match": `"${version}"` } }, headers, body: { text },
    }),
    text: (_, { cardId, text }) => ({ key: draftKeys.description(cardId), text }),
    version: (event, { cardId }) => event.descriptions?.find(({ after }) => after?.cardId === cardId)?.after?.version,
  },
  tickTask: {
    ...nothing,
    fields: { cardId: "string", task: "object", done: "boolean", text: "string", version: "number" },
    predictDetails: (now, { task, done }) => ({ ...now, description: { ...now.description, text: withTask(now.description.text, task, done) ?? now.description.text } }),
    request: tick,
    // A tick that others came before was done to their text, which this page has not read.
    version: (event, { cardId, version }) => {
      const { before, after } = event.descriptions?.find((change) => change.after?.cardId === cardId) ?? {};
      return before?.version === version ? after?.version : undefined;
    },
  },
  addChecklist: {
    ...nothing,
    fields: { cardId: "string", checklistId: "string", title: "string" },
    predictDetails: (now, { checklistId, title }) => ({ ...now, checklists: added(now.checklists, { id: checklistId, title, entries: [], version: 0 }) }),
    request: ({ client, boardId, headers }, { cardId, title }) => client.POST(`${card}/checklists`, { params: { path: { boardId, cardId } }, headers, body: { title } }),
    creates: { field: "checklistId", id: (event) => event.checklists?.[0]?.id },
  },
  renameChecklist: {
    ...nothing,
    fields: { cardId: "string", checklistId: "string", title: "string" },
    predictDetails: (now, { checklistId, title }) => inList(now, checklistId, (list) => ({ ...list, title })),
    request: ({ client, boardId, headers }, { cardId, checklistId, title }) =>
      client.PATCH(checklist, { params: { path: { boardId, cardId, checklistId } }, headers, body: { title } }),
    text: (_, { checklistId, title }) => ({ key: draftKeys.checklist(checklistId), text: title }),
  },
  removeChecklist: {
    ...nothing,
    fields: { cardId: "string", checklistId: "string" },
    predictDetails: (now, { checklistId }) => ({ ...now, checklists: now.checklists.filter(({ id }) => id !== checklistId) }),
    request: ({ client, boardId, headers }, { cardId, checklistId }) => client.DELETE(checklist, { params: { path: { boardId, cardId, checklistId } }, headers }),
  },
  addEntry: {
    ...nothing,
    fields: { cardId: "string", checklistId: "string", entryId: "string", text: "string" },
    predictDetails: (now, { checklistId, entryId, text }) => inEntries(now, checklistId, (entries) => added(entries, { id: entryId, text, done: false })),
    request: ({ client, boardId, headers }, { cardId, checklistId, text }) =>
      client.POST(`${checklist}/entries`, { params: { path: { boardId, cardId, checklistId } }, headers, body: { text } }),
    creates: {
      field: "entryId",
      id: (event) => {
        const { before, after } = event.checklists?.[0] ?? {};
        return after?.entries.find(({ id }) => !before?.entries.some((one) => one.id === id))?.id;
      },
    },
    text: (_, { checklistId, text }) => ({ key: draftKeys.newEntry(checklistId), text }),
  },
  setEntry: {
    ...nothing,
    fields: { cardId: "string", checklistId: "string", entryId: "string", fields: "object" },
    predictDetails: (now, command) => inEntries(now, command.checklistId, (entries) => withEntry(entries, command)),
    request: ({ client, boardId, headers }, { cardId, checklistId, entryId, fields: { assignee, ...fields } }) => client.PATCH(entry, {
      params: { path: { boardId, cardId, checklistId, entryId } }, headers, body: { ...fields, ...(assignee === undefined ? {} : { assignee: assignee ?? "" }) },
    }),
    text: (_, { entryId, fields: { text } }) => (text === undefined ? null : { key: draftKeys.entry(entryId), text }),
  },
  removeEntry: {
    ...nothing,
    fields: { cardId: "string", checklistId: "string", entryId: "string" },
    predictDetails: (now, { checklistId, entryId }) => inEntries(now, checklistId, (entries) => entries.filter(({ id }) => id !== entryId)),
    request: ({ client, boardId, headers }, { cardId, checklistId, entryId }) =>
      client.DELETE(entry, { params: { path: { boardId, cardId, checklistId, entryId } }, headers }),
  },
  addComment: {
    ...nothing,
    fields: { cardId: "string", commentId: "string", text: "string", mentions: "object" },
    predictDetails: (now, { commentId, text, mentions }, me) =>
      ({ ...now, comments: added(now.comments, { id: commentId, by: me, at: new Date().toISOString(), text, mentions }) }),
    request: ({ client, boardId, headers }, { cardId, text, mentions }) =>
      client.POST(`${card}/comments`, { params: { path: { boardId, cardId } }, headers, body: { text, mentions: [...mentions] } }),
    creates: { field: "commentId", id: (event) => event.comments?.[0]?.id },
    text: (_, { cardId, text }) => ({ key: draftKeys.newComment(cardId), text }),
  },
  editComment: {
    ...nothing,
    fields: { cardId: "string", commentId: "string", text: "string" },
    predictDetails: (now, { commentId, text, mentions }) =>
      ({ ...now, comments: now.comments.map((one) => (one.id === commentId ? { ...one, text, mentions: mentions ?? null } : one)) }),
    request: ({ client, boardId, headers }, { cardId, commentId, text, mentions }) =>
      client.PUT(comment, { params: { path: { boardId, cardId, commentId } }, headers, body: { text, ...(mentions === undefined ? {} : { mentions: [...mentions] }) } }),
    text: (_, { commentId, text }) => ({ key: draftKeys.comment(commentId), text }),
  },
  removeComment: {
    ...nothing,
    fields: { cardId: "string", commentId: "string" },
    predictDetails: (now, { commentId }) => ({ ...now, comments: now.comments.filter(({ id }) => id !== commentId) }),
    request: ({ client, boardId, headers }, { cardId, commentId }) => client.DELETE(comment, { params: { path: { boardId, cardId, commentId } }, headers }),
  },
};

const added = <T extends { id: string }>(things: readonly T[], one: T): readonly T[] =>
  (things.some(({ id }) => id === one.id) ? things : [...things, one]);

const inList = (now: CardDetails, listId: string, change: (list: Checklist) => Checklist): CardDetails =>
  ({ ...now, checklists: now.checklists.map((list) => (list.id === listId ? change(list) : list)) });

const inEntries = (now: CardDetails, listId: string, change: (entries: readonly ChecklistEntry[]) => readonly ChecklistEntry[]): CardDetails =>
  inList(now, listId, (list) => ({ ...list, entries: change(list.entries) }));

function withEntry(entries: readonly ChecklistEntry[], { entryId, fields }: Of<"setEntry">): readonly ChecklistEntry[] {
  const { position, ...rest } = fields;
  const index = entries.findIndex(({ id }) => id === entryId);
  const found = entries[index];
  if (found === undefined) {
    return entries;
  }
  const others = entries.filter((one) => one !== found);
  const place = Math.min(Math.max(position ?? index, 0), others.length);
  return [...others.slice(0, place), { ...found, ...rest }, ...others.slice(place)];
}
