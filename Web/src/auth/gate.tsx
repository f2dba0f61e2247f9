import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { t } from "../i18n";
import { State } from "../ui/state";
import { canSignInAgain, session, signIn } from "./session";

/** Shows its content to those who are signed in; asks the others to. */
export function Gate({ children }: { children: ComponentChildren }) {
  const current = session.value;
  switch (current.status) {
    case "signed-in":
      return <>{children}</>;
    case "starting":
      return <main class="page" aria-busy="true" />;
    case "signed-out":
      return canSignInAgain.value ? <Redirect /> : <SignInState ended={current.ended} />;
  }
}

/** A new tab of someone whose session at the user pool lasts: one redirect, no click. */
function Redirect() {
  useEffect(() => void signIn(), []);
  return <main class="page"><p class="state muted" aria-busy="true">{t("auth.signing-in")}</p></main>;
}

function SignInState({ ended }: { ended: boolean }) {
  return (
    <main class="page">
      <State page icon="lock" title={t(ended ? "auth.ended.title" : "auth.needed.title")} text={t(ended ? "auth.ended.text" : "auth.needed.text")}>
        <button type="button" class="button button-primary" onClick={() => void signIn()}>{t("auth.sign-in")}</button>
        <button type="button" class="button" onClick={() => void signIn("signup")}>{t("auth.sign-up")}</button>
      </State>
    </main>
  );
}
