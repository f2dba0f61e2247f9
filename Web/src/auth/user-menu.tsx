import { t } from "../i18n/i18n";
import { letterKeys, telemetry } from "../i18n/settings";
import { canSendTelemetry } from "../telemetry/start";
import { Avatar } from "../ui/avatar";
import { Icon } from "../ui/icons";
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
        <Menu label={t("auth.menu", { name })} button={<Avatar sub={sub} name={name} />}>
          {(close) => (
            <>
              <div class="menu-head">
                <strong>{name}</strong>
                <div class="muted mono">{email}</div>
              </div>
              <div class="menu-line" />
              <LetterKeysItem />
              {canSendTelemetry() && <TelemetryItem />}
              <a class="menu-item" href="/course/items" onClick={close}><Icon name="table" />{t("nav.items")}</a>
              <button type="button" class="menu-item" onClick={() => void signOut()}><Icon name="signOut" />{t("auth.sign-out")}</button>
            </>
          )}
        </Menu>
      );
    }
  }
}

function LetterKeysItem() {
  const on = letterKeys.value === "on";
  return (
    <button type="button" class="menu-item" aria-pressed={on} onClick={() => (letterKeys.value = on ? "off" : "on")}>
      <Icon name="keyboard" /><span class="menu-item-text">{t("keys.letters")}</span>{on && <Icon name="check" size={16} />}
    </button>
  );
}

function TelemetryItem() {
  const on = telemetry.value === "on";
  return (
    <button type="button" class="menu-item" aria-pressed={on} title={t("telemetry.hint")} onClick={() => (telemetry.value = on ? "off" : "on")}>
      <Icon name={on ? "eye" : "close"} />{t(on ? "telemetry.on" : "telemetry.off")}
    </button>
  );
}
