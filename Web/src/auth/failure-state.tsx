import type { Failure } from "../api/http";
import { t } from "../i18n/i18n";
import { EmptyState } from "../ui/empty-state";
import type { IconName } from "../ui/icons";
import { session, signIn } from "./session";

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
    <EmptyState page={page} icon={icons[failure]} title={t(`failure.${failure}.title`)} text={t(`failure.${failure}.text`)}>
      {failure === "unauthorized" && current.status === "signed-out" && current.possible
        ? <button type="button" class="button button-primary" onClick={() => void signIn()}>{t("auth.sign-in")}</button>
        : <button type="button" class="button" onClick={retry}>{t("action.retry")}</button>}
    </EmptyState>
  );
}
