import type { TaskMark } from "../model/task-marks";

/** What stands around a text that is shown. */
export interface MarkdownContext {
  linkOf: (number: number) => { href: string; title: string } | null;
  /** The members whom the text names, by their ids. */
  members: ReadonlyMap<string, { id: string; name: string; detail: string; me: boolean }>;
  /** Ticks a task; null for those who may not. */
  tick: ((mark: TaskMark, done: boolean) => void) | null;
}
