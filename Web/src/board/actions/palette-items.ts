import { t } from "../../i18n/i18n";
import { matchesText, searchForm } from "../../lib/hangul";
import { navigate } from "../../routing/router";
import { boardPath } from "../../routing/routes";
import type { IconName } from "../../ui/icons";
import type { Card } from "../model/model";
import type { BoardScreen } from "../state/board-screen";
import { isPossible, keyText, type Action } from "./action";
import { boardActions } from "./board-actions";
import { cardActions } from "./card-actions";

export interface PaletteItem {
  id: string;
  icon: IconName;
  label: string;
  /** Its shortcut, or what tells it from others of the same name. */
  hint?: string;
  run: () => void;
}

export interface PaletteGroup {
  title: string;
  items: readonly PaletteItem[];
}

export interface PaletteBoard {
  id: string;
  name: string;
}

const maxCards = 8;
const maxBoards = 6;

/** What the palette offers for a text: actions on the card that it was opened on, cards, actions on the board, other boards. */
export function paletteItems(screen: BoardScreen, card: Card | null, boards: readonly PaletteBoard[], query: string): PaletteGroup[] {
  const typed = searchForm(query).trim();
  const matches = (text: string): boolean => matchesText(searchForm(text), typed);
  const cards = typed === "" ? [] : [...screen.store.state.value?.cards.values() ?? []].filter((one) => matches(numbered(one))).slice(0, maxCards);
  const groups: PaletteGroup[] = [
    { title: card === null ? "" : t("palette.card", { card: card.title }), items: card === null ? [] : actionItems(cardActions(screen), screen, card) },
    { title: t("palette.cards"), items: cards.map((one) => ({ id: `card-${one.id}`, icon: "text" as const, label: one.title, ...hintOf(one), run: () => screen.openCard(one.id) })) },
    { title: t("keys.board"), items: actionItems(boardActions.filter(({ name }) => name !== "board.palette"), screen, null) },
    {
      title: t("nav.boards"),
      items: boards.filter(({ id }) => id !== screen.store.boardId)
        .map(({ id, name }) => ({ id: `board-${id}`, icon: "board" as const, label: name, run: () => navigate(boardPath(id)) })),
    },
  ];
  return groups
    .map(({ title, items }, at) => ({ title, items: items.filter(({ label }) => at === 1 || matches(label)).slice(0, at === 3 ? maxBoards : undefined) }))
    .filter(({ items }) => items.length > 0);
}

const numbered = ({ number, title }: Card): string => (typeof number === "number" ? `#${number} ${title}` : title);
const hintOf = ({ number }: Card): { hint?: string } => (typeof number === "number" ? { hint: `#${number}` } : {});

function actionItems<T>(actions: readonly Action<T>[], screen: BoardScreen, target: T): PaletteItem[] {
  return actions.filter((action) => isPossible(action, screen, target)).map((action) => ({
    id: action.name, icon: action.icon, label: action.label(screen, target),
    ...(action.keys?.[0] === undefined ? {} : { hint: keyText(action.keys[0]) }),
    run: () => action.perform(screen, target),
  }));
}
