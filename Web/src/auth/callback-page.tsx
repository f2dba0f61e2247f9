import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { t } from "../i18n/i18n";
import { navigate } from "../routing/router";
import { EmptyState } from "../ui/empty-state";
import { finishSignIn, session, signIn } from "./session";

/** Where the user pool sends the browser back to. */
export function CallbackPage() {
  const failed = useSignal(false);
  useEffect(() => {
    finishSignIn(window.location.href).then(
      (returnTo) => returnTo !== null && navigate(returnTo, { replace: true }),
      () => {
        // Reloaded after all went well: the code is used up, the session is there.
        if (session.peek().status === "signed-in") {
          navigate("/boards", { replace: true });
        } else {
          failed.value = true;
        }
      },
    );
  }, []);
  return (
    <main class="page">
      {failed.value
        ? (
          <EmptyState page icon="lock" title={t("auth.failed.title")} text={t("auth.failed.text")}>
            <button type="button" class="button button-primary" onClick={() => void signIn("login", "/boards")}>{t("auth.sign-in")}</button>
          </EmptyState>
        )
        : <p class="state muted" aria-busy="true">{t("auth.signing-in")}</p>}
    </main>
  );
}
