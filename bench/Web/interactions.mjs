// Durations of interactions by kind, from the Event Timing API (https://www.w3.org/TR/event-timing).

/** The shortest duration that the API reports, which rounds to 8 ms; what is not reported was shorter and counts as this. */
const shortestMs = 16;

/** Watches all pages that are loaded in the page from now on, which must be one: what it saw is in the page. */
export async function watchInteractions(page) {
  const expected = new Map();
  await page.evaluateOnNewDocument((durationThreshold) => {
    window.kindsBegun = [];
    window.timings = [];
    const note = ({ name, interactionId, startTime, duration }) => window.timings.push({ name, interactionId, startTime, duration });
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type: "event", durationThreshold, buffered: true });
  }, shortestMs);
  return {
    /** Does what is `count` interactions of a kind, and waits for their paint. */
    during: async (kind, count, act) => {
      await page.evaluate((name) => window.kindsBegun.push({ name, at: performance.now() }), kind);
      await act();
      await page.evaluate(() => new Promise((resume) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resume)))));
      expected.set(kind, (expected.get(kind) ?? 0) + count);
    },
    /** All durations in ms by kind. */
    durations: async () => {
      const { kindsBegun, timings } = await page.evaluate(() => ({ kindsBegun: window.kindsBegun, timings: window.timings }));
      const longest = longestByInteraction(timings);
      const byKind = new Map([...expected.keys()].map((kind) => [kind, []]));
      for (const { startTime, duration } of longest) {
        const kind = kindsBegun.findLast(({ at }) => at <= startTime)?.name;
        byKind.get(kind)?.push(duration);
      }
      return new Map([...byKind].map(([kind, times]) => [kind, [...times, ...Array(Math.max(0, expected.get(kind) - times.length)).fill(shortestMs)]]));
    },
  };
}

/** An interaction has several events, the longest of which counts. A drag has no id: its beginning and its drop are interactions. */
function longestByInteraction(timings) {
  const longest = new Map();
  for (const timing of timings) {
    const { name, interactionId, startTime, duration } = timing;
    const key = interactionId > 0 ? interactionId : ["dragstart", "drop"].includes(name) ? `${name} ${startTime}` : null;
    if (key !== null && (longest.get(key)?.duration ?? 0) < duration) {
      longest.set(key, timing);
    }
  }
  return [...longest.values()];
}
