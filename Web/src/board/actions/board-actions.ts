import { problemText } from "../../api/problem-text";
import { t } from "../../i18n/i18n";
import { navigate } from "../../routing/router";
import { toast } from "../../ui/toasts";
import { isActive, noFilter } from "../model/filter";
import { laneKinds } from "../model/lanes";
import type { BoardDialog } from "../state/board-dialog";
import type { BoardScreen } from "../state/board-screen";
import { boardsApi } from "../sync/boards-api";
import type { Action } from "./action";
import { currentCard } from "./current-card";

const opens = (kind: Exclude<BoardDialog, { cardId: string } | { columnId: string }>["kind"]) => (screen: BoardScreen): void => {
  screen.dialog.value = { kind };
};
/** Whether there is a server, with other people and other boards. */
const isShared = (screen: BoardScreen): boolean => !screen.source.demo;
const isArchived = (screen: BoardScreen): boolean => screen.info.value?.archived === true;

const newCard: Action = {
  name: "board.new-card", icon: "plus", label: () => t("keys.new"), keys: ["n"],
  guard: (screen) => screen.mayEdit.value && screen.store.columns.value.length > 0,
  perform: (screen) => {
    const beside = currentCard(screen);
    const columnId = beside?.columnId ?? screen.store.columns.peek()[0]?.id;
    if (columnId !== undefined) {
      screen.addTo(columnId, undefined, beside);
    }
  },
};
const search: Action = {
  name: "board.search", icon: "search", label: () => t("keys.search"), keys: ["/", "f"],
  perform: () => document.querySelector<HTMLInputElement>("#board-search")?.focus(),
};
export const palette: Action = { name: "board.palette", icon: "bolt", label: () => t("palette.title"), keys: ["Mod+k"], perform: opens("palette") };
const onlyMine: Action = {
  name: "board.only-mine", icon: "user", label: () => t("keys.mine"), keys: ["q"],
  guard: (screen) => screen.store.me.value !== null,
  perform: (screen) => {
    const id = screen.store.me.peek()?.id ?? "";
    const filter = screen.filter.peek();
    screen.setFilter({ ...filter, members: filter.members.includes(id) ? [] : [id] });
  },
};
const clearFilter: Action = {
  name: "board.clear-filter", icon: "close", label: () => t("keys.clear"), keys: ["x"],
  guard: (screen) => isActive(screen.filter.value),
  perform: (screen) => screen.setFilter(noFilter),
};
const allBoards: Action = { name: "board.all-boards", icon: "board", label: () => t("keys.boards"), keys: ["b"], perform: () => navigate("/boards") };
export const undo: Action = {
  name: "board.undo", icon: "undo", label: () => t("action.undo"), keys: ["Mod+z"], guard: (screen) => screen.mayEdit.value, perform: (screen) => screen.undo(),
};
export const redo: Action = {
  name: "board.redo", icon: "redo", label: () => t("action.redo"), keys: ["Mod+Shift+z", "Mod+y"], guard: (screen) => screen.mayEdit.value,
  perform: (screen) => screen.redo(),
};
const shortcuts: Action = { name: "board.shortcuts", icon: "keyboard", label: () => t("keys.title"), keys: ["?"], perform: opens("shortcuts") };
export const members: Action = { name: "board.members", icon: "users", label: () => t("members.title"), perform: opens("members") };

/** What the board's menu has, in groups. */
export const boardMenu: readonly (readonly Action[])[] = [
  [
    { name: "board.activity", icon: "clock", label: () => t("board.activity"), perform: opens("activity") },
    { name: "board.archived-cards", icon: "archive", label: () => t("board.archive-cards"), perform: opens("archive") },
    { name: "board.labels", icon: "label", label: () => t("labels.edit"), guard: (screen) => screen.mayEdit.value, perform: opens("labels") },
    { name: "board.rules", icon: "repeat", label: () => t("rules.title"), guard: (screen) => screen.mayEdit.value && isShared(screen), perform: opens("rules") },
    members,
    palette,
    shortcuts,
  ],
  [
    {
      name: "board.archive", icon: "archive", label: (screen) => t(isArchived(screen) ? "board.restore" : "board.archive"),
      guard: (screen) => screen.isOwner.value && isShared(screen), perform: (screen) => void archive(screen, !isArchived(screen)),
    },
    { name: "board.delete", icon: "trash", label: () => t("board.delete"), guard: (screen) => screen.isOwner.value && isShared(screen), perform: opens("delete-board"), danger: true },
  ],
];

const laneActions: readonly Action[] = laneKinds.map((kind) => ({
  name: `board.lanes-${kind}`, icon: "rows",
  label: () => `${t("lanes.label")}: ${t(kind === "label" ? "lanes.by-label" : `lanes.${kind}`)}`,
  guard: (screen) => screen.lanes.value !== kind,
  perform: (screen) => screen.setLanes(kind),
}));

/** Every action on the board as a whole. */
export const boardActions: readonly Action[] = [
  newCard, search, onlyMine, clearFilter, undo, redo, ...boardMenu.flat(), ...laneActions, allBoards,
];

async function archive(screen: BoardScreen, on: boolean): Promise<void> {
  const { boardId } = screen.store;
  const answer = await boardsApi.archive(boardId, on);
  if (!answer.ok) {
    toast({ kind: "error", text: problemText(answer) });
  } else if (on) {
    navigate("/boards");
    toast({ text: t("board.archived"), action: { label: t("action.undo"), run: () => void boardsApi.archive(boardId, false) } });
  } else {
    screen.store.catchUp();
  }
}
