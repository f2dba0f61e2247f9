import type { ComponentChildren } from "preact";
import type { Failure } from "../api/http";
import { session, signIn } from "../auth/session";
import { t } from "../i18n";
import { Icon, type IconName } from "./icons";

export interface StateProps {
  icon: IconName;
  title: string;
  text: string;
  children?: ComponentChildren;
}

/** What stands in the place of content: nothing there yet, not allowed, not reachable. */
export function State({ icon, title, text, children }: StateProps) {
  return (
    <section class="state">
      <span class="state-icon"><Icon name={icon} size={28} /></span>
      <h2>{title}</h2>
      <p>{text}</p>
      {children !== undefined && <div class="state-actions">{children}</div>}
    </section>
  );
}

const icons: Record<Failure, IconName> = {
  offline: "offline",
  unauthorized: "lock",
  forbidden: "lock",
  "not-found": "search",
  unavailable: "warning",
  rejected: "warning",
};

export function FailureState({ failure, retry }: { failure: Failure; retry: () => void }) {
  const current = session.value;
  return (
    <State icon={icons[failure]} title={t(`failure.${failure}.title`)} text={t(`failure.${failure}.text`)}>
      {failure === "unauthorized" && current.status === "signed-out" && current.possible
        ? <button type="button" class="button button-primary" onClick={() => void signIn()}>{t("auth.sign-in")}</button>
        : <button type="button" class="button" onClick={retry}>{t("action.retry")}</button>}
    </State>
  );
}
