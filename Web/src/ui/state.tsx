import type { ComponentChildren } from "preact";
import type { Failure } from "../api/http";
import { session, signIn } from "../auth/session";
import { t } from "../i18n";
import { Icon, type IconName } from "./icons";

export interface StateProps {
  icon: IconName;
  title: string;
  text: string;
  /** Whether it is the whole page and its title the page's heading. */
  page?: boolean;
  children?: ComponentChildren;
}

/** What stands in the place of content: nothing there yet, not allowed, not reachable. */
export function State({ icon, title, text, page = false, children }: StateProps) {
  return (
    <section class="state">
      <span class="state-icon"><Icon name={icon} size={28} /></span>
      {page ? <h1>{title}</h1> : <h2>{title}</h2>}
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

export function FailureState({ failure, page = false, retry }: { failure: Failure; page?: boolean; retry: () => void }) {
  const current = session.value;
  return (
    <State page={page} icon={icons[failure]} title={t(`failure.${failure}.title`)} text={t(`failure.${failure}.text`)}>
      {failure === "unauthorized" && current.status === "signed-out" && current.possible
        ? <button type="button" class="button button-primary" onClick={() => void signIn()}>{t("auth.sign-in")}</button>
        : <button type="button" class="button" onClick={retry}>{t("action.retry")}</button>}
    </State>
  );
}
