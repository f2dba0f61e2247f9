import type { Answer } from "../api/answer";
import type { Command } from "../board/model/commands";
import { orderedColumns } from "../board/model/order";
import type { BoardApi, Done } from "../board/sync/board-api";
import { boardsApi } from "../board/sync/boards-api";
import { httpBoardApi } from "../board/sync/http-board-api";
import { language, type Language } from "../i18n/settings";
import en from "./sample/en.json";
import ko from "./sample/ko.json";

type Texts = Record<keyof typeof en & keyof typeof ko, string>;

// The compiler rejects a text that one of the two languages lacks.
const complete: Record<keyof typeof ko, string> = en;
void complete;
export const sampleTexts: Record<Language, Record<keyof typeof en, string> & Texts> = { en, ko };

/** Makes a board whose cards explain themselves. One that could be filled in part only is still a board to look at. */
export async function createSampleBoard(): Promise<Answer<{ id: string }>> {
  const texts = sampleTexts[language.peek()];
  const made = await boardsApi.create({ name: texts.board, colour: "violet", basic: true });
  if (made.ok) {
    await fillSampleBoard(httpBoardApi, made.value.id, texts);
  }
  return made;
}

/** Fills a board that has the three basic columns, the last of them done, and nothing else; ends early when a command is rejected. */
export async function fillSampleBoard(api: Pick<BoardApi, "open" | "send">, boardId: string, texts: Texts): Promise<Answer<unknown>> {
  const opened = await api.open(boardId, null);
  const [todo, doing, done] = opened.ok && opened.value !== null ? orderedColumns(opened.value).map(({ id }) => id) : [];
  if (todo === undefined || doing === undefined || done === undefined) {
    return opened;
  }
  let rejection: Answer<unknown> | null = null;
  const make = async (command: Command): Promise<string> => {
    const answer: Answer<Done> | null = rejection === null ? await api.send(boardId, command, crypto.randomUUID()) : null;
    if (answer?.ok === false) {
      rejection = answer;
    }
    return answer?.ok === true ? answer.value.createdId ?? "" : "";
  };
  const last = new Map<string, string>();
  const card = async (columnId: string, title: string, labels: readonly string[] = []): Promise<string> => {
    const place = { after: last.get(columnId) ?? null, before: null };
    const cardId = await make({ kind: "createCard", cardId: "", columnId, place, card: { title, labels, assignees: [], due: null, priority: null } });
    last.set(columnId, cardId);
    return cardId;
  };

  const start = await make({ kind: "createLabel", labelId: "", name: texts["label.start"], colour: "violet" });
  const keys = await make({ kind: "createLabel", labelId: "", name: texts["label.keys"], colour: "blue" });
  await card(todo, texts["card.drag"], [start]);
  const cardId = await card(todo, texts["card.open"], [start]);
  await make({ kind: "describeCard", cardId, text: texts["card.open.text"], version: 0 });
  const checklistId = await make({ kind: "addChecklist", cardId, checklistId: "", title: texts["card.open.list"] });
  await make({ kind: "addEntry", cardId, checklistId, entryId: "", text: texts["card.open.entry.1"] });
  await make({ kind: "addEntry", cardId, checklistId, entryId: "", text: texts["card.open.entry.2"] });
  await card(todo, texts["card.add"]);
  await card(todo, texts["card.keys"], [keys]);
  await card(doing, texts["card.undo"], [keys]);
  await card(doing, texts["card.invite"]);
  await card(done, texts["card.made"]);
  return rejection ?? opened;
}
