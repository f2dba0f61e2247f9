import { t } from "../../i18n/i18n";
import { Icon } from "../../ui/icons";
import { Menu } from "../../ui/menu";
import { ActionItems } from "../actions/action-menu";
import { columnMenu } from "../actions/column-actions";
import type { Column } from "../model/model";
import type { BoardScreen } from "../state/board-screen";

export function ColumnMenu({ column, screen }: { column: Column; screen: BoardScreen }) {
  return (
    <Menu label={t("column.menu", { name: column.name })} button={<Icon name="more" />} buttonClass="icon-button icon-button-small">
      {(close) => <ActionItems groups={columnMenu} screen={screen} target={column} close={close} />}
    </Menu>
  );
}
