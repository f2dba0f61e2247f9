import { computed, effect, signal, untracked } from "@preact/signals";
import { location, navigate } from "../router";
import { cardPath, boardPath, routeOf } from "../routes";
import { kept } from "../kept";
import { toast } from "../ui/toasts";
import { t } from "../i18n";
import { cardsByNumber } from "./card-number";
import type { Command } from "./commands";
import { dropCommands, isFull, type DropTarget } from "./drop";
import { filterOf, isActive, matcher, withFilter, type Filter } from "./filter";
import { laneKinds, lanesOf, type LaneKind } from "./lanes";
import { mayAs, type Card } from "./model";
import { predict } from "./predict";
import { createStepBack } from "./step-back";
import type { BoardStore } from "./store";
import { cardsByColumn } from "./view";

/** What is being carried with the keyboard, and where it would land. */
export interface Grab {
  cardId: string;
  columnId: string;
  index: number;
}

/** The board as it is shown: the store's state through filter, swimlanes and a card carried by keyboard. */
export function createBoardView(store: BoardStore) {
  const query = computed(() => location.value.searchParams.toString());
  const filter = computed<Filter>(() => filterOf(new URLSearchParams(query.value)));
  const lanes = computed<LaneKind>(() => {
    const asked = new URLSearchParams(query.value).get("lanes");
    return laneKinds.find((kind) => kind === asked) ?? "none";
  });
  const collapsed = signal<ReadonlySet<string>>(readCollapsed(store.boardId));
  const grab = signal<(Grab & { command: Command | null }) | null>(null);
  const dragging = signal<string | null>(null);
  const adding = signal<string | null>(null);
  const help = signal(false);
  const hovered = { cardId: null as string | null };

  const labels = computed(() => store.state.value?.labels ?? new Map());
  const members = computed(() => store.state.value?.members ?? new Map());
  const info = computed(() => store.state.value?.info ?? null);
  const numbers = computed(() => cardsByNumber(store.state.value?.cards.values() ?? []));
  const mayEdit = computed(() => mayAs(store.me.value?.role, "editor") && info.value?.archived !== true);
  const mayComment = computed(() => mayAs(store.me.value?.role, "commenter") && info.value?.archived !== true);
  const isOwner = computed(() => mayAs(store.me.value?.role, "owner"));

  let lastGrabbed: ReadonlyMap<string, readonly Card[]> = new Map();
  const cards = computed(() => {
    const state = store.state.value;
    const command = grab.value?.command ?? null;
    if (state === null || command === null) {
      return store.cards.value;
    }
    lastGrabbed = cardsByColumn(predict(state, command), store.cards.value);
    return lastGrabbed;
  });
  let lastShown: ReadonlyMap<string, readonly Card[]> = new Map();
  const shown = computed(() => {
    if (!isActive(filter.value)) {
      return cards.value;
    }
    const passes = matcher(filter.value, { labels: labels.value, members: members.value }, new Date());
    const next = new Map<string, readonly Card[]>();
    for (const [id, list] of cards.value) {
      const passing = list.filter(passes);
      const before = lastShown.get(id);
      next.set(id, before !== undefined && before.length === passing.length && passing.every((card, at) => card === before[at]) ? before : passing);
    }
    lastShown = next;
    return next;
  });
  const rows = computed(() => {
    const state = store.state.value;
    return state === null || lanes.value === "none" ? [] : lanesOf(state, shown.value, lanes.value);
  });
  const shownCount = computed(() => [...shown.value.values()].reduce((sum, list) => sum + list.length, 0));

  const go = (change: (query: URLSearchParams) => URLSearchParams): void => {
    const next = change(new URLSearchParams(location.peek().search)).toString();
    navigate(location.peek().pathname + (next === "" ? "" : `?${next}`), { replace: true });
  };
  const setFilter = (next: Filter): void => go((current) => withFilter(current, next));
  const setLanes = (kind: LaneKind): void => go((current) => {
    current.delete("lanes");
    if (kind !== "none") {
      current.set("lanes", kind);
    }
    return current;
  });

  const toggleCollapsed = (columnId: string): void => {
    const next = new Set(collapsed.peek());
    if (!next.delete(columnId)) {
      next.add(columnId);
    }
    collapsed.value = next;
  };
  const remember = effect(() => writeCollapsed(store.boardId, collapsed.value));

  const address = (path: string): string => {
    const { search } = location.peek();
    return path + search;
  };
  const openCard = (cardId: string): void => navigate(address(cardPath(store.boardId, store.realId(cardId))));
  const closeCard = (): void => navigate(address(boardPath(store.boardId)));

  /** An address may name a card by its number: it gives way to the card's own as soon as the card is known. */
  const followNumber = effect(() => {
    const route = routeOf(location.value.pathname);
    if (route.page !== "board" || route.boardId !== store.boardId || route.cardNumber === undefined || store.state.value === null) {
      return;
    }
    const { cardNumber: number } = route;
    const card = numbers.value.get(number);
    // The board from the cache may be older than the card.
    if (card === undefined && store.stale.value) {
      return;
    }
    untracked(() => {
      navigate(address(card === undefined ? boardPath(store.boardId) : cardPath(store.boardId, card.id)), { replace: true });
      if (card === undefined) {
        toast({ text: t("card.number-unknown", { number }) });
      }
    });
  });

  /** Says why nothing can be put there; null when it can. */
  const refusal = (cardId: string, columnId: string): string | null => {
    const state = store.state.peek();
    const column = state?.columns.get(columnId);
    if (column === undefined || state?.cards.get(cardId)?.columnId === columnId) {
      return null;
    }
    return isFull(column, store.cards.peek().get(columnId)?.length ?? 0)
      ? t("wip.full", { column: column.name, n: column.wipLimit ?? 0 })
      : null;
  };

  const drop = (dragged: string, target: DropTarget): void => {
    // A card just made may get its real id in mid-air.
    const cardId = store.realId(dragged);
    const state = store.state.peek();
    const reason = refusal(cardId, target.columnId);
    if (state === null || reason !== null) {
      if (reason !== null) {
        toast({ text: reason });
      }
      return;
    }
    for (const command of dropCommands(state, store.cards.peek(), cardId, target, lanes.peek())) {
      void store.run(command);
    }
  };

  const { undo, redo } = createStepBack(store);

  return {
    store, filter, lanes, rows, shown, shownCount, cards, labels, members, info, numbers, mayEdit, mayComment, isOwner,
    collapsed, toggleCollapsed, grab, dragging, adding, help, hovered,
    setFilter, setLanes, openCard, closeCard, refusal, drop, undo, redo,
    dispose: () => { remember(); followNumber(); },
  };
}

export type BoardView = ReturnType<typeof createBoardView>;

function readCollapsed(boardId: string): ReadonlySet<string> {
  try {
    return new Set(JSON.parse(kept.get(`collapsed.${boardId}`) ?? "[]") as string[]);
  } catch {
    return new Set();
  }
}

function writeCollapsed(boardId: string, collapsed: ReadonlySet<string>): void {
  if (collapsed.size === 0) {
    kept.remove(`collapsed.${boardId}`);
  } else {
    kept.set(`collapsed.${boardId}`, JSON.stringify([...collapsed]));
  }
}
