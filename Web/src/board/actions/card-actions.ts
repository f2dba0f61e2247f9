import { t } from "../../i18n/i18n";
import { cardPath } from "../../routing/routes";
import { announce } from "../../ui/announce";
import { toast } from "../../ui/toasts";
import { isProvisional, provisionalId } from "../model/commands";
import { isDone } from "../model/done";
import { placeAt } from "../model/drop";
import type { Card, Label } from "../model/model";
import type { BoardScreen } from "../state/board-screen";
import { labelName } from "../state/label-name";
import type { Action } from "./action";
import { neighbourColumn } from "./neighbour-column";

const mayEdit = (screen: BoardScreen): boolean => screen.mayEdit.value;

const openCard: Action<Card> = {
  name: "card.open", icon: "edit", label: () => t("keys.open"), keys: ["o"],
  guard: (screen, { id }) => !isProvisional(screen.store.realId(id)), perform: (screen, { id }) => screen.openCard(id),
};
export const tick: Action<Card> = {
  name: "card.tick", icon: "check", keys: ["d"], leavesPlace: true,
  label: (screen, card) => t(isDone(card, screen.columns.value) ? "card.reopen-short" : "card.complete-short"),
  guard: (screen) => mayEdit(screen) && screen.ticks.value,
  perform: (screen, { id }) => screen.tick(id),
};
const assignMe: Action<Card> = {
  name: "card.assign-me", icon: "user", keys: ["m"],
  label: (screen, card) => t(isMine(screen, card) ? "card.unassign-me" : "keys.assign"),
  guard: (screen) => mayEdit(screen) && screen.store.me.value !== null,
  perform: (screen, card) => void screen.store.run({ kind: "assignCard", cardId: card.id, memberId: screen.store.me.peek()?.id ?? "", on: !isMine(screen, card) }),
};
export const copyLink: Action<Card> = {
  name: "card.copy-link", icon: "link", label: () => t("card.copy-link"), guard: (screen) => !screen.source.demo,
  perform: (screen, { id }) => {
    void navigator.clipboard.writeText(window.location.origin + cardPath(screen.store.boardId, screen.store.realId(id))).then(() => toast({ text: t("action.copied") }));
  },
};
const copy: Action<Card> = {
  name: "card.copy", icon: "copy", label: () => t("card.copy"), guard: mayEdit,
  perform: (screen, { id, columnId, title }) => {
    const place = placeAt(screen.store.cards.peek().get(columnId) ?? [], "", { cardId: id, edge: "after" });
    void screen.store.run({ kind: "copyCard", cardId: id, copyId: provisionalId(), columnId, place });
    toast({ text: t("card.copied", { card: title }) });
  },
};
const toBoard: Action<Card> = {
  name: "card.move-board", icon: "move", label: () => t("card.move-board"), guard: (screen) => mayEdit(screen) && !screen.source.demo,
  perform: (screen, { id }) => { screen.dialog.value = { kind: "move-card", cardId: id }; },
};
const archive: Action<Card> = {
  name: "card.archive", icon: "archive", label: () => t("card.archive"), keys: ["c"], guard: mayEdit, leavesPlace: true,
  perform: (screen, card) => {
    screen.closeCard();
    screen.archive(card);
  },
};
const remove: Action<Card> = {
  name: "card.delete", icon: "trash", label: () => t("card.delete"), guard: mayEdit, danger: true,
  perform: (screen, { id }) => { screen.dialog.value = { kind: "delete-card", cardId: id }; },
};

const sideways = (step: -1 | 1): Action<Card> => ({
  name: step < 0 ? "card.move-left" : "card.move-right", icon: step < 0 ? "left" : "right", keys: step < 0 ? [",", "<"] : [".", ">"],
  label: (screen, card) => t("card.move-to", { column: neighbourColumn(screen, card.columnId, step)?.name ?? "" }),
  guard: (screen, card) => mayEdit(screen) && neighbourColumn(screen, card.columnId, step) !== undefined,
  perform: (screen, card) => {
    const column = neighbourColumn(screen, card.columnId, step);
    if (column !== undefined && screen.drop(card.id, { columnId: column.id, cardId: screen.store.cards.peek().get(column.id)?.[0]?.id ?? null, edge: "before" })) {
      announce(t("drag.moved", { card: card.title, column: column.name }));
    }
  },
});

const toEnd = (edge: "first" | "last"): Action<Card> => ({
  name: `card.move-${edge}`, icon: edge === "first" ? "up" : "down", label: () => t(edge === "first" ? "card.move-first" : "card.move-last"),
  guard: (screen, { id, columnId }) => mayEdit(screen) && screen.store.cards.value.get(columnId)?.at(edge === "first" ? 0 : -1)?.id !== id,
  perform: (screen, { id, columnId }) => {
    const first = screen.store.cards.peek().get(columnId)?.[0]?.id ?? null;
    screen.drop(id, { columnId, cardId: edge === "first" ? first : null, edge: edge === "first" ? "before" : "after" });
  },
});

/** What a card's menu has where the card is open, in groups. */
export const cardMenu: readonly (readonly Action<Card>[])[] = [[copyLink, copy, toBoard, archive], [remove]];

/** What a press with the right button on a card offers, in groups. */
export const contextMenu: readonly (readonly Action<Card>[])[] = [
  [openCard, tick, assignMe],
  [sideways(-1), sideways(1), toEnd("first"), toEnd("last")],
  ...cardMenu,
];

/** The board's first ten labels, on the digits 1 to 9 and 0. */
const labelActions = (screen: BoardScreen): Action<Card>[] =>
  [...screen.labels.value.values()].map((label: Label, at) => ({
    name: `card.label-${label.id}`, icon: "label", ...(at < 10 ? { keys: [String((at + 1) % 10)] } : {}), guard: mayEdit,
    label: (_, card) => t(has(card, label) ? "card.unlabel" : "card.add-label", { label: labelName(label) }),
    perform: (_, card) => void screen.store.run({ kind: "labelCard", cardId: card.id, labelId: label.id, on: !has(card, label) }),
  }));

/** Every action on a card. */
export const cardActions = (screen: BoardScreen): Action<Card>[] => [...contextMenu.flat(), ...labelActions(screen)];

const has = (card: Card, label: Label): boolean => card.labels?.includes(label.id) === true;
const isMine = (screen: BoardScreen, card: Card): boolean => card.assignees?.includes(screen.store.me.value?.id ?? "") === true;
