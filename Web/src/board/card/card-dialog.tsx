import { useComputed } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { FailureState } from "../../auth/failure-state";
import { t } from "../../i18n/i18n";
import { useModal } from "../../ui/dialog";
import { EmptyState } from "../../ui/empty-state";
import { Icon } from "../../ui/icons";
import { tintName } from "../../ui/tints";
import { isPossible } from "../actions/action";
import { tick } from "../actions/card-actions";
import { RestoreCard } from "../history/restore-card";
import { isDone } from "../model/done";
import type { Card } from "../model/model";
import type { BoardScreen } from "../state/board-screen";
import { CardActivity } from "./card-activity";
import { CardChecklists } from "./card-checklists";
import { CardComments } from "./card-comments";
import { CardDescription } from "./card-description";
import { CardMenu } from "./card-menu";
import { CardProperties } from "./card-properties";
import { createCardStore, type CardStore } from "./card-store";
import { CardTitle } from "./card-title";

/** A card with everything it has; its address is its own. */
export function CardDialog({ cardId, screen }: { cardId: string; screen: BoardScreen }) {
  const root = useRef<HTMLDialogElement>(null);
  const texts = useMemo(() => createCardStore(screen.store, cardId, screen.source.card), [screen, cardId]);
  const card = useComputed(() => screen.store.state.value?.cards.get(cardId)).value;
  const version = card?.version ?? 0;
  useEffect(() => void texts.load(), [texts, version]);
  useEffect(() => texts.close, [texts]);
  useModal(root, screen.closeCard);
  useEffect(() => () => leaveTo(cardId, screen), [cardId, screen]);
  const tint = tintName(card?.cover);
  return (
    <dialog ref={root} autofocus tabIndex={-1} class={`card-dialog ${tint === null ? "" : `card-dialog-cover tint-${tint}`}`} aria-label={card?.title ?? t("card.label")}>
      {card === undefined
        ? <NoCard screen={screen} texts={texts} />
        : <CardContent card={card} screen={screen} texts={texts} />}
    </dialog>
  );
}

/** Opened by a link, or moved meanwhile: the window gave the focus back to nothing, so the card on the board gets it. */
function leaveTo(cardId: string, screen: BoardScreen): void {
  if (document.activeElement === null || document.activeElement === document.body) {
    screen.reveal(cardId);
  }
}

/** The card of the address is not on the board: it may be in the archive. */
function NoCard({ screen, texts }: { screen: BoardScreen; texts: CardStore }) {
  const archived = texts.failure.value === null ? texts.details.value?.card : undefined;
  if (texts.failure.value === null && texts.details.value === null) {
    return (
      <>
        <header class="card-dialog-head"><CloseButton screen={screen} /></header>
        <section class="state" aria-busy="true" aria-label={t("state.loading")}><span class="skeleton-block skeleton-title" /></section>
      </>
    );
  }
  if (archived?.archived === true) {
    return <ArchivedCard card={archived} screen={screen} />;
  }
  return (
    <>
      <header class="card-dialog-head"><CloseButton screen={screen} /></header>
      <EmptyState icon="archive" title={t("card.gone.title")} text={t("card.gone.text")}>
        <button type="button" class="button" onClick={screen.closeCard}>{t("card.back")}</button>
      </EmptyState>
    </>
  );
}

function ArchivedCard({ card, screen }: { card: Card; screen: BoardScreen }) {
  return (
    <>
      <header class="card-dialog-head"><CloseButton screen={screen} /></header>
      <EmptyState icon="archive" title={card.title} text={t("card.is-archived")}>
        {screen.mayEdit.value
          ? <RestoreCard card={card} screen={screen} />
          : <button type="button" class="button" onClick={screen.closeCard}>{t("card.back")}</button>}
      </EmptyState>
    </>
  );
}

const CloseButton = ({ screen }: { screen: BoardScreen }) => (
  <button type="button" class="icon-button card-dialog-close" aria-label={t("action.close")} onClick={screen.closeCard}><Icon name="close" /></button>
);

function CardContent({ card, screen, texts }: { card: Card; screen: BoardScreen; texts: CardStore }) {
  const failure = texts.failure.value;
  return (
    <>
      <header class="card-dialog-head">
        <ColumnField card={card} screen={screen} />
        <CardTick card={card} screen={screen} />
        <CardMenu card={card} screen={screen} />
        <CloseButton screen={screen} />
      </header>
      <div class="card-dialog-body">
        <div class="card-heading"><CardTitle card={card} screen={screen} /></div>
        <CardProperties card={card} screen={screen} />
        <div class="card-main">
          {failure !== null && texts.details.value === null
            ? <FailureState failure={failure} retry={() => void texts.load()} />
            : (
              <>
                <CardDescription card={card} screen={screen} texts={texts} />
                <CardChecklists screen={screen} texts={texts} />
              </>
            )}
        </div>
        {texts.details.value !== null && (
          <div class="card-main card-talk">
            <CardComments screen={screen} texts={texts} />
            <CardActivity card={card} screen={screen} texts={texts} />
          </div>
        )}
      </div>
    </>
  );
}

/** Ticks the card off, as on its face on the board. */
function CardTick({ card, screen }: { card: Card; screen: BoardScreen }) {
  if (!isPossible(tick, screen, card)) {
    return null;
  }
  const done = isDone(card, screen.columns.value);
  return (
    <button type="button" class={`button button-small card-complete ${done ? "card-complete-done" : ""}`} title={tick.label(screen, card)}
      aria-label={done ? `${t("card.done")}: ${tick.label(screen, card)}` : undefined} onClick={() => tick.perform(screen, card)}>
      <Icon name="check" size={16} /><span>{done ? t("card.done") : tick.label(screen, card)}</span>
    </button>
  );
}

/** Where the card is; choosing another column moves it, which is the way without dragging. */
function ColumnField({ card, screen }: { card: Card; screen: BoardScreen }) {
  const columns = screen.store.columns.value;
  if (!screen.mayEdit.value) {
    return <span class="column-field">{columns.find(({ id }) => id === card.columnId)?.name}</span>;
  }
  return (
    <label class="column-field">
      <span class="visually-hidden">{t("card.column")}</span>
      <select class="select-quiet" value={card.columnId} onChange={(event) => screen.drop(card.id, { columnId: event.currentTarget.value, cardId: null, edge: "after" })}>
        {columns.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
      </select>
    </label>
  );
}
