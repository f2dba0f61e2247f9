import type { DropTarget } from "../model/drop";

/** The line that shows where something would land: one element, moved by transform, so that nothing else is laid out. */
const line = document.createElement("div");
line.className = "drop-line";
line.hidden = true;
let over: Element | null = null;

function place(left: number, top: number, width: number, height: number): void {
  if (!line.isConnected) {
    document.body.append(line);
  }
  line.hidden = false;
  line.style.transform = `translate(${left}px, ${top}px)`;
  line.style.inlineSize = `${width}px`;
  line.style.blockSize = `${height}px`;
}

function highlight(list: Element | null): void {
  if (over !== list) {
    over?.classList.remove("column-over");
    list?.classList.add("column-over");
    over = list;
  }
}

export const dropLine = {
  showCard(target: DropTarget | null): void {
    const list = target === null ? null
      : document.querySelector(`[data-list="${target.columnId}"][data-lane="${CSS.escape(target.lane ?? "")}"]`);
    highlight(list);
    const card = target?.cardId === null || target === null ? null : list?.querySelector(`[data-card="${target.cardId}"]`);
    if (card === null || card === undefined) {
      line.hidden = true;
      return;
    }
    const { left, top, bottom, width } = card.getBoundingClientRect();
    place(left, target?.edge === "before" ? top - 5 : bottom + 2, width, 3);
  },
  showColumn(target: { id: string; edge: "before" | "after" } | null): void {
    const column = target === null ? null : document.querySelector(`[data-column="${target.id}"]`);
    if (column === null) {
      line.hidden = true;
      return;
    }
    const { left, right, top, height } = column.getBoundingClientRect();
    place(target?.edge === "before" ? left - 8 : right + 5, top, 3, height);
  },
  hide(): void {
    line.hidden = true;
    highlight(null);
  },
};
