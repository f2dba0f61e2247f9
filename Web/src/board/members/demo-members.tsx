import { signIn } from "../../auth/session";
import { t, tn } from "../../i18n/i18n";
import { Avatar } from "../../ui/avatar";
import { Dialog } from "../../ui/dialog";
import type { Member } from "../model/model";
import type { BoardScreen } from "../state/board-screen";

/** The people of a board that is kept by this page alone: there is nobody to invite. */
export function DemoMembers({ screen, close }: { screen: BoardScreen; close: () => void }) {
  const members = [...(screen.members.value as ReadonlyMap<string, Member>).values()];
  return (
    <Dialog title={tn("members.count", members.length)} close={close}>
      <ul class="member-list">
        {members.map(({ id, sub, name, role }) => (
          <li key={id} class="member"><Avatar sub={sub} name={name} /><span class="member-name">{name}</span><span class="muted">{t(`role.${role}`)}</span></li>
        ))}
      </ul>
      <div class="demo-note">
        <p>{t("demo.members")}</p>
        <button type="button" class="button button-primary" onClick={() => void signIn("login", "/boards")}>{t("demo.sign-in")}</button>
      </div>
    </Dialog>
  );
}
