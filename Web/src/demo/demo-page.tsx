import { useEffect, useState } from "preact/hooks";
import { session, signIn } from "../auth/session";
import { BoardView } from "../board/screen/board-page";
import { t } from "../i18n/i18n";
import { language } from "../i18n/settings";
import { pauseRecording } from "../lib/trace";
import { Icon } from "../ui/icons";
import { openDemo } from "./open-demo";

/** The board to be tried without signing in: the real page over a server in its memory. */
export function DemoPage() {
  const [demo, open] = useState(() => openDemo(language.peek()));
  const current = language.value;
  useEffect(() => {
    // In the other language, unless something of the visitor's would be lost by it.
    if (demo.language !== current && demo.isUntouched()) {
      open(openDemo(current));
    }
  }, [demo, current]);
  // What takes no time at all would only blur what is measured at boards that are kept by the server.
  useEffect(pauseRecording, []);
  return (
    <div class="demo">
      <DemoBar />
      <BoardView key={demo.language} screen={demo.screen} />
    </div>
  );
}

function DemoBar() {
  const current = session.value;
  return (
    <aside class="demo-bar" aria-label={t("demo.label")}>
      <Icon name="eye" />
      <p>{t("demo.text")}</p>
      {current.status === "signed-in" && <a class="button button-small" href="/boards">{t("landing.start")}</a>}
      {current.status === "signed-out" && current.possible && (
        <button type="button" class="button button-primary button-small" onClick={() => void signIn("signup", "/boards")}>{t("demo.sign-up")}</button>
      )}
    </aside>
  );
}
