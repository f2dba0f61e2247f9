/** Keys of the drafts of texts that are being typed. Ids of columns and labels are those of their board alone. */
export const draftKeys = {
  newCard: (boardId: string, columnId: string) => `add.${boardId}.${columnId}`,
  title: (cardId: string) => `title.${cardId}`,
  description: (cardId: string) => `description.${cardId}`,
  day: (cardId: string, field: "due" | "start") => `${field}.${cardId}`,
  newComment: (cardId: string) => `comment.${cardId}`,
  comment: (commentId: string) => `comment-edit.${commentId}`,
  checklist: (checklistId: string) => `checklist.${checklistId}`,
  newEntry: (checklistId: string) => `entry.${checklistId}`,
  entry: (entryId: string) => `entry-edit.${entryId}`,
  newColumn: (boardId: string) => `column.${boardId}.new`,
  column: (boardId: string, columnId: string) => `column.${boardId}.${columnId}`,
  newLabel: (boardId: string) => `label.${boardId}.new`,
  label: (boardId: string, labelId: string) => `label.${boardId}.${labelId}`,
  rule: (boardId: string, ruleId: string) => `rule.${boardId}.${ruleId}`,
  boardName: (boardId: string) => `board.${boardId}.name`,
  boardDescription: (boardId: string) => `board.${boardId}.description`,
};

/** Key of the version that the text under another key was written for. */
export const baseOf = (key: string): string => `${key}.base`;
