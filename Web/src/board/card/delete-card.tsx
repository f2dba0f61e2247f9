import { t } from "../../i18n/i18n";
import { Dialog } from "../../ui/dialog";
import type { Card } from "../model/model";
import type { BoardScreen } from "../state/board-screen";

export function DeleteCard({ card, screen, close }: { card: Card; screen: BoardScreen; close: () => void }) {
  const remove = (): void => {
    close();
    screen.closeCard();
    void screen.store.run({ kind: "deleteCard", cardId: card.id });
  };
  return (
    <Dialog title={t("card.delete-title")} close={close}>
      <p>{t("card.delete-text", { card: card.title })}</p>
      <div class="form-actions">
        <button type="button" class="button button-quiet" onClick={close}>{t("action.cancel")}</button>
        <button type="button" class="button button-danger" onClick={remove}>{t("card.delete")}</button>
      </div>
    </Dialog>
  );
}
