import { batch, computed, signal } from "@preact/signals";
import type { Answer } from "../../api/answer";
import type { Failure } from "../../api/http";
import { wait } from "../../lib/wait";
import { predictDetails } from "../commands/table";
import { provisionalId } from "../model/commands";
import type { CardDetails } from "../model/details";
import { refOf, taskMarks, withMark, type TaskMark } from "../model/task-marks";
import { isTextCommand, type EntryFields, type TextCommand } from "../model/text-commands";
import type { CardApi, Done } from "../sync/board-api";
import type { BoardStore } from "../sync/store";

/**
 * The texts of the card that is open: read when it opens and whenever its version says that they changed, and on top of
 * what was read what this person did since. The commands themselves go through the board's store, in line with the others.
 */
export function createCardStore(store: BoardStore, cardId: string, api: CardApi) {
  const { boardId } = store;
  const read = signal<CardDetails | null>(null);
  const failure = signal<Failure | null>(null);
  /** What this person did and no read has shown so far. */
  const unread = signal<readonly TextCommand[]>(
    store.pending.peek().flatMap(({ command }) => (isTextCommand(command) && command.cardId === cardId ? [command] : [])));
  const details = computed(() => {
    const me = store.me.value?.id ?? "";
    return read.value === null ? null : unread.value.reduce((now, command) => predictDetails(now, store.resolve(command), me), read.value);
  });
  /** Those of `unread` that the server has done: the next read that begins has them. */
  const done = new Set<TextCommand>();
  let asked = 0;
  let answered = 0;
  let retrying = false;
  let closed = false;

  const load = async (): Promise<void> => {
    const number = ++asked;
    const shown = new Set(done);
    const answer = await api.details(boardId, cardId);
    if (number < answered) {
      return; // A later question was answered first.
    }
    answered = number;
    batch(() => {
      failure.value = answer.ok ? null : answer.failure;
      if (answer.ok) {
        read.value = answer.value;
        forget(shown);
      }
    });
  };

  const forget = (commands: ReadonlySet<TextCommand>): void => {
    unread.value = unread.peek().filter((command) => !commands.has(command));
    commands.forEach((command) => done.delete(command));
  };

  /** Reads until what was done is there, while that may be; until then it is shown as predicted. */
  const loadAgain = async (): Promise<void> => {
    if (retrying) {
      return;
    }
    retrying = true;
    for (let delayMs = 1_000; needsRead(); delayMs = Math.min(delayMs * 2, 8_000)) {
      await wait(delayMs).over;
      if (needsRead()) {
        await load();
      }
    }
    retrying = false;
  };
  const needsRead = (): boolean => !closed && done.size > 0 && (failure.peek() === "offline" || failure.peek() === "unavailable");

  /** Shows a change at once, asks for it, and reads again what came of it. */
  const change = async (command: TextCommand): Promise<Answer<Done>> => {
    unread.value = [...unread.peek(), command];
    const answer = await store.run(command);
    if (answer.ok) {
      done.add(command);
    } else {
      forget(new Set([command]));
    }
    await load();
    void loadAgain();
    return answer;
  };

  const left = unread.peek();
  if (left.length > 0) {
    void store.resumed?.then(async () => {
      left.forEach((command) => done.add(command));
      await load();
      await loadAgain();
    });
  }

  return {
    cardId, details, failure, load,
    /** Ends the reading; what is shown stays as it is. */
    close: () => { closed = true; },
    describe: (text: string, version: number) => change({ kind: "describeCard", cardId, text, version }),
    /** Ticks a task of the description as it is shown. */
    tick: (mark: TaskMark, ticked: boolean): void => {
      const { text, version } = details.peek()?.description ?? { text: "", version: 0 };
      void change({ kind: "tickTask", cardId, task: refOf(taskMarks(text), mark), done: ticked, text: withMark(text, mark, ticked), version });
    },
    addChecklist: (title: string) => change({ kind: "addChecklist", cardId, checklistId: provisionalId(), title }),
    renameChecklist: (checklistId: string, title: string) => change({ kind: "renameChecklist", cardId, checklistId, title }),
    removeChecklist: (checklistId: string) => change({ kind: "removeChecklist", cardId, checklistId }),
    addEntry: (checklistId: string, text: string) => change({ kind: "addEntry", cardId, checklistId, entryId: provisionalId(), text }),
    setEntry: (checklistId: string, entryId: string, fields: EntryFields) => change({ kind: "setEntry", cardId, checklistId, entryId, fields }),
    removeEntry: (checklistId: string, entryId: string) => change({ kind: "removeEntry", cardId, checklistId, entryId }),
    addComment: (text: string, mentions: readonly string[]) => change({ kind: "addComment", cardId, commentId: provisionalId(), text, mentions }),
    editComment: (commentId: string, text: string, mentions: readonly string[]) => change({ kind: "editComment", cardId, commentId, text, mentions }),
    removeComment: (commentId: string) => change({ kind: "removeComment", cardId, commentId }),
    activity: (before?: number) => api.activity(boardId, cardId, before),
  };
}

export type CardStore = ReturnType<typeof createCardStore>;
