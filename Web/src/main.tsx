import { render } from "preact";
import { App } from "./app";
import { startSession } from "./auth/session";
import { loadConfig } from "./config";
import { startRouter } from "./router";
import { applySettings } from "./settings";

applySettings();
startRouter();
// Pages show their loading state until the configuration is there.
void loadConfig().then(startSession, () => startSession({ authentication: null }));
const root = document.getElementById("app");
if (root !== null) {
  render(<App />, root);
}
