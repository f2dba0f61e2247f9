import { computed, signal } from "@preact/signals";
import type { Failure } from "../api/http";
import type { Answer, Done } from "../board/board-api";
import { provisionalId } from "../board/commands";
import type { BoardStore } from "../board/store";
import type { CardApi, CardDetails } from "./card-api";
import { predictDetails } from "./predict-details";
import { isTextCommand, type EntryFields, type TextCommand } from "./text-commands";

/**
 * The texts of the card that is open: read when it opens and whenever its version says that they changed, and on top of
 * what was read what this person did since. The commands themselves go through the board's store, in line with the others.
 */
export function createCardStore(store: BoardStore, cardId: string, api: CardApi) {
  const { boardId } = store;
  const read = signal<CardDetails | null>(null);
  const failure = signal<Failure | null>(null);
  const unread = signal<readonly TextCommand[]>(
    store.pending.peek().flatMap(({ command }) => (isTextCommand(command) && command.cardId === cardId ? [command] : [])));
  const details = computed(() => {
    const me = store.me.value?.id ?? "";
    return read.value === null ? null : unread.value.reduce((now, command) => predictDetails(now, store.resolve(command), me), read.value);
  });
  let asked = 0;
  let answered = 0;

  const load = async (): Promise<void> => {
    const number = ++asked;
    const answer = await api.details(boardId, cardId);
    if (number < answered) {
      return; // A later question was answered first.
    }
    answered = number;
    failure.value = answer.ok ? null : answer.failure;
    if (answer.ok) {
      read.value = answer.value;
    }
  };

  /** Shows a change at once, asks for it, and reads again what came of it. */
  const change = async (command: TextCommand): Promise<Answer<Done>> => {
    unread.value = [...unread.peek(), command];
    const answer = await store.run(command);
    await load();
    unread.value = unread.peek().filter((other) => other !== command);
    return answer;
  };

  const left = unread.peek();
  if (left.length > 0) {
    void store.resumed?.then(load).then(() => (unread.value = unread.peek().filter((command) => !left.includes(command))));
  }

  return {
    cardId, details, failure, load,
    describe: (text: string, version: number) => change({ kind: "describeCard", cardId, text, version }),
    addChecklist: (title: string) => change({ kind: "addChecklist", cardId, checklistId: provisionalId(), title }),
    renameChecklist: (checklistId: string, title: string) => change({ kind: "renameChecklist", cardId, checklistId, title }),
    removeChecklist: (checklistId: string) => change({ kind: "removeChecklist", cardId, checklistId }),
    addEntry: (checklistId: string, text: string) => change({ kind: "addEntry", cardId, checklistId, entryId: provisionalId(), text }),
    setEntry: (checklistId: string, entryId: string, fields: EntryFields) => change({ kind: "setEntry", cardId, checklistId, entryId, fields }),
    removeEntry: (checklistId: string, entryId: string) => change({ kind: "removeEntry", cardId, checklistId, entryId }),
    addComment: (text: string, mentions: readonly string[]) => change({ kind: "addComment", cardId, commentId: provisionalId(), text, mentions }),
    editComment: (commentId: string, text: string) => change({ kind: "editComment", cardId, commentId, text }),
    removeComment: (commentId: string) => change({ kind: "removeComment", cardId, commentId }),
    activity: (before?: number) => api.activity(boardId, cardId, before),
  };
}

export type CardStore = ReturnType<typeof createCardStore>;
