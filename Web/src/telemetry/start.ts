import { effect } from "@preact/signals";
import { telemetry } from "../i18n/settings";
import type { TelemetryConfig } from "../lib/config";
import { whenIdle } from "../lib/idle";
import { endPageLoad, setRecording } from "../lib/trace";
import { sampleRatioOf } from "./sample-ratio";

/** Whether this page may send telemetry, if its user does not mind. */
let sampled = false;

export const canSendTelemetry = (): boolean => sampled;

/** Records when the deployment asks for it, this load of the page is in the sample, and its user has not said no. */
export function startTelemetry(config: TelemetryConfig | undefined): void {
  sampled = Math.random() < sampleRatioOf(config?.sampleRatio);
  if (!sampled) {
    return;
  }
  for (const input of ["pointerdown", "keydown"]) {
    window.addEventListener(input, endPageLoad, { capture: true, once: true });
  }
  let stop: (() => void) | null = null;
  effect(() => {
    const on = telemetry.value === "on";
    setRecording(on);
    stop?.();
    stop = on ? whenInteractive(() => import("./exporter").then((module) => module.startExporter())) : null;
  });
}

/** Loads and starts something once the page has loaded and is idle; gives what stops it, started or not. */
function whenInteractive(load: () => Promise<() => void>): () => void {
  let stopped = false;
  let stop: (() => void) | null = null;
  const start = async (): Promise<void> => {
    const started = stopped ? null : await load();
    stop = started;
    if (stopped) {
      started?.();
    }
  };
  const afterLoad = (): void => { whenIdle(() => void start().catch(() => undefined)); };
  if (document.readyState === "complete") {
    afterLoad();
  } else {
    window.addEventListener("load", afterLoad, { once: true });
  }
  return () => {
    stopped = true;
    stop?.();
  };
}
