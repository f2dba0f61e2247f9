// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";

type Entries = readonly object[];
let listeners: { type: string; hear: (list: { getEntries: () => Entries }) => void }[] = [];
let visibility: "visible" | "hidden";

class FakeObserver {
  static supportedEntryTypes = ["paint", "largest-contentful-paint", "layout-shift", "event", "first-input"];
  constructor(private readonly hear: (list: { getEntries: () => Entries }) => void) {}
  observe({ type }: { type: string }): void {
    listeners.push({ type, hear: this.hear });
  }
  takeRecords = (): Entries => [];
  disconnect = (): void => { listeners = listeners.filter(({ hear }) => hear !== this.hear); };
}

beforeEach(() => {
  vi.resetModules();
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "requestAnimationFrame"] });
  listeners = [];
  visibility = "visible";
  vi.stubGlobal("requestIdleCallback", (run: () => void) => setTimeout(run));
  vi.stubGlobal("cancelIdleCallback", clearTimeout);
  vi.spyOn(document, "visibilityState", "get").mockImplementation(() => visibility);
  vi.stubGlobal("PerformanceObserver", FakeObserver);
  vi.stubGlobal("PerformanceEventTiming", class { get interactionId() { return 0; } });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const watch = async () => (await import("./vitals")).watchVitals("/b/{boardId}");
const settle = () => vi.advanceTimersByTimeAsync(50);

async function happen(type: string, entries: Entries): Promise<void> {
  listeners.filter((one) => one.type === type).forEach(({ hear }) => hear({ getEntries: () => entries }));
  await settle();
}

/** The library hears the browser alone, not what a script sends. */
const dispatch = (type: string, fields: object): void =>
  void window.dispatchEvent(Object.defineProperties(new Event(type), Object.getOwnPropertyDescriptors({ isTrusted: true, ...fields })));

function hide(): void {
  visibility = "hidden";
  dispatch("visibilitychange", {});
}

async function comeBackFromCache(): Promise<void> {
  visibility = "visible";
  dispatch("pageshow", { persisted: true });
  await settle();
}

const press = (at: number, duration: number) => ({ entryType: "event", name: "pointerup", interactionId: 7 * at, startTime: 100 * at, processingStart: 100 * at, processingEnd: 100 * at, duration });
const paint = { entryType: "paint", name: "first-contentful-paint", startTime: 120 };
const largest = { entryType: "largest-contentful-paint", startTime: 300, size: 1 };
const shown = (measurements: readonly { name: string; value: number }[]) => Object.fromEntries(measurements.map(({ name, value }) => [name.replace("browser.web_vital.", ""), value]));

test("the vitals are named and measured as the server takes them", async () => {
  const vitals = await watch();
  await happen("paint", [paint]);
  await happen("largest-contentful-paint", [largest]);
  await happen("layout-shift", [{ entryType: "layout-shift", startTime: 400, value: 0.2, hadRecentInput: false }]);
  await happen("event", [press(1, 80)]);
  hide();
  const taken = vitals.take();
  expect(shown(taken)).toEqual({ fcp: 0.12, lcp: 0.3, cls: 0.2, inp: 0.08 });
  expect(taken.map(({ name, unit, attributes }) => [name.endsWith("cls"), unit, attributes])).toEqual(
    taken.map(({ name }) => [name.endsWith("cls"), name.endsWith("cls") ? "1" : "s", { "url.template": "/b/{boardId}" }]),
  );
  expect(vitals.take()).toEqual([]);
});

test("one slow interaction in fifty does not count", async () => {
  const vitals = await watch();
  await happen("event", [press(1, 2_000), ...Array.from({ length: 99 }, (_, at) => press(at + 2, at === 50 ? 64 : 40))]);
  hide();
  expect(shown(vitals.take())["inp"]).toBe(0.04);
});

test("a page that is loaded in the background has no paints", async () => {
  visibility = "hidden";
  const vitals = await watch();
  await happen("paint", [paint]);
  await happen("largest-contentful-paint", [largest]);
  visibility = "visible";
  hide();
  expect(shown(vitals.take())).toEqual({});
});

test("a page that comes back from the browser's cache is measured again", async () => {
  const vitals = await watch();
  await happen("event", [press(1, 400)]);
  hide();
  expect(shown(vitals.take())["inp"]).toBe(0.4);
  await comeBackFromCache();
  await happen("event", [press(2, 24)]);
  hide();
  expect(shown(vitals.take())["inp"]).toBe(0.024);
});

test("who says no is not measured until they say yes, and then once", async () => {
  (await watch()).stop();
  await happen("event", [press(1, 80)]);
  hide();
  const vitals = await watch();
  expect(vitals.take()).toEqual([]);
  visibility = "visible";
  await happen("event", [press(2, 160)]);
  hide();
  expect(vitals.take().map(({ name, value }) => [name, value])).toEqual([["browser.web_vital.inp", 0.16]]);
});
