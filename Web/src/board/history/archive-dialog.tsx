import { useComputed, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { t } from "../../i18n/i18n";
import { Dialog } from "../../ui/dialog";
import type { Card } from "../model/model";
import type { BoardScreen } from "../state/board-screen";
import { RestoreCard } from "./restore-card";

/** The archived cards, each with a button that restores it. */
export function ArchiveDialog({ screen, close }: { screen: BoardScreen; close: () => void }) {
  const cards = useSignal<readonly Card[] | null>(null);
  const taken = useSignal<readonly string[]>([]);
  // Read again with every event: a card archived just before arrives with its own.
  const seq = useComputed(() => screen.store.state.value?.seq ?? 0).value;
  useEffect(() => void screen.source.archived(screen.store.boardId).then((answer) => {
    cards.value = answer.ok ? answer.value.filter(({ id }) => !taken.peek().includes(id)) : [];
  }), [seq]);
  const take = (card: Card): void => {
    taken.value = [...taken.peek(), card.id];
    cards.value = cards.peek()?.filter(({ id }) => id !== card.id) ?? null;
  };
  const remove = (card: Card): void => {
    take(card);
    void screen.store.run({ kind: "deleteCard", cardId: card.id });
  };
  return (
    <Dialog title={t("board.archive-cards")} close={close} wide>
      {cards.value === null
        ? <span class="skeleton-block skeleton-text" />
        : cards.value.length === 0
          ? <p class="muted">{t("archive.empty")}</p>
          : (
            <ul class="archive-list">
              {cards.value.map((card) => (
                <li key={card.id}>
                  <span>{card.title}</span>
                  {screen.mayEdit.value && (
                    <>
                      <RestoreCard card={card} screen={screen} onRestore={() => take(card)} />
                      <button type="button" class="button button-small button-quiet" onClick={() => remove(card)}>{t("card.delete")}</button>
                    </>
                  )}
                </li>
              ))}
            </ul>
          )}
    </Dialog>
  );
}
