import type { Command } from "../model/commands";

type Kind = Command["kind"];

/** What the log calls what a command did. */
export function eventKindOf(command: Command): string {
  switch (command.kind) {
    case "labelCard":
      return command.on ? "cardLabelled" : "cardUnlabelled";
    case "assignCard":
      return command.on ? "cardAssigned" : "cardUnassigned";
    default:
      return kinds[command.kind];
  }
}

const kinds: Record<Exclude<Kind, "labelCard" | "assignCard">, string> = {
  createCard: "cardCreated", moveCard: "cardMoved", renameCard: "cardRenamed", setCard: "cardChanged", archiveCard: "cardArchived",
  restoreCard: "cardRestored", deleteCard: "cardDeleted", copyCard: "cardCopied", transferCard: "cardSent",
  createColumn: "columnAdded", setColumn: "columnChanged", moveColumn: "columnMoved", deleteColumn: "columnRemoved",
  setBoard: "boardChanged", createLabel: "labelAdded", setLabel: "labelChanged", deleteLabel: "labelRemoved",
  describeCard: "descriptionChanged", tickTask: "descriptionChanged", addChecklist: "checklistAdded", renameChecklist: "checklistRenamed", removeChecklist: "checklistRemoved",
  addEntry: "entryAdded", setEntry: "entryChanged", removeEntry: "entryRemoved",
  addComment: "commentAdded", editComment: "commentEdited", removeComment: "commentDeleted",
  undo: "undone",
};
