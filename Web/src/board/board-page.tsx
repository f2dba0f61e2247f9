import { useComputed } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { profile } from "../auth/session";
import { CardDialog } from "../cards/card-dialog";
import { AddColumn } from "../columns/add-column";
import { ColumnView } from "../columns/column";
import { t } from "../i18n";
import { location } from "../router";
import { routeOf } from "../routes";
import { boardName } from "../titles";
import { FailureState, State } from "../ui/state";
import { tintName } from "../ui/tints";
import { BoardHeader } from "./board-header";
import { createBoardView, type BoardView } from "./board-view";
import { createBoardCache } from "./cache";
import { draftsOf } from "./drafts";
import { boardDrag } from "./card-drag";
import { httpBoardApi } from "./http-board-api";
import { boardKeys } from "./keyboard";
import { LaneBoard } from "./lane-board";
import { isActive } from "./filter";
import { createOutbox } from "./outbox";
import { reportRefusal, tellOthers } from "./reports";
import { ShortcutsDialog } from "./shortcuts-dialog";
import { createBoardStore } from "./store";
import { touchDrag } from "./touch-drag";

export function BoardPage({ boardId }: { boardId: string }) {
  const sub = profile.value?.sub ?? "";
  const view = useMemo(() => openBoard(boardId, sub), [boardId, sub]);
  useEffect(() => {
    const stop = view.store.start();
    const keys = boardKeys(view);
    return () => {
      keys();
      stop();
      view.dispose();
    };
  }, [view]);
  return <Board view={view} />;
}

function openBoard(boardId: string, sub: string): BoardView {
  draftsOf(sub);
  const store = createBoardStore({
    boardId, sub, api: httpBoardApi, cache: createBoardCache(sub), outbox: createOutbox(sub, boardId),
    onOthers: (events) => tellOthers(store, events),
    onRefused: (command, refusal) => reportRefusal(store, command, refusal),
  });
  return createBoardView(store);
}

function Board({ view }: { view: BoardView }) {
  const { store } = view;
  const loaded = useComputed(() => store.state.value !== null).value;
  const failure = store.failure.value;
  const gone = failure === "not-found" || failure === "forbidden";
  const name = useComputed(() => view.info.value?.name ?? "").value;
  const title = gone ? t("board.gone.title") : name;
  const tint = useComputed(() => tintName(view.info.value?.colour)).value;
  useEffect(() => {
    boardName.value = title;
    return () => {
      boardName.value = "";
    };
  }, [title]);

  if (gone) {
    return (
      <main class="page">
        <State page icon="lock" title={t("board.gone.title")} text={t("board.gone.text")}>
          <a class="button" href="/boards">{t("nav.boards")}</a>
        </State>
      </main>
    );
  }
  if (!loaded) {
    return failure === null ? <BoardSkeleton /> : <main class="page"><FailureState page failure={failure} retry={() => void store.reload()} /></main>;
  }
  return (
    <main class={`board ${tint === null ? "" : `board-tinted tint-${tint}`}`}>
      <BoardHeader view={view} />
      <BoardBody view={view} />
      <p id="card-keys" class="visually-hidden">{t("drag.keys")}</p>
      <OpenCard view={view} />
      {view.help.value && <ShortcutsDialog close={() => (view.help.value = false)} />}
    </main>
  );
}

function BoardBody({ view }: { view: BoardView }) {
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = root.current;
    if (element === null) {
      return undefined;
    }
    const cleanups = [boardDrag(element, view), touchDrag(element, view)];
    return () => cleanups.forEach((cleanup) => cleanup());
  }, [view]);
  const columns = view.store.columns.value;
  const nothingShown = useComputed(() => isActive(view.filter.value) && view.shownCount.value === 0).value;
  return (
    <div ref={root} class="board-body">
      {/* Columns say it themselves; rows without cards are left out. */}
      {nothingShown && <p class={`board-nothing ${view.lanes.value === "none" ? "visually-hidden" : ""}`} role="status">{t("filter.nothing")}</p>}
      {view.lanes.value === "none"
        ? (
          <div class="columns">
            {columns.map((column) => <ColumnView key={view.store.keyOf(column.id)} column={column} view={view} />)}
            {view.mayEdit.value && <AddColumn view={view} first={columns.length === 0} />}
          </div>
        )
        : <LaneBoard view={view} />}
    </div>
  );
}

/** The dialog of the card that the address names. */
function OpenCard({ view }: { view: BoardView }) {
  const route = routeOf(location.value.pathname);
  const cardId = route.page === "board" ? route.cardId : null;
  return cardId === null ? null : <CardDialog key={cardId} cardId={cardId} view={view} />;
}

function BoardSkeleton() {
  return (
    <main class="board" aria-busy="true" aria-label={t("state.loading")}>
      <div class="board-head"><span class="skeleton-block skeleton-title" /></div>
      <div class="board-body">
        <div class="columns">
          {[4, 2, 3].map((cards) => (
            <div key={cards} class="column column-skeleton">
              {Array.from({ length: cards }, (_, index) => <span key={index} class="skeleton-block skeleton-card" />)}
            </div>
          ))}
        </div>
      </div>
    </main>
  );
}
