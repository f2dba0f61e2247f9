// @vitest-environment node
import { beforeEach, expect, test, vi } from "vitest";
import { createEventSocket } from "./event-socket";

class FakeWebSocket extends EventTarget {
  static all: FakeWebSocket[] = [];
  static readonly CONNECTING = 0;
  readyState = 0;
  sent: Record<string, unknown>[] = [];
  closed = false;
  constructor(public url: string, public protocols: string[]) {
    super();
    FakeWebSocket.all.push(this);
  }
  send(text: string): void { this.sent.push(JSON.parse(text) as Record<string, unknown>); }
  close(): void { this.closed = true; }
  hear(...frames: unknown[]): void {
    frames.forEach((frame) => this.dispatchEvent(Object.assign(new Event("message"), { data: typeof frame === "string" ? frame : JSON.stringify(frame) })));
  }
  async accept(): Promise<void> {
    this.readyState = 1;
    this.dispatchEvent(new Event("open"));
    this.hear({ type: "connection_ack", connectionTimeoutMs: 300_000 });
    await settle();
  }
  /** The id of the latest subscription to a channel. */
  idOf(channel: string): unknown { return this.sent.findLast((frame) => frame["channel"] === channel)?.["id"]; }
}

const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);
let page: EventTarget;
const sockets = (): number => FakeWebSocket.all.length;
const socket = (): FakeWebSocket => FakeWebSocket.all.at(-1) as FakeWebSocket;
let tokens: (string | null)[] = [];
let events: string[] = [];
let live: string[] = [];

function open() {
  return createEventSocket({
    url: "ws://localhost/event/realtime", host: "localhost", random: () => 0.5,
    token: async (rejected) => { tokens.push(rejected); return `token${tokens.length}`; },
    onEvent: (channel, event) => events.push(`${channel} ${event}`),
    onLive: (channels) => { live = [...channels]; },
  });
}

async function connected(...channels: string[]) {
  const client = open();
  client.want(new Set(channels));
  await settle();
  await socket().accept();
  channels.forEach((channel) => socket().hear({ type: "subscribe_success", id: socket().idOf(channel) }));
  return client;
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("WebSocket", FakeWebSocket);
  vi.stubGlobal("window", new EventTarget());
  page = Object.assign(new EventTarget(), { visibilityState: "visible" });
  vi.stubGlobal("document", page);
  FakeWebSocket.all = [];
  [tokens, events, live] = [[], [], []];
});

test("Socket_OnFirstWish_ConnectsAndSubscribesWithATokenEach", async () => {
  await connected("/boards/a");
  const [protocol, header = ""] = socket().protocols;
  expect(protocol).toBe("aws-appsync-event-ws");
  expect(JSON.parse(atob(header.replace("header-", "").replaceAll("-", "+").replaceAll("_", "/")))).toEqual({ host: "localhost", Authorization: "token1" });
  expect(socket().sent).toEqual([{ type: "connection_init" }, { type: "subscribe", id: expect.any(String), channel: "/boards/a", authorization: { host: "localhost", Authorization: "token2" } }]);
  expect(live).toEqual(["/boards/a"]);
});

test("Events_AsTextOrAsArray_AreHeard_AndAnythingElseIsNot", async () => {
  await connected("/boards/a");
  const id = socket().idOf("/boards/a");
  socket().hear({ type: "data", id, event: "1" }, { type: "data", id, event: ["2"] }, { type: "data", id: "other", event: "3" }, { type: "data", id, event: 4 }, "{", "null", "[]", { type: "new" });
  expect(events).toEqual(["/boards/a 1", "/boards/a 2"]);
});

test("Connection_ThatIsLost_IsOpenedAgainLaterAndLater", async () => {
  await connected("/boards/a");
  const waits: number[] = [];
  for (let round = 0; round < 4; round++) {
    const before = sockets();
    socket().dispatchEvent(new Event("close"));
    expect(live).toEqual([]);
    let ms = 0;
    while (sockets() === before) {
      await vi.advanceTimersByTimeAsync(250);
      ms += 250;
    }
    waits.push(ms);
  }
  expect(waits).toEqual([500, 1_000, 2_000, 4_000]);
  await socket().accept();
  socket().hear({ type: "subscribe_success", id: socket().idOf("/boards/a") });
  expect(live).toEqual(["/boards/a"]);
});

test("Server_ThatIsSilentForLongerThanItPromised_IsGivenUp", async () => {
  await connected("/boards/a");
  const first = socket();
  await vi.advanceTimersByTimeAsync(299_000);
  first.hear({ type: "ka" });
  await vi.advanceTimersByTimeAsync(299_000);
  expect(first.closed).toBe(false);
  await vi.advanceTimersByTimeAsync(2_000);
  expect([first.closed, sockets()]).toEqual([true, 2]);
});

test("Connection_WithATokenThatIsNotAccepted_RenewsItOnceAndThenWaitsLong", async () => {
  open().want(new Set(["/boards/a"]));
  await settle();
  const refuse = (): void => socket().hear({ type: "connection_error", errors: [{ errorType: "UnauthorizedException", errorCode: 401 }] });
  refuse();
  await vi.advanceTimersByTimeAsync(1_000);
  expect([sockets(), tokens]).toEqual([2, [null, "token1"]]);
  refuse();
  await vi.advanceTimersByTimeAsync(29_000);
  expect(sockets()).toBe(2);
  await vi.advanceTimersByTimeAsync(31_000);
  expect(sockets()).toBe(3);
});

test("Subscription_ThatIsRejected_IsNotAskedForInALoop", async () => {
  open().want(new Set(["/boards/a"]));
  await settle();
  await socket().accept();
  const asked = (): number => socket().sent.filter(({ type }) => type === "subscribe").length;
  for (let ms = 0; ms < 60_000; ms += 1_000) {
    socket().hear({ type: "subscribe_error", id: socket().idOf("/boards/a"), errors: [{ errorType: "UnauthorizedException" }] });
    await vi.advanceTimersByTimeAsync(1_000);
  }
  expect(asked()).toBeLessThanOrEqual(3);
  expect(live).toEqual([]);
});

test("Channels_ThatChange_AreSubscribedAndLeft_AndWithoutAnyTheSocketIsClosed", async () => {
  const client = await connected("/boards/a");
  const left = socket().idOf("/boards/a");
  client.want(new Set(["/boards/b"]));
  await settle();
  expect(socket().sent).toContainEqual({ type: "unsubscribe", id: left });
  socket().hear({ type: "data", id: left, event: "late" });
  expect(events).toEqual([]);
  client.want(new Set());
  expect([socket().closed, sockets()]).toEqual([true, 1]);
  await vi.advanceTimersByTimeAsync(120_000);
  expect(sockets()).toBe(1);
});

test("Connection_GivenUpWhileItOpens_IsClosedWhenItIsOpen", async () => {
  const client = open();
  client.want(new Set(["/boards/a"]));
  await settle();
  client.want(new Set());
  expect(socket().closed).toBe(false);
  await socket().accept();
  expect([socket().closed, socket().sent]).toEqual([true, []]);
});

test("Network_ThatIsBack_IsNotWaitedFor", async () => {
  await connected("/boards/a");
  window.dispatchEvent(new Event("offline"));
  expect([socket().closed, live]).toEqual([true, []]);
  window.dispatchEvent(new Event("online"));
  await settle();
  expect(sockets()).toBe(2);
});

test("Page_ShownAfterALongSleep_DoesNotTrustItsSocket", async () => {
  await connected("/boards/a");
  vi.setSystemTime(Date.now() + 100_000);
  page.dispatchEvent(new Event("visibilitychange"));
  await settle();
  expect([FakeWebSocket.all[0]?.closed, sockets()]).toEqual([true, 2]);
});
