import { t } from "../../i18n/i18n";
import { namesakes } from "../model/mentions";
import type { Member } from "../model/model";
import type { BoardScreen } from "../state/board-screen";

/** What tells a member from others of the same name; empty where there are none. */
export const memberDetail = ({ id, role }: Member, { members }: BoardScreen): string =>
  (namesakes(members.value.values()).has(id) ? t("mention.detail", { role: t(`role.${role}`), id }) : "");
