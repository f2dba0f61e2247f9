import { pageLoad, randomHex, record } from "../lib/trace";

/** Records how long this page took to load, and its document within. Call it when the page has loaded. */
export function recordPageLoad(template: string): void {
  const [navigation] = performance.getEntriesByType("navigation");
  if (!(navigation instanceof PerformanceNavigationTiming)) {
    return;
  }
  const at = (ms: number): number => performance.timeOrigin + ms;
  const common = { attributes: { "url.template": template }, failed: false } as const;
  record({ ...common, ...pageLoad, parentSpanId: null, name: "documentLoad", kind: "internal", startMs: at(0), endMs: at(navigation.loadEventEnd) });
  record({
    ...common, traceId: pageLoad.traceId, spanId: randomHex(8), parentSpanId: pageLoad.spanId, name: "documentFetch", kind: "internal",
    startMs: at(navigation.fetchStart), endMs: at(navigation.responseEnd),
  });
}
