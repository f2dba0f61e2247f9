import { beforeEach, expect, test, vi } from "vitest";

type Entry = [kind: string, path: string];
let written: Entry[];

beforeEach(() => {
  vi.useFakeTimers();
  vi.resetModules();
  written = [];
  const write = (kind: string) => (_state: unknown, _title: string, url: URL) => void written.push([kind, url.pathname + url.search]);
  vi.stubGlobal("history", { pushState: write("push"), replaceState: write("replace") });
  vi.stubGlobal("window", Object.assign(new EventTarget(), { location: new URL("https://board.example/b/1"), scrollTo: () => undefined }));
  vi.stubGlobal("document", new EventTarget());
});

async function open() {
  const { address, navigate, startRouter } = await import("./router");
  startRouter();
  return { type: (text: string) => navigate(`/b/1?q=${text}`, { replace: true }), address, navigate };
}

test("a filter typed fast is shown at once and written less than a hundred times in ten seconds, its last letter for certain", async () => {
  const { type, address } = await open();
  for (let letter = 1; letter <= 300; letter++) {
    type("a".repeat(letter));
    expect(address.peek().search.length).toBe(3 + letter);
    await vi.advanceTimersByTimeAsync(30);
  }
  await vi.advanceTimersByTimeAsync(1_000);
  expect(written.length).toBeLessThan(100);
  expect(written.at(-1)).toEqual(["replace", `/b/1?q=${"a".repeat(300)}`]);
});

test("a letter is in the address at once, so that a reload right after it finds it", async () => {
  const { type } = await open();
  for (const text of ["a", "ab", "abc"]) {
    type(text);
    expect(written.at(-1)).toEqual(["replace", `/b/1?q=${text}`]);
  }
});

/** Types until changes are no longer written at once; the last one waits. */
function flood(type: (text: string) => void): number {
  for (let letter = 1; ; letter++) {
    type("a".repeat(letter));
    if (written.length < letter) {
      return letter;
    }
  }
}

test("another page is entered after what was typed before it", async () => {
  const { type, navigate } = await open();
  const letters = flood(type);
  navigate("/boards");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(written.slice(-2)).toEqual([["replace", `/b/1?q=${"a".repeat(letters)}`], ["push", "/boards"]]);
});

test("a page that goes writes what was typed last", async () => {
  const { type } = await open();
  const letters = flood(type);
  window.dispatchEvent(new Event("pagehide"));
  expect(written.at(-1)).toEqual(["replace", `/b/1?q=${"a".repeat(letters)}`]);
});

test("going back does not write the address of the page that was left", async () => {
  const { type } = await open();
  const letters = flood(type);
  window.dispatchEvent(new Event("popstate"));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(written.at(-1)).toEqual(["replace", `/b/1?q=${"a".repeat(letters - 1)}`]);
});
