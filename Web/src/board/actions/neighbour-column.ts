import type { Column } from "../model/model";
import type { BoardScreen } from "../state/board-screen";

/** The column so many steps to the right of another, or to the left; undefined beyond the last. */
export function neighbourColumn(screen: BoardScreen, columnId: string, step: number): Column | undefined {
  const columns = screen.store.columns.value;
  return columns[columns.findIndex(({ id }) => id === columnId) + step];
}
