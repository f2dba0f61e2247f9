import { beforeEach, expect, test, vi } from "vitest";

const fetched = vi.fn(async (request: Request) => new Response(request.url));
beforeEach(() => {
  vi.resetModules();
  fetched.mockClear();
  vi.stubGlobal("window", { location: { origin: "https://board.example" } });
  vi.doMock("./http", () => ({ apiFetch: fetched }));
});

const get = (tag?: string) => new Request("https://board.example/api/boards/b", tag === undefined ? {} : { headers: { "If-None-Match": tag } });

test("what was asked for early is not asked for again, but is new the next time", async () => {
  const { askEarly, takeEarly } = await import("./early");
  askEarly("/api/boards/b", "/api/boards/{boardId}", '"7"');
  expect(await (await takeEarly(get('"7"')))?.text()).toBe("https://board.example/api/boards/b");
  expect(fetched).toHaveBeenCalledOnce();
  expect(takeEarly(get('"7"'))).toBeNull();
});

test.each([
  ["another address", new Request("https://board.example/api/boards")],
  ["another state that is known", get('"8"')],
  ["no state that is known", get()],
  ["a change", new Request("https://board.example/api/boards/b", { method: "PATCH", headers: { "If-None-Match": '"7"' } })],
])("%s is asked for by itself", async (_, request) => {
  const { askEarly, takeEarly } = await import("./early");
  askEarly("/api/boards/b", "/api/boards/{boardId}", '"7"');
  expect(takeEarly(request)).toBeNull();
});
