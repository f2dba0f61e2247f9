import { useComputed } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import type { BoardView } from "../board/board-view";
import type { Card } from "../board/model";
import { t } from "../i18n";
import { useModal } from "../ui/dialog";
import { Icon } from "../ui/icons";
import { FailureState, State } from "../ui/state";
import { tintName } from "../ui/tints";
import { CardActions } from "./card-actions";
import { CardActivity } from "./card-activity";
import { CardChecklists } from "./card-checklists";
import { CardComments } from "./card-comments";
import { CardDescription } from "./card-description";
import { CardProperties } from "./card-properties";
import { createCardStore, type CardStore } from "./card-store";
import { CardTitle } from "./card-title";
import { httpCardApi } from "./http-card-api";

/** A card with everything it has; its address is its own. */
export function CardDialog({ cardId, view }: { cardId: string; view: BoardView }) {
  const root = useRef<HTMLDialogElement>(null);
  const texts = useMemo(() => createCardStore(view.store, cardId, httpCardApi), [view, cardId]);
  const card = useComputed(() => view.store.state.value?.cards.get(cardId)).value;
  const version = card?.version ?? 0;
  useEffect(() => void texts.load(), [texts, version]);
  useEffect(() => texts.close, [texts]);
  useModal(root, view.closeCard);
  const tint = tintName(card?.cover);
  return (
    <dialog ref={root} autofocus tabIndex={-1} class={`card-dialog ${tint === null ? "" : `card-dialog-cover tint-${tint}`}`} aria-label={card?.title ?? t("card.label")}>
      {card === undefined
        ? <NoCard view={view} />
        : <CardContent card={card} view={view} texts={texts} />}
    </dialog>
  );
}

function NoCard({ view }: { view: BoardView }) {
  return (
    <>
      <header class="card-dialog-head"><CloseButton view={view} /></header>
      <State icon="archive" title={t("card.gone.title")} text={t("card.gone.text")}>
        <button type="button" class="button" onClick={view.closeCard}>{t("card.back")}</button>
      </State>
    </>
  );
}

const CloseButton = ({ view }: { view: BoardView }) => (
  <button type="button" class="icon-button card-dialog-close" aria-label={t("action.close")} onClick={view.closeCard}><Icon name="close" /></button>
);

function CardContent({ card, view, texts }: { card: Card; view: BoardView; texts: CardStore }) {
  const failure = texts.failure.value;
  return (
    <>
      <header class="card-dialog-head">
        <ColumnField card={card} view={view} />
        <CardActions card={card} view={view} />
        <CloseButton view={view} />
      </header>
      <div class="card-dialog-body">
        <div class="card-main">
          <CardTitle card={card} view={view} />
          {failure !== null && texts.details.value === null
            ? <FailureState failure={failure} retry={() => void texts.load()} />
            : (
              <>
                <CardDescription card={card} view={view} texts={texts} />
                <CardChecklists view={view} texts={texts} />
              </>
            )}
        </div>
        <CardProperties card={card} view={view} />
        {texts.details.value !== null && (
          <div class="card-main card-talk">
            <CardComments view={view} texts={texts} />
            <CardActivity card={card} view={view} texts={texts} />
          </div>
        )}
      </div>
    </>
  );
}

/** Where the card is; choosing another column moves it, which is the way without dragging. */
function ColumnField({ card, view }: { card: Card; view: BoardView }) {
  const columns = view.store.columns.value;
  if (!view.mayEdit.value) {
    return <span class="column-field">{columns.find(({ id }) => id === card.columnId)?.name}</span>;
  }
  return (
    <label class="column-field">
      <span class="visually-hidden">{t("card.column")}</span>
      <select value={card.columnId} onChange={(event) => view.drop(card.id, { columnId: event.currentTarget.value, cardId: null, edge: "after" })}>
        {columns.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
      </select>
    </label>
  );
}
