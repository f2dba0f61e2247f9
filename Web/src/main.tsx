import { render } from "preact";
import { App } from "./app";
import { onSignOut, startSession } from "./auth/session";
import { wipeBoardCache } from "./board/cache";
import { wipeDrafts } from "./board/drafts";
import { wipeOutbox } from "./board/outbox";
import { loadConfig } from "./config";
import { startRouter } from "./router";
import { applySettings } from "./settings";

applySettings();
startRouter();
onSignOut(wipeBoardCache);
onSignOut(wipeDrafts);
onSignOut(wipeOutbox);
// Pages show their loading state until the configuration is there.
void loadConfig().then(startSession, () => startSession({ authentication: null }));
const root = document.getElementById("app");
if (root !== null) {
  render(<App />, root);
}
