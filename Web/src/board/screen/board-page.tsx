import { useComputed } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { FailureState } from "../../auth/failure-state";
import { profile } from "../../auth/session";
import { t } from "../../i18n/i18n";
import { setDraftOwner } from "../../lib/drafts";
import { inBursts } from "../../lib/bursts";
import { whenIdle } from "../../lib/idle";
import { boardName } from "../../routing/titles";
import { EmptyState } from "../../ui/empty-state";
import { tintName } from "../../ui/tints";
import { cardApi } from "../card/card-api";
import { tellOthers } from "../history/sentences";
import { boardDrag, loadDrag } from "../input/drag";
import { boardKeys } from "../input/keyboard";
import { isActive } from "../model/filter";
import { createBoardScreen, type BoardScreen } from "../state/board-screen";
import type { BoardSource } from "../sync/board-api";
import { createBoardCache } from "../sync/cache";
import { httpArchiveApi, httpBoardApi } from "../sync/http-board-api";
import { idlePush } from "../sync/idle-push";
import { createOutbox } from "../sync/outbox";
import { reportRejection } from "../sync/rejections";
import { createBoardStore } from "../sync/store";
import { AddColumn } from "./add-column";
import { BoardHeader } from "./board-header";
import { CardContextMenu } from "./card-context-menu";
import { ColumnView } from "./column";
import { ColumnPager } from "./column-pager";
import { LaneBoard } from "./lane-board";
import { LazyCard, LazyDialog, loadDialogs } from "./lazy-dialog";
import { usePrint } from "./use-print";

export function BoardPage({ boardId }: { boardId: string }) {
  const sub = profile.value?.sub ?? "";
  return <BoardView screen={useMemo(() => openBoard(boardId, sub), [boardId, sub])} />;
}

const httpSource: BoardSource = { board: httpBoardApi, card: cardApi, archived: httpArchiveApi.archived, demo: false };

/** A board, followed as long as it is shown. */
export function BoardView({ screen }: { screen: BoardScreen }) {
  useEffect(() => {
    const stop = screen.store.start();
    const keys = boardKeys(screen);
    const idle = whenIdle(() => void loadDialogs().catch(() => undefined));
    return () => {
      idle();
      keys();
      stop();
      screen.dispose();
    };
  }, [screen]);
  usePrint(screen);
  return <Board screen={screen} />;
}

function openBoard(boardId: string, sub: string): BoardScreen {
  setDraftOwner(sub);
  const store = createBoardStore({
    boardId, sub, api: httpSource.board, cache: createBoardCache(sub), outbox: createOutbox(sub, boardId), push: idlePush(sub),
    onOthers: inBursts((events) => tellOthers(store, events)),
    onRejected: (...rejected) => reportRejection(store, ...rejected),
  });
  return createBoardScreen(store, httpSource);
}

function Board({ screen }: { screen: BoardScreen }) {
  const { store } = screen;
  const loaded = useComputed(() => store.state.value !== null).value;
  const failure = store.failure.value;
  const gone = failure === "not-found" || failure === "forbidden";
  const name = useComputed(() => screen.info.value?.name ?? "").value;
  const title = gone ? t("board.gone.title") : name;
  const tint = useComputed(() => tintName(screen.info.value?.colour)).value;
  useEffect(() => {
    boardName.value = title;
    return () => {
      boardName.value = "";
    };
  }, [title]);

  if (gone) {
    return (
      <main class="page">
        <EmptyState page icon="lock" title={t("board.gone.title")} text={t("board.gone.text")}>
          <a class="button" href="/boards">{t("nav.boards")}</a>
        </EmptyState>
      </main>
    );
  }
  if (!loaded) {
    return failure === null ? <BoardSkeleton /> : <main class="page"><FailureState page failure={failure} retry={() => void store.reload()} /></main>;
  }
  return (
    <main class={`board ${tint === null ? "" : `board-tinted tint-${tint}`}`}>
      <BoardHeader screen={screen} />
      {screen.lanes.value === "none" && <ColumnPager screen={screen} />}
      <BoardBody screen={screen} />
      <p id="card-keys" class="visually-hidden">{t("drag.keys")}</p>
      <OpenCard screen={screen} />
      <CardContextMenu screen={screen} />
      {screen.dialog.value !== null && <LazyDialog key={screen.dialog.value.kind} dialog={screen.dialog.value} screen={screen} />}
    </main>
  );
}

function BoardBody({ screen }: { screen: BoardScreen }) {
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = root.current;
    if (element === null) {
      return undefined;
    }
    void loadDrag();
    return boardDrag(element, screen);
  }, [screen]);
  const columns = screen.store.columns.value;
  const nothingShown = useComputed(() => isActive(screen.filter.value) && screen.shownCount.value === 0).value;
  return (
    <div ref={root} class="board-body">
      {/* Columns say it themselves; rows without cards are left out. */}
      {nothingShown && <p class={`board-nothing ${screen.lanes.value === "none" ? "visually-hidden" : ""}`} role="status">{t("filter.nothing")}</p>}
      {screen.lanes.value === "none"
        ? (
          <div class="columns">
            {columns.map((column) => <ColumnView key={screen.store.keyOf(column.id)} column={column} screen={screen} />)}
            {screen.mayEdit.value && <AddColumn screen={screen} first={columns.length === 0} />}
          </div>
        )
        : <LaneBoard screen={screen} />}
    </div>
  );
}

/** The dialog of the card that the address names. */
function OpenCard({ screen }: { screen: BoardScreen }) {
  const cardId = screen.opened.value;
  return cardId === null ? null : <LazyCard key={cardId} cardId={cardId} screen={screen} />;
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
