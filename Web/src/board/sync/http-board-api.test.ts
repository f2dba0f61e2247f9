import { beforeEach, expect, test, vi } from "vitest";
import type { Command } from "../model/commands";

beforeEach(() => {
  vi.stubGlobal("window", Object.assign(new EventTarget(), { location: { origin: "https://board.example" } }));
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});

test("a stored command that lacks what its request needs is given up", async () => {
  const { httpBoardApi } = await import("./http-board-api");
  const command = { kind: "createCard", cardId: "new-1", columnId: "x", place: {}, card: { title: "of another version" } } as unknown as Command;
  expect(await httpBoardApi.send("b", command, "id")).toMatchObject({ ok: false, failure: "rejected", retriable: false });
});
