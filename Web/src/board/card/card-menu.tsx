import { t } from "../../i18n/i18n";
import { Icon } from "../../ui/icons";
import { Menu } from "../../ui/menu";
import { isPossible } from "../actions/action";
import { ActionItems } from "../actions/action-menu";
import { cardMenu, copyLink } from "../actions/card-actions";
import type { Card } from "../model/model";
import type { BoardScreen } from "../state/board-screen";

export function CardMenu({ card, screen }: { card: Card; screen: BoardScreen }) {
  return (
    <>
      {card.number && (screen.source.demo ? <span class="card-number">#{card.number}</span> : (
        <button type="button" class="link-button card-number" title={t("card.copy-link")} onClick={() => copyLink.perform(screen, card)}>#{card.number}<Icon name="link" size={14} /></button>
      ))}
      {cardMenu.flat().some((action) => isPossible(action, screen, card)) && (
        <Menu label={t("card.menu")} button={<Icon name="more" />}>
          {(close) => <ActionItems groups={cardMenu} screen={screen} target={card} close={close} />}
        </Menu>
      )}
    </>
  );
}
