import { authorize, send as sendRequest } from "../api/http";
import { randomHex, setRecording, takeSpans } from "../lib/trace";
import { templateOf } from "../routing/routes";
import { toOtlp } from "./otlp";
import { recordPageLoad } from "./page-load";
import { watchVitals } from "./vitals";

const intervalMs = 5_000;
/** About 45 KB; the server takes 64. */
const maxSpans = 80;
/** About 14 KB: what a page that is being left may send is for its changes first. */
const maxSpansWhenLeaving = 24;
let recorded = false;

/** Sends what is recorded, every few seconds and when the page is left, until the returned function is called. */
export function startExporter(): () => void {
  const template = templateOf(window.location.pathname);
  if (!recorded) {
    recorded = true;
    recordPageLoad(template);
  }
  const vitals = watchVitals(template);
  const controller = new AbortController();
  const { signal } = controller;

  const send = async (leaving: boolean): Promise<void> => {
    const request = new Request("/api/telemetry", { method: "POST", keepalive: leaving });
    // Without a token there is nobody to take it: what was recorded waits for one.
    if (!(await authorize(request).catch(() => false)) || signal.aborted) {
      return;
    }
    const spans = takeSpans(leaving ? maxSpansWhenLeaving : maxSpans);
    const measurements = leaving ? vitals.take() : [];
    if (spans.length + measurements.length === 0) {
      return;
    }
    const headers = new Headers(request.headers);
    headers.set("Content-Type", "application/json");
    // Not sampled: the way of telemetry is no telemetry.
    headers.set("traceparent", `00-${randomHex(16)}-${randomHex(8)}-00`);
    const body = JSON.stringify(toOtlp(spans, measurements));
    // What does not arrive is lost: telemetry is worth no second request.
    const response = await sendRequest(new Request(request, { headers, body })).catch(() => undefined);
    if (response?.status === 404) {
      // The deployment no longer takes any; this page was loaded before.
      setRecording(false);
      stop();
    }
  };

  const timer = setInterval(() => void send(false), intervalMs);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && void send(true), { signal });
  window.addEventListener("pagehide", () => void send(true), { signal });
  const stop = (): void => {
    controller.abort();
    clearInterval(timer);
    vitals.stop();
  };
  return stop;
}
