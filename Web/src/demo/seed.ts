import type { Priority } from "../board/model/model";
import type { DemoText } from "./texts";

type Keys<Start extends string> = DemoText extends infer Key ? (Key extends `${Start}.${infer Rest}` ? (Rest extends `${string}.${string}` ? never : Rest) : never) : never;
export type ColumnName = Keys<"column">;
export type LabelName = Keys<"label">;
export type MemberName = Keys<"member">;
type CardName = Keys<"card">;

export interface CardSeed {
  name: CardName;
  column: ColumnName;
  /** Who made it. */
  by: MemberName;
  labels?: readonly LabelName[];
  people?: readonly MemberName[];
  /** Days from today. */
  due?: number;
  priority?: Priority;
  estimate?: number;
  cover?: string;
  /** Which of its entries are done. */
  list?: readonly boolean[];
  /** Who wrote its comments, in order. */
  comments?: readonly MemberName[];
}

export const labelColours: Readonly<Record<LabelName, string>> = {
  design: "violet", website: "blue", marketing: "rose", customers: "teal", legal: "amber",
};

/** In the order in which they were made. */
export const cardSeeds: readonly CardSeed[] = [
  { name: "interviews", column: "done", by: "sofia", labels: ["customers"], people: ["sofia"], due: -6, list: [true, true] },
  { name: "logo", column: "done", by: "leo", labels: ["design"], people: ["leo"], cover: "amber", estimate: 5 },
  { name: "day", column: "done", by: "emma", people: ["emma", "you"] },
  { name: "mail", column: "todo", by: "emma", labels: ["marketing"], people: ["you"], due: 4, priority: "high", estimate: 3, comments: ["emma"] },
  { name: "price", column: "todo", by: "sofia", labels: ["customers"], people: ["sofia"], due: 2, priority: "medium", estimate: 5, comments: ["sofia"] },
  { name: "photos", column: "todo", by: "leo", labels: ["design", "marketing"], due: 6 },
  { name: "questions", column: "todo", by: "emma", labels: ["website"], people: ["emma"], priority: "low" },
  { name: "room", column: "todo", by: "sofia", people: ["emma"], due: 9 },
  { name: "page", column: "doing", by: "leo", labels: ["design", "website"], people: ["leo", "you"], due: 1, priority: "urgent", estimate: 8, cover: "violet", list: [true, true, true, false, false], comments: ["leo", "sofia"] },
  { name: "translate", column: "doing", by: "emma", labels: ["website"], people: ["you"], due: 3, priority: "medium", list: [true, true, false, false] },
  { name: "film", column: "doing", by: "sofia", labels: ["marketing"], people: ["sofia"], due: 7, estimate: 5, comments: ["sofia"] },
  { name: "slow", column: "review", by: "emma", labels: ["website"], people: ["leo"], due: -1, priority: "urgent", estimate: 2, comments: ["leo"] },
  { name: "terms", column: "review", by: "sofia", labels: ["legal"], people: ["emma", "sofia"], due: 1, priority: "high" },
  { name: "reminder", column: "review", by: "leo", labels: ["customers"], people: ["leo"], estimate: 3 },
];
