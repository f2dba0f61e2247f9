import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test, vi } from "vitest";
import { rejected } from "../testing/fake-board-api";
import { fakeStorage } from "../testing/fake-storage";

const prefix = "urn:kanbanaspire:problem:";

async function open(language: string) {
  vi.resetModules();
  vi.stubGlobal("navigator", { languages: [language] });
  vi.stubGlobal("localStorage", fakeStorage());
  vi.stubGlobal("document", { documentElement: {} });
  return import("./problem-text");
}

beforeEach(() => vi.unstubAllGlobals());

test("every problem type of the Api has a message", async () => {
  const { problemMessages } = await open("en");
  const docs = readFileSync(join(import.meta.dirname, "../../../docs/problems.md"), "utf8");
  const types = [...docs.matchAll(/^\| `(urn:[^`]+)`/gm)].map(([, type = ""]) => type);
  expect(Object.keys(problemMessages).map((name) => prefix + name).toSorted()).toEqual(types.toSorted());
});

const entered = [undefined, "line", "long-text", "number", "dates", "place", "rule"] as const;

test.each([["en", /^[A-Z].*[.]$/], ["ko", /^[^A-Za-z]+[.]$/]])("every problem is said in the page's own words (%s)", async (language, words) => {
  const { problemMessages, problemText } = await open(language);
  for (const name of Object.keys(problemMessages)) {
    for (const what of entered) {
      for (const limit of [null, 50]) {
        const text = problemText(rejected({ type: prefix + name, detail: "The server's words.", limit }), what);
        expect([text, text.includes("The server's words")]).toEqual([expect.stringMatching(words), false]);
      }
    }
  }
});

test("the server's own words are read where the type is one of a later version, and in English alone", async () => {
  const later = rejected({ type: `${prefix}of-a-later-version`, detail: "The server's words." });
  expect((await open("en")).problemText(later)).toBe("The server's words.");
  expect((await open("ko")).problemText(later)).toMatch(/^[^A-Za-z]+$/);
  expect((await open("en")).problemText(rejected({ detail: "Bad gateway" }))).toBe("The server refused the request.");
});

test("an exceeded limit is named in the unit in which it is checked", async () => {
  const { problemText } = await open("ko");
  const tooLong = rejected({ type: `${prefix}invalid`, detail: "The comment can have at most 16384 bytes.", limit: 16_384 });
  expect([problemText(tooLong, "long-text"), problemText(tooLong, "line"), problemText(tooLong, "number")]).toEqual([
    "너무 깁니다. 최대 16,384바이트까지 쓸 수 있으니 줄여 주세요.", "너무 깁니다. 최대 16,384자까지 쓸 수 있으니 줄여 주세요.", "숫자가 너무 큽니다. 16,384 이하로 입력해 주세요.",
  ]);
  expect(problemText(rejected({ type: `${prefix}limit-reached`, limit: 50 }))).toBe("최대 50개까지 가능합니다. 먼저 하나를 지워 주세요.");
});
