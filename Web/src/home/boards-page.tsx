import { useSignal, type Signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { rejected } from "../api/answer";
import type { Failure } from "../api/http";
import { problemText } from "../api/problem-text";
import { FailureState } from "../auth/failure-state";
import { boardsApi, type BoardSummary } from "../board/sync/boards-api";
import { ago, t, tn } from "../i18n/i18n";
import { drafts } from "../lib/drafts";
import { navigate } from "../routing/router";
import { boardPath } from "../routing/routes";
import { ColourField } from "../ui/colour-field";
import { Dialog } from "../ui/dialog";
import { EmptyState } from "../ui/empty-state";
import { Icon } from "../ui/icons";
import { tintName } from "../ui/tints";
import { toast } from "../ui/toasts";
import { boardsNamed, groupBoards, manyBoards } from "./boards";

type Boards = Signal<readonly BoardSummary[] | null>;

export function BoardsPage() {
  const boards: Boards = useSignal<readonly BoardSummary[] | null>(null);
  const failure = useSignal<Failure | null>(null);
  const creating = useSignal(false);
  const typed = useSignal("");
  const many = (boards.value?.length ?? 0) > manyBoards;
  const load = async (): Promise<void> => {
    const answer = await boardsApi.list();
    failure.value = answer.ok ? null : answer.failure;
    if (answer.ok) {
      boards.value = answer.value;
    }
  };
  useEffect(() => void load(), []);

  return (
    <main class="page">
      <header class="page-head">
        <h1>{t("boards.title")}</h1>
        {many && <Search typed={typed} />}
        {(boards.value?.length ?? 0) > 0 && (
          <button type="button" class="button button-primary" onClick={() => (creating.value = true)}><Icon name="plus" />{t("boards.new")}</button>
        )}
      </header>
      {boards.value === null
        ? failure.value === null ? <BoardsSkeleton /> : <FailureState failure={failure.value} retry={() => void load()} />
        : <BoardGroupsView boards={boards} typed={many ? typed.value : ""} create={() => (creating.value = true)} />}
      {creating.value && <CreateBoard close={() => (creating.value = false)} />}
    </main>
  );
}

function Search({ typed }: { typed: Signal<string> }) {
  return (
    <label class="search boards-search">
      <Icon name="search" size={16} />
      <input type="search" class="search-field" placeholder={t("boards.search")} aria-label={t("boards.search")} value={typed}
        onInput={(event) => (typed.value = event.currentTarget.value)} />
    </label>
  );
}

function BoardGroupsView({ boards, typed, create }: { boards: Boards; typed: string; create: () => void }) {
  const all = boards.value ?? [];
  if (all.length === 0) {
    return <NoBoards create={create} />;
  }
  const found = boardsNamed(all, typed);
  const { starred, others, archived } = groupBoards(found);
  return (
    <>
      <p class={found.length === 0 ? "state muted" : "visually-hidden"} role="status">
        {typed.trim() === "" ? "" : found.length === 0 ? t("boards.none-found") : tn("boards.found", found.length)}
      </p>
      <Group title={starred.length > 0 ? t("boards.starred") : null} list={starred} boards={boards} />
      <Group title={starred.length > 0 ? t("boards.others") : null} list={others} boards={boards} />
      {archived.length > 0 && (
        <details class="archived-boards" open={typed.trim() !== ""}>
          <summary>{tn("boards.archived", archived.length)}</summary>
          <Group title={null} list={archived} boards={boards} />
        </details>
      )}
    </>
  );
}

/** The first visit: an empty board, or one that shows what boards are. */
function NoBoards({ create }: { create: () => void }) {
  const busy = useSignal(false);
  const sample = async (): Promise<void> => {
    busy.value = true;
    const answer = await import("./sample-board").then((module) => module.createSampleBoard(), () => rejected("offline", true));
    busy.value = false;
    if (answer.ok) {
      navigate(boardPath(answer.value.id));
    } else {
      toast({ kind: "error", text: problemText(answer) });
    }
  };
  return (
    <EmptyState icon="board" title={t("boards.empty.title")} text={t("boards.empty.text")}>
      <button type="button" class="button button-primary" disabled={busy.value} onClick={create}><Icon name="plus" />{t("boards.new")}</button>
      <button type="button" class="button" disabled={busy.value} aria-busy={busy.value} onClick={() => void sample()}>{t(busy.value ? "boards.sample-making" : "boards.sample")}</button>
    </EmptyState>
  );
}

function Group({ title, list, boards }: { title: string | null; list: readonly BoardSummary[]; boards: Boards }) {
  return list.length === 0 ? null : (
    <section class="board-group">
      {title !== null && <h2>{title}</h2>}
      <ul class="board-grid">{list.map((board) => <BoardTile key={board.id} board={board} boards={boards} />)}</ul>
    </section>
  );
}

function BoardTile({ board, boards }: { board: BoardSummary; boards: Boards }) {
  const { id, name, starred, archived } = board;
  const tint = tintName(board.colour);
  const update = (change: Partial<BoardSummary>): void => {
    boards.value = (boards.peek() ?? []).map((one) => (one.id === id ? { ...one, ...change } : one));
  };
  const star = async (): Promise<void> => {
    update({ starred: !starred });
    const answer = await boardsApi.star(id, !starred);
    if (!answer.ok) {
      update({ starred });
      toast({ kind: "error", text: problemText(answer) });
    }
  };
  return (
    <li class={`board-tile ${tint === null ? "" : `board-tile-tinted tint-${tint}`}`}>
      <a class="board-link" href={boardPath(id)}>{name}</a>
      <p class="board-facts">
        <span class="board-fact"><Icon name="board" size={14} />{tn("boards.cards", board.cards)}</span>
        <span class="board-fact"><Icon name="users" size={14} />{tn("members.count", board.members)}</span>
        <span class="board-fact"><Icon name="clock" size={14} />{ago(Date.parse(board.changedAt))}</span>
      </p>
      {!archived && (
        <button type="button" class={`icon-button star ${starred ? "star-on" : ""}`} aria-pressed={starred} aria-label={t("boards.star", { name })} onClick={() => void star()}>
          <Icon name="star" />
        </button>
      )}
    </li>
  );
}

function CreateBoard({ close }: { close: () => void }) {
  const draft = drafts("board.new");
  const name = useSignal(draft.get());
  const colour = useSignal<string | null>("blue");
  const basic = useSignal(true);
  const busy = useSignal(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (busy.peek()) {
      return;
    }
    busy.value = true;
    const answer = await boardsApi.create({ name: name.peek().trim() || t("boards.untitled"), colour: colour.peek(), basic: basic.peek() });
    busy.value = false;
    if (answer.ok) {
      draft.set("");
      navigate(boardPath(answer.value.id));
    } else {
      toast({ kind: "error", text: problemText(answer) });
    }
  };
  return (
    <Dialog title={t("boards.new")} close={close}>
      <form class="form" onSubmit={submit}>
        <label class="field">
          <span class="field-label">{t("boards.name")}</span>
          <input ref={field} class="input" maxLength={100} placeholder={t("boards.name-hint")} value={name}
            onInput={(event) => { name.value = event.currentTarget.value; draft.set(name.value); }} />
        </label>
        <ColourField label={t("field.colour")} value={colour.value} none={false} change={(next) => (colour.value = next)} />
        <label class="check">
          <input type="checkbox" checked={basic.value} onChange={(event) => (basic.value = event.currentTarget.checked)} />
          <span>{t("boards.basic")}</span>
        </label>
        <div class="form-actions">
          <button type="button" class="button button-quiet" onClick={() => { draft.set(""); close(); }}>{t("action.cancel")}</button>
          <button type="submit" class="button button-primary" disabled={busy.value}>{t("boards.create")}</button>
        </div>
      </form>
    </Dialog>
  );
}

function BoardsSkeleton() {
  return (
    <div class="board-grid" aria-busy="true" aria-label={t("state.loading")}>
      {[1, 2, 3, 4, 5, 6].map((key) => <span key={key} class="skeleton-block skeleton-tile" />)}
    </div>
  );
}
