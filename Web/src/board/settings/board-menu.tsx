import { t } from "../../i18n/i18n";
import { ColourField } from "../../ui/colour-field";
import { Icon } from "../../ui/icons";
import { Menu } from "../../ui/menu";
import { tintName } from "../../ui/tints";
import { ActionItems } from "../actions/action-menu";
import { boardMenu } from "../actions/board-actions";
import type { BoardScreen } from "../state/board-screen";

export function BoardMenu({ screen }: { screen: BoardScreen }) {
  const archived = screen.info.value?.archived === true;
  return (
    <Menu label={t("board.menu")} button={<Icon name="more" />}>
      {(close) => (
        <>
          {screen.isOwner.value && !archived && (
            <div class="menu-form">
              <ColourField label={t("board.colour")} value={tintName(screen.info.value?.colour)}
                change={(colour) => void screen.store.run({ kind: "setBoard", fields: { colour } })} />
            </div>
          )}
          <ActionItems groups={boardMenu} screen={screen} target={null} close={close} />
        </>
      )}
    </Menu>
  );
}
