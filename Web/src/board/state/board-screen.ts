import { batch, computed, effect, signal, untracked } from "@preact/signals";
import { t } from "../../i18n/i18n";
import { startOfToday } from "../../lib/clock";
import { moveDraft } from "../../lib/drafts";
import { kept } from "../../lib/kept";
import { address, backTo, navigate } from "../../routing/router";
import { boardPath, cardPath, routeOf } from "../../routing/routes";
import { toast } from "../../ui/toasts";
import { predict } from "../commands/table";
import { cardsByNumber } from "../model/card-number";
import type { Command } from "../model/commands";
import { hasDone, tickTarget } from "../model/done";
import { draftKeys } from "../model/draft-keys";
import { dropCommand, isFull, placeAt, type DropTarget } from "../model/drop";
import { filterOf, isActive, matcher, withFilter, type Filter } from "../model/filter";
import { laneKinds, laneOf, lanesOf, type LaneKind } from "../model/lanes";
import { mayAs, type Card } from "../model/model";
import { cardsByColumn } from "../model/order";
import type { BoardSource } from "../sync/board-api";
import type { BoardStore } from "../sync/store";
import type { BoardDialog } from "./board-dialog";
import { followGoneColumns } from "./gone-columns";
import { offerUndo } from "./made-lines";
import { createStepBack } from "./step-back";

/** What is being carried with the keyboard, and where it would land. */
export interface Grab {
  cardId: string;
  columnId: string;
  index: number;
}

/** The board as it is shown: the store's state through filter, swimlanes and a card carried by keyboard. */
export function createBoardScreen(store: BoardStore, source: BoardSource) {
  const query = computed(() => address.value.searchParams.toString());
  const filter = computed<Filter>(() => {
    const asked = filterOf(new URLSearchParams(query.value));
    void labels.value;
    return { ...asked, labels: asked.labels.map(store.realId) };
  });
  const lanes = computed<LaneKind>(() => {
    const asked = new URLSearchParams(query.value).get("lanes");
    return laneKinds.find((kind) => kind === asked) ?? "none";
  });
  const collapsed = signal<ReadonlySet<string>>(readCollapsed(store.boardId));
  const grab = signal<(Grab & { command: Command | null }) | null>(null);
  const dragging = signal<string | null>(null);
  const adding = signal<string | null>(null);
  /** The row of the column in which a card is being added. */
  const addingLane = signal("");
  /** The window that is open, and the column that is being renamed. */
  const dialog = signal<BoardDialog | null>(null);
  const renaming = signal<string | null>(null);
  /** Whether the search was reached by the browser's find key, which the page then explains. */
  const finding = signal(false);
  /** The card that gets the focus as soon as its list has drawn it. */
  const revealed = signal<string | null>(null);
  /** The card whose window the address names. */
  const opened = computed(() => {
    const route = routeOf(address.value.pathname);
    return route.page === "board" ? route.cardId : null;
  });
  const hovered = { cardId: null as string | null };
  /** The card whose menu is open, and the point of the window at which. */
  const cardMenu = signal<{ cardId: string; x: number; y: number } | null>(null);

  const labels = computed(() => store.state.value?.labels ?? new Map());
  const members = computed(() => store.state.value?.members ?? new Map());
  const columns = computed(() => store.state.value?.columns ?? new Map());
  const ticks = computed(() => hasDone(store.state.value));
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
    lastGrabbed = cardsByColumn(predict(state, [command]), store.cards.value);
    return lastGrabbed;
  });
  let lastShown: ReadonlyMap<string, readonly Card[]> = new Map();
  const shown = computed(() => {
    if (!isActive(filter.value)) {
      return cards.value;
    }
    const passes = matcher(filter.value, { labels: labels.value, members: members.value, columns: columns.value }, startOfToday.value);
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
    const next = change(new URLSearchParams(address.peek().search)).toString();
    navigate(address.peek().pathname + (next === "" ? "" : `?${next}`), { replace: true });
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

  const realIdOrNull = (id: string | null): string | null => (id === null ? null : store.realId(id));
  /** What was begun on something new goes on when the server has given it its id. */
  const followIds = effect(() => {
    void store.state.value;
    const shownColumns = store.columns.value;
    untracked(() => batch(() => {
      adding.value = realIdOrNull(adding.peek());
      renaming.value = realIdOrNull(renaming.peek());
      dragging.value = realIdOrNull(dragging.peek());
      hovered.cardId = realIdOrNull(hovered.cardId);
      if ([...collapsed.peek()].some((id) => store.realId(id) !== id)) {
        collapsed.value = new Set([...collapsed.peek()].map(store.realId));
      }
      const held = grab.peek();
      if (held !== null && store.realId(held.cardId) + store.realId(held.columnId) !== held.cardId + held.columnId) {
        const command = held.command === null ? null : store.resolve(held.command);
        grab.value = { ...held, cardId: store.realId(held.cardId), columnId: store.realId(held.columnId), command };
      }
      for (const { id } of shownColumns) {
        moveDraft(draftKeys.newCard(store.boardId, store.keyOf(id)), draftKeys.newCard(store.boardId, id));
      }
    }));
  });
  const followGone = followGoneColumns(store, adding);
  const withQuery = (path: string): string => {
    const { search } = address.peek();
    return path + search;
  };
  const reveal = (cardId: string): void => {
    revealed.value = cardId;
    // A list that is folded or gone never draws it.
    setTimeout(() => revealed.peek() === cardId && (revealed.value = null), 500);
  };
  const openCard = (cardId: string): void => navigate(withQuery(cardPath(store.boardId, store.realId(cardId))));
  const closeCard = (): void => {
    const board = boardPath(store.boardId);
    if (address.peek().pathname !== board && !backTo(board)) {
      navigate(withQuery(board), { replace: true });
    }
  };

  /** An address may name a card by its number: it gives way to the card's own as soon as the card is known. */
  const followNumber = effect(() => {
    const route = routeOf(address.value.pathname);
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
      navigate(withQuery(card === undefined ? boardPath(store.boardId) : cardPath(store.boardId, card.id)), { replace: true });
      if (card === undefined) {
        toast({ text: t("card.number-unknown", { number }) });
      }
    });
  });

  /** Says why nothing can be put there; null when it can. */
  const rejection = (cardId: string, columnId: string): string | null => {
    const state = store.state.peek();
    const column = state?.columns.get(columnId);
    if (column === undefined || state?.cards.get(cardId)?.columnId === columnId) {
      return null;
    }
    return isFull(column, store.cards.peek().get(columnId)?.length ?? 0)
      ? t("wip.full", { column: column.name, n: column.wipLimit ?? 0 })
      : null;
  };

  /** Opens the field for a new card in a column; with rows in the one that is named, else in that of a card, else in the first. */
  const addTo = (columnId: string, lane?: string, beside: Card | null = null): void => batch(() => {
    const state = store.state.peek();
    const own = state === null || beside === null ? undefined : laneOf(state, beside, lanes.peek());
    addingLane.value = lane ?? own ?? rows.peek().find(({ key, count }) => count > 0 || key !== "")?.key ?? "";
    adding.value = columnId;
  });

  /** The list that a card would be drawn in at a column: of its row, without what the filter hides. */
  const listFor = (card: Card, columnId: string): readonly Card[] => {
    const state = store.state.peek();
    const kind = lanes.peek();
    const lane = state === null || kind === "none" ? undefined : laneOf(state, card, kind);
    return (lane === undefined ? shown.peek() : rows.peek().find(({ key }) => key === lane)?.cards)?.get(columnId) ?? [];
  };

  /** Whether a column takes a card; says why when it does not. */
  const admits = (cardId: string, columnId: string): boolean => {
    const reason = rejection(cardId, columnId);
    if (reason !== null) {
      toast({ text: reason });
    }
    return reason === null;
  };

  /** Puts a card somewhere; false, with the reason said, when it cannot be there. */
  const drop = (dragged: string, target: DropTarget): boolean => {
    // A card just made may get its real id in mid-air.
    const cardId = store.realId(dragged);
    const state = store.state.peek();
    if (state === null || !admits(cardId, target.columnId)) {
      return false;
    }
    const command = dropCommand(state, store.cards.peek(), cardId, target, lanes.peek());
    if (command !== null) {
      void store.run(command);
    }
    return true;
  };

  /** Does something to a card that leaves the eye with it, and offers to take it back. */
  const runUndoably = (command: Command, text: string): void => offerUndo(store, [store.run(command)], text);

  // Undone rather than restored, which would put the card at its column's end.
  const archive = ({ id, title }: Card): void => runUndoably({ kind: "archiveCard", cardId: id }, t("card.archived", { card: title }));

  /** Takes a card to where work is done, or back; the reason is said when it cannot be there. */
  const tick = (ticked: string): void => {
    const card = store.state.peek()?.cards.get(store.realId(ticked));
    const target = card === undefined ? null : tickTarget(store.columns.peek(), card.columnId);
    if (card === undefined || target === null || !admits(card.id, target.id)) {
      return;
    }
    const place = placeAt(store.cards.peek().get(target.id) ?? [], card.id, { cardId: null, edge: "after" });
    runUndoably(
      { kind: "moveCard", cardId: card.id, columnId: target.id, place },
      t(target.done === true ? "card.was-completed" : "card.was-reopened", { card: card.title, column: target.name }),
    );
  };

  const { undo, redo } = createStepBack(store);

  return {
    store, source, filter, lanes, rows, shown, shownCount, cards, labels, members, columns, ticks, info, numbers, mayEdit, mayComment, isOwner,
    collapsed, toggleCollapsed, grab, dragging, adding, addingLane, addTo, cardMenu, dialog, renaming, finding, hovered, opened, revealed, reveal,
    setFilter, setLanes, openCard, closeCard, rejection, listFor, drop, archive, tick, undo, redo,
    dispose: () => { remember(); followIds(); followGone(); followNumber(); },
  };
}

export type BoardScreen = ReturnType<typeof createBoardScreen>;

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
