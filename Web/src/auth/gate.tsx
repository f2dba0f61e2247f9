import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { t } from "../i18n/i18n";
import { EmptyState } from "../ui/empty-state";
import { FailureState } from "./failure-state";
import { canSignInAgain, session, signIn } from "./session";

/** Why somebody should sign in. */
type Reason = "needed" | "invited";

/** Shows its content to those who are signed in; asks the others to. */
export function Gate({ reason = "needed", children }: { reason?: Reason; children: ComponentChildren }) {
  const current = session.value;
  switch (current.status) {
    case "signed-in":
      return <>{children}</>;
    case "starting":
      return <Starting />;
    case "signed-out":
      return canSignInAgain.value ? <Redirect /> : <SignInState reason={current.ended ? "ended" : reason} />;
  }
}

/** Shown until the page knows who uses it; says so when the server does not answer. */
export function Starting() {
  const current = session.value;
  return current.status === "starting" && current.retry !== null
    ? <main class="page"><FailureState page failure="offline" retry={current.retry} /></main>
    : <main class="page" aria-busy="true" />;
}

/** A new tab of someone whose session at the user pool lasts: one redirect, no click. */
function Redirect() {
  useEffect(() => void signIn(), []);
  return <main class="page"><p class="state muted" aria-busy="true">{t("auth.signing-in")}</p></main>;
}

function SignInState({ reason }: { reason: Reason | "ended" }) {
  return (
    <main class="page">
      <EmptyState page icon={reason === "invited" ? "users" : "lock"} title={t(`auth.${reason}.title`)} text={t(`auth.${reason}.text`)}>
        <button type="button" class="button button-primary" onClick={() => void signIn()}>{t("auth.sign-in")}</button>
        <button type="button" class="button" onClick={() => void signIn("signup")}>{t("auth.sign-up")}</button>
      </EmptyState>
    </main>
  );
}
