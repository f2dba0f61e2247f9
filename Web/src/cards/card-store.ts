import { signal } from "@preact/signals";
import type { Failure } from "../api/http";
import type { Answer, Done } from "../board/board-api";
import { reportRefusal } from "../board/reports";
import type { BoardStore } from "../board/store";
import type { CardApi, CardDetails, ChecklistEntry } from "./card-api";

/** The texts of the card that is open: read when it opens and whenever its version says that they changed. */
export function createCardStore(store: BoardStore, cardId: string, api: CardApi) {
  const details = signal<CardDetails | null>(null);
  const failure = signal<Failure | null>(null);
  const { boardId } = store;

  const load = async (): Promise<void> => {
    const answer = await api.details(boardId, cardId);
    failure.value = answer.ok ? null : answer.failure;
    if (answer.ok) {
      details.value = answer.value;
    }
  };

  /** Shows a change at once, asks for it, and reads again what came of it. */
  const change = async (predict: (now: CardDetails) => CardDetails, ask: () => Promise<Answer<Done>>): Promise<Answer<Done>> => {
    const now = details.peek();
    details.value = now === null ? null : predict(now);
    const answer = await ask();
    if (!answer.ok && answer.current === null) {
      reportRefusal(store, { kind: "setCard", cardId, fields: {} }, { ...answer, retriable: false });
    }
    store.catchUp();
    await load();
    return answer;
  };

  const inList = (id: string, edit: (entries: readonly ChecklistEntry[]) => readonly ChecklistEntry[]) => (now: CardDetails): CardDetails => ({
    ...now, checklists: now.checklists.map((list) => (list.id === id ? { ...list, entries: edit(list.entries) } : list)),
  });

  return {
    cardId, details, failure, load,
    describe: async (text: string, version: number): Promise<Answer<Done>> => {
      const answer = await api.describe(boardId, cardId, text, version);
      if (answer.ok) {
        details.value = details.peek() && { ...details.peek() as CardDetails, description: { text, version: answer.value.seq } };
        store.catchUp();
      }
      return answer;
    },
    addChecklist: (title: string) => change((now) => now, () => api.addChecklist(boardId, cardId, title)),
    renameChecklist: (id: string, title: string) => change(
      (now) => ({ ...now, checklists: now.checklists.map((list) => (list.id === id ? { ...list, title } : list)) }),
      () => api.renameChecklist(boardId, cardId, id, title)),
    removeChecklist: (id: string) => change(
      (now) => ({ ...now, checklists: now.checklists.filter((list) => list.id !== id) }),
      () => api.removeChecklist(boardId, cardId, id)),
    addEntry: (listId: string, text: string) => change(
      inList(listId, (entries) => [...entries, { id: `new-${entries.length}`, text, done: false }]),
      () => api.addEntry(boardId, cardId, listId, text)),
    setEntry: (listId: string, entryId: string, fields: Partial<Omit<ChecklistEntry, "id">>) => change(
      inList(listId, (entries) => entries.map((entry) => (entry.id === entryId ? { ...entry, ...fields } : entry))),
      () => api.setEntry(boardId, cardId, listId, entryId, fields)),
    removeEntry: (listId: string, entryId: string) => change(
      inList(listId, (entries) => entries.filter((entry) => entry.id !== entryId)),
      () => api.removeEntry(boardId, cardId, listId, entryId)),
    addComment: (text: string, mentions: readonly string[]) => change(
      (now) => ({ ...now, comments: [...now.comments, { id: "new-comment", by: store.me.peek()?.id ?? "", at: new Date().toISOString(), text }] }),
      () => api.addComment(boardId, cardId, text, mentions)),
    editComment: (id: string, text: string) => change(
      (now) => ({ ...now, comments: now.comments.map((one) => (one.id === id ? { ...one, text } : one)) }),
      () => api.editComment(boardId, cardId, id, text)),
    removeComment: (id: string) => change(
      (now) => ({ ...now, comments: now.comments.filter((one) => one.id !== id) }),
      () => api.removeComment(boardId, cardId, id)),
    activity: () => api.activity(boardId, cardId),
    moveToBoard: (toBoardId: string, toColumnId: string) => api.moveToBoard(boardId, cardId, toBoardId, toColumnId),
  };
}

export type CardStore = ReturnType<typeof createCardStore>;
