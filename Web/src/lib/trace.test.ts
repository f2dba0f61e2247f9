import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { toOtlp } from "../telemetry/otlp";
import { actionHeaders, endPageLoad, pageLoad, setRecording, takeSpans, tracedAction, tracedFetch } from "./trace";

const command = "0af76519-16cd-43dd-8448-eb211c80319c";
const path = "https://board.test/api/boards/secret-id";
const route = "/api/boards/{boardId}";
let sent: Request[] = [];
let answer: () => Promise<Response> = async () => new Response(null, { status: 200 });

beforeEach(() => {
  sent = [];
  answer = async () => new Response(null, { status: 200 });
});
afterEach(() => setRecording(false));

const send = (request: Request): Promise<Response> => {
  sent.push(request);
  return answer();
};
const traceparent = (): string | null => sent[0]?.headers.get("traceparent") ?? null;

describe("a traced fetch", () => {
  it("names no trace while nothing is recorded", async () => {
    await tracedFetch(new Request(path), route, send);
    expect(traceparent()).toBeNull();
    expect(actionHeaders(command)).toEqual({});
  });

  it("is part of the page's load, then of its action, else a trace of its own", async () => {
    setRecording(true);
    await tracedFetch(new Request(path), route, send);
    await tracedFetch(new Request(path), route, send);
    expect(takeSpans(9).map(({ traceId }) => traceId === pageLoad.traceId)).toEqual([true, false]);
    await tracedFetch(new Request(path), "/api/me", send);
    endPageLoad();
    await tracedFetch(new Request(path), "/api/boards", send);
    expect(takeSpans(9).map(({ traceId }) => traceId === pageLoad.traceId)).toEqual([true, false]);
    await tracedFetch(new Request(path, { method: "PUT", headers: actionHeaders(command) }), route, send);
    await tracedFetch(new Request(path), route, send);
    const [action, alone] = takeSpans(9);
    expect(action).toMatchObject({ traceId: command.replaceAll("-", ""), parentSpanId: "8448eb211c80319c", name: "PUT /api/boards/{boardId}" });
    expect(alone?.parentSpanId).toBeNull();
    expect(sent.at(-1)?.headers.get("traceparent")).toBe(`00-${alone?.traceId}-${alone?.spanId}-01`);
    expect(JSON.stringify([action, alone])).not.toContain("secret-id");
  });

  it("fails by the server's fault or the network's, not by a rejection", async () => {
    setRecording(true);
    for (const status of [404, 503]) {
      answer = async () => new Response(null, { status });
      await tracedFetch(new Request(path), route, send);
    }
    answer = () => Promise.reject(new TypeError("secret-id cannot be reached"));
    await expect(tracedFetch(new Request(path), route, send)).rejects.toThrow();
    expect(takeSpans(9).map(({ failed, attributes }) => [failed, attributes["http.response.status_code"] ?? attributes["error.type"]]))
      .toEqual([[false, 404], [true, 503], [true, "network"]]);
  });

  it("is not traced when it is the poll", async () => {
    setRecording(true);
    await tracedFetch(new Request(`${path}/events`), `${route}/events`, send);
    expect([traceparent(), takeSpans(9)]).toEqual([null, []]);
  });
});

describe("an action", () => {
  it("is the root of its command's trace", async () => {
    setRecording(true);
    await tracedAction("moveCard", command, Promise.resolve({ ok: false, failure: "offline" }));
    expect(takeSpans(9)).toMatchObject([{
      traceId: "0af7651916cd43dd8448eb211c80319c", spanId: "8448eb211c80319c", parentSpanId: null, name: "moveCard", kind: "internal", failed: true,
      attributes: { "kanban.command.name": "moveCard", "kanban.command.outcome": "offline" },
    }]);
  });

  it("keeps the newest spans only", async () => {
    setRecording(true);
    for (let count = 0; count < 300; count++) {
      await tracedAction(`a${count}`, command, Promise.resolve({ ok: true }));
    }
    const spans = takeSpans(999);
    expect([spans.length, spans[0]?.name]).toEqual([256, "a44"]);
  });
});

describe("OTLP JSON", () => {
  it("has numbers that a number does not hold as text", () => {
    const span = {
      traceId: "a", spanId: "b", parentSpanId: null, name: "GET /items", kind: "client", startMs: 1_790_000_000_000.25, endMs: 1_790_000_000_001.5,
      attributes: { "http.response.status_code": 200, "url.template": "/items" }, failed: false,
    } as const;
    expect(toOtlp([span], []).resourceSpans?.[0]?.scopeSpans?.[0]?.spans?.[0]).toEqual({
      traceId: "a", spanId: "b", parentSpanId: "", name: "GET /items", kind: 3,
      startTimeUnixNano: "1790000000000250000", endTimeUnixNano: "1790000000001500000",
      attributes: [{ key: "http.response.status_code", value: { intValue: "200" } }, { key: "url.template", value: { stringValue: "/items" } }],
      status: { code: 0 },
    });
  });
});
