import "../course/taken-grant";
import { render } from "preact";
import { leaveSignatureToCloudFront } from "../api/signed";
import { onSignOut, session, startSession, waitToStart } from "../auth/session";
import { wipeBoardCache } from "../board/sync/cache";
import { applySettings } from "../i18n/settings";
import { loadConfig, type Config } from "../lib/config";
import { whenIdle } from "../lib/idle";
import { setRealtime } from "../realtime/configured";
import { address, startRouter } from "../routing/router";
import { routeOf } from "../routing/routes";
import { startTelemetry } from "../telemetry/start";
import { watchStorage } from "../ui/storage-notice";
import { App } from "./app";
import { askFirst, loadPageOf } from "./pages";
import { untilDone } from "./start";

applySettings();
startRouter();
// The code of the page that is opened comes while the session is restored.
const code = loadPageOf(routeOf(address.peek().pathname))?.catch(() => undefined);
onSignOut(wipeBoardCache);
watchStorage();
// Pages show their loading state until the configuration is there.
void untilDone(loadConfig, waitToStart).then(begin);

/** Telemetry first, so that the first request with a token is recorded. */
function begin(config: Config): Promise<void> {
  if (config.signedRequests === true) {
    leaveSignatureToCloudFront();
  }
  startTelemetry(config.telemetry);
  setRealtime(config.realtime);
  const started = untilDone(() => startSession(config), waitToStart);
  const answer = session.peek().status === "signed-in" ? askFirst(routeOf(address.peek().pathname)) : null;
  // What the page shows first goes before its font, which shares the connections with it: the system's own stands in for it.
  void Promise.allSettled([code, answer]).then(() => whenIdle(loadFont));
  return started;
}

const loadFont = (): void => void import("../styles/pretendard/pretendard.css").catch(() => undefined);

const root = document.getElementById("app");
if (root !== null) {
  render(<App />, root);
}
