/** The window that is open over a board, beside that of a card. */
export type BoardDialog =
  | { kind: "shortcuts" | "palette" | "activity" | "archive" | "labels" | "rules" | "members" | "delete-board" }
  | { kind: "move-card" | "delete-card"; cardId: string }
  | { kind: "column-settings" | "delete-column"; columnId: string };
