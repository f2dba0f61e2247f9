import { now } from "../lib/trace";
import type { Measurement } from "./otlp";

type Vital = "ttfb" | "fcp" | "lcp" | "cls" | "inp";

interface LayoutShift extends PerformanceEntry {
  value: number;
  hadRecentInput: boolean;
}

// A window of shifts ends after a second without one, or after five (https://web.dev/articles/cls).
const maxGapMs = 1_000;
const maxWindowMs = 5_000;

/** Watches the web vitals of this load of the page (https://web.dev/articles/vitals). `take` gives those that changed since. */
export function watchVitals(template: string): { take: () => Measurement[]; stop: () => void } {
  const values = new Map<Vital, number>();
  const [navigation] = performance.getEntriesByType("navigation");
  if (navigation instanceof PerformanceNavigationTiming) {
    values.set("ttfb", navigation.responseStart);
  }
  const shift = shiftWindows();
  const observers = [
    observe("paint", (entry) => entry.name === "first-contentful-paint" && values.set("fcp", entry.startTime)),
    observe("largest-contentful-paint", (entry) => values.set("lcp", entry.startTime)),
    observe("layout-shift", (entry) => values.set("cls", shift(entry as LayoutShift))),
    observe("event", (entry) => isInteraction(entry) && values.set("inp", Math.max(values.get("inp") ?? 0, entry.duration))),
  ];
  const sent = new Map<Vital, number>();
  return {
    take: () => [...values].filter(([vital, value]) => sent.get(vital) !== value).map(([vital, value]) => {
      sent.set(vital, value);
      return measurementOf(vital, value, template);
    }),
    stop: () => observers.forEach((observer) => observer?.disconnect()),
  };
}

const measurementOf = (vital: Vital, value: number, template: string): Measurement => ({
  name: `browser.web_vital.${vital}`,
  unit: vital === "cls" ? "1" : "s",
  value: vital === "cls" ? value : value / 1_000,
  timeMs: now(),
  attributes: { "url.template": template },
});

/** Not every browser knows every kind of entry. */
function observe(type: string, take: (entry: PerformanceEntry) => unknown): PerformanceObserver | null {
  if (!PerformanceObserver.supportedEntryTypes.includes(type)) {
    return null;
  }
  const observer = new PerformanceObserver((list) => list.getEntries().forEach(take));
  const init: PerformanceObserverInit & { durationThreshold?: number } = { type, buffered: true, durationThreshold: 16 };
  observer.observe(init);
  return observer;
}

const isInteraction = (entry: PerformanceEntry): boolean => "interactionId" in entry && Number(entry.interactionId) > 0;

/** Gives the worst window of shifts so far. */
function shiftWindows(): (entry: LayoutShift) => number {
  let [first, last, sum, worst] = [0, 0, 0, 0];
  return ({ startTime, value, hadRecentInput }) => {
    if (!hadRecentInput) {
      const continues = startTime - last < maxGapMs && startTime - first < maxWindowMs;
      [first, last, sum] = continues ? [first, startTime, sum + value] : [startTime, startTime, value];
      worst = Math.max(worst, sum);
    }
    return worst;
  };
}
