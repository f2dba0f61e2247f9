import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { answerOf } from "./answer";
import { apiFetch, failureOf, setTokenSource } from "./http";

const address = "https://board.example/api/boards";
let sent: [token: string | null, body: string][];
let answers: (() => Response)[];

beforeEach(() => {
  sent = [];
  answers = [];
  vi.stubGlobal("fetch", async (request: Request) => {
    sent.push([request.headers.get("Authorization"), await request.text()]);
    return answers.shift()?.() ?? new Response("{}");
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  setTokenSource(async () => null);
});

const unauthorized = (): Response => new Response("{}", { status: 401 });
const ask = (init?: RequestInit) => answerOf(
  apiFetch(address, "/api/boards", init).then(async (response) => ({ data: {}, error: await response.json() as unknown, response })), () => "done");

test("a rejected token is renewed once, and the same request is sent again", async () => {
  setTokenSource(async (rejected) => (rejected === "old" ? "new" : "old"));
  answers.push(unauthorized);
  expect(await ask({ method: "POST", body: "회의" })).toEqual({ ok: true, value: "done" });
  expect(sent).toEqual([["Bearer old", "회의"], ["Bearer new", "회의"]]);
});

test("a token that is rejected as soon as it is issued is no sign-out", async () => {
  setTokenSource(async (rejected) => (rejected === null ? "old" : "new"));
  answers.push(unauthorized, unauthorized);
  expect(await ask()).toMatchObject({ failure: "offline", retriable: true });
});

test("a request whose token cannot be renewed now is one without a network", async () => {
  setTokenSource(async () => { throw new Error("The user pool does not answer."); });
  expect(await ask()).toMatchObject({ failure: "offline", retriable: true });
  expect(sent).toEqual([]);
});

test("a session that has ended answers unauthorized", async () => {
  setTokenSource(async (rejected) => (rejected === null ? "old" : null));
  answers.push(unauthorized);
  expect(await ask()).toMatchObject({ failure: "unauthorized", retriable: false });
});

test.each([
  [403, "urn:kanbanaspire:problem:forbidden", "forbidden"],
  [404, "urn:kanbanaspire:problem:not-found", "not-found"],
  [403, undefined, "unavailable"],
  [404, undefined, "unavailable"],
  [404, "about:blank", "unavailable"],
  [404, "https://gateway.example/not-found", "unavailable"],
] as const)("status %i with the problem type %s is %s", (status, type, failure) => {
  expect(failureOf(status, type)).toBe(failure);
});

test("a gateway's 404 asks for another try", async () => {
  answers.push(() => Response.json({ message: "Not Found" }, { status: 404 }));
  expect(await ask()).toMatchObject({ failure: "unavailable", retriable: true });
});

test.each([["60", 60_000], ["0", 0], ["Sun, 06 Nov 1994 08:49:37 GMT", 0], ["soon", null], [null, null]])("Retry-After: %s is %s ms", async (header, waitMs) => {
  answers.push(() => new Response("{}", { status: 429, headers: header === null ? {} : { "Retry-After": header } }));
  expect(await ask()).toMatchObject({ failure: "unavailable", retryAfterMs: waitMs });
});
