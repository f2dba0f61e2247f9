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

test("a Korean reader never reads the server's English", async () => {
  const { problemMessages, problemText } = await open("ko");
  for (const name of [...Object.keys(problemMessages), "of-a-later-version"]) {
    expect(problemText(rejected({ type: prefix + name, detail: "The server's words." }))).toMatch(/^[^A-Za-z]+$/);
  }
});

test("an exceeded limit is named in the unit in which it is checked", async () => {
  const { problemText } = await open("ko");
  const tooLong = rejected({ type: `${prefix}invalid`, detail: "The comment can have at most 16384 bytes.", limit: 16_384 });
  expect([problemText(tooLong, "bytes"), problemText(tooLong)]).toEqual([
    "너무 깁니다. 최대 16,384바이트까지 쓸 수 있습니다.", "너무 깁니다. 최대 16,384자까지 쓸 수 있습니다.",
  ]);
  expect(problemText(rejected({ type: `${prefix}limit-reached`, limit: 50 }))).toBe("최대 50개까지 가능합니다.");
});
