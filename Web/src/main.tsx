import { render } from "preact";
import { App } from "./app";
import { startRouter } from "./router";
import { applySettings } from "./settings";

applySettings();
startRouter();
const root = document.getElementById("app");
if (root !== null) {
  render(<App />, root);
}
