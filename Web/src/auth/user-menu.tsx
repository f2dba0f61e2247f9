import { t } from "../i18n";
import { Icon } from "../ui/icons";
import { Avatar } from "../ui/avatar";
import { Menu } from "../ui/menu";
import { session, signIn, signOut } from "./session";

export function UserMenu() {
  const current = session.value;
  switch (current.status) {
    case "starting":
      return <span class="avatar avatar-empty" />;
    case "signed-out":
      return current.possible
        ? <button type="button" class="button button-primary button-small" onClick={() => void signIn()}>{t("auth.sign-in")}</button>
        : null;
    case "signed-in": {
      const { name, email, sub } = current.profile;
      return (
        <Menu label={t("auth.menu", { name })} button={<Avatar id={sub} name={name} />}>
          {() => (
            <>
              <div class="menu-head">
                <strong>{name}</strong>
                <div class="muted mono">{email}</div>
              </div>
              <div class="menu-line" />
              <button type="button" class="menu-item" onClick={() => void signOut()}><Icon name="signOut" />{t("auth.sign-out")}</button>
            </>
          )}
        </Menu>
      );
    }
  }
}
