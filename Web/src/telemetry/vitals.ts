import { onCLS, onFCP, onINP, onLCP, onTTFB, type Metric } from "web-vitals";
import { now } from "../lib/trace";
import type { Measurement } from "./otlp";

/** What has been reported and not been taken yet: a metric's id is that of one load of the page, or of one return to it. */
const reported = new Map<string, Measurement>();
let watching = false;
let template: string | null = null;

/**
 * Watches the web vitals of this load of the page (https://web.dev/articles/vitals). `take` gives those that changed since;
 * the library reports what is final when the page is hidden, before the page's own listeners hear of it.
 */
export function watchVitals(urlTemplate: string): { take: () => Measurement[]; stop: () => void } {
  template = urlTemplate;
  if (!watching) {
    // The library cannot be stopped, so it starts once.
    watching = true;
    [onTTFB, onFCP, onLCP, onCLS, onINP].forEach((watch) => watch(report));
  }
  return {
    take: () => {
      const changed = [...reported.values()];
      reported.clear();
      return changed;
    },
    stop: () => {
      template = null;
      reported.clear();
    },
  };
}

function report({ id, name, value }: Metric): void {
  if (template === null) {
    return;
  }
  reported.set(id, {
    name: `browser.web_vital.${name.toLowerCase()}`,
    unit: name === "CLS" ? "1" : "s",
    value: name === "CLS" ? value : value / 1_000,
    timeMs: now(),
    attributes: { "url.template": template },
  });
}
