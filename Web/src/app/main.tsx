import "../course/taken-grant";
import { render } from "preact";
import { leaveSignatureToCloudFront } from "../api/signed";
import { onSignOut, startSession, waitToStart } from "../auth/session";
import { wipeBoardCache } from "../board/sync/cache";
import { applySettings } from "../i18n/settings";
import { loadConfig, type Config } from "../lib/config";
import { startRouter } from "../routing/router";
import { startTelemetry } from "../telemetry/start";
import { App } from "./app";
import { untilDone } from "./start";

applySettings();
startRouter();
onSignOut(wipeBoardCache);
// Pages show their loading state until the configuration is there.
void untilDone(loadConfig, waitToStart).then(begin);

/** Telemetry first, so that the first request with a token is recorded. */
function begin(config: Config): Promise<void> {
  if (config.signedRequests === true) {
    leaveSignatureToCloudFront();
  }
  startTelemetry(config.telemetry);
  return untilDone(() => startSession(config), waitToStart);
}

const root = document.getElementById("app");
if (root !== null) {
  render(<App />, root);
}
