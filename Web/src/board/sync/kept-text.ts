import { drafts } from "../../lib/drafts";
import type { Command } from "../model/commands";

/** A text that someone typed, and the key of the draft of the field that it was typed in. */
export interface TypedText {
  key: string;
  text: string;
}

/** Keys of drafts. Ids of columns and labels are those of their board alone. */
export const draftKeys = {
  newCard: (boardId: string, columnId: string) => `add.${boardId}.${columnId}`,
  title: (cardId: string) => `title.${cardId}`,
  description: (cardId: string) => `description.${cardId}`,
  newComment: (cardId: string) => `comment.${cardId}`,
  comment: (commentId: string) => `comment-edit.${commentId}`,
  checklist: (checklistId: string) => `checklist.${checklistId}`,
  newEntry: (checklistId: string) => `entry.${checklistId}`,
  entry: (entryId: string) => `entry-edit.${entryId}`,
  newColumn: (boardId: string) => `column.${boardId}.new`,
  column: (boardId: string, columnId: string) => `column.${boardId}.${columnId}`,
  newLabel: (boardId: string) => `label.${boardId}.new`,
  label: (boardId: string, labelId: string) => `label.${boardId}.${labelId}`,
  boardName: (boardId: string) => `board.${boardId}.name`,
  boardDescription: (boardId: string) => `board.${boardId}.description`,
};

/** The text that a command carries; null when nothing was typed for it. The compiler asks for each new command. */
export function typedText(boardId: string, command: Command): TypedText | null {
  switch (command.kind) {
    case "createCard":
      return { key: draftKeys.newCard(boardId, command.columnId), text: command.card.title };
    case "renameCard":
      return { key: draftKeys.title(command.cardId), text: command.title };
    case "describeCard":
      return { key: draftKeys.description(command.cardId), text: command.text };
    case "addComment":
      return { key: draftKeys.newComment(command.cardId), text: command.text };
    case "editComment":
      return { key: draftKeys.comment(command.commentId), text: command.text };
    case "renameChecklist":
      return { key: draftKeys.checklist(command.checklistId), text: command.title };
    case "addEntry":
      return { key: draftKeys.newEntry(command.checklistId), text: command.text };
    case "setEntry":
      return command.fields.text === undefined ? null : { key: draftKeys.entry(command.entryId), text: command.fields.text };
    case "createColumn":
      return { key: draftKeys.newColumn(boardId), text: command.name };
    case "setColumn":
      return command.fields.name === undefined ? null : { key: draftKeys.column(boardId, command.columnId), text: command.fields.name };
    case "createLabel":
      return { key: draftKeys.newLabel(boardId), text: command.name };
    case "setLabel":
      return { key: draftKeys.label(boardId, command.labelId), text: command.name };
    case "setBoard": {
      const { name, description } = command.fields;
      return name !== undefined ? { key: draftKeys.boardName(boardId), text: name }
        : typeof description === "string" ? { key: draftKeys.boardDescription(boardId), text: description } : null;
    }
    case "moveCard":
    case "setCard":
    case "labelCard":
    case "assignCard":
    case "archiveCard":
    case "restoreCard":
    case "deleteCard":
    case "copyCard":
    case "transferCard":
    case "moveColumn":
    case "deleteColumn":
    case "deleteLabel":
    case "addChecklist":
    case "removeChecklist":
    case "removeEntry":
    case "removeComment":
    case "undo":
      return null;
  }
}

/** Gives a text back to its field, which may have gone: it is there when the field is opened again. False when another one is being typed there. */
export function giveBack(command: Command, { key, text }: TypedText): boolean {
  const draft = drafts(key);
  const typed = draft.get();
  if (typed === "") {
    draft.set(text);
    if (command.kind === "describeCard") {
      drafts(`${key}.base`).set(String(command.version));
    }
  }
  return typed === "" || typed === text;
}
