import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { fakeLocks } from "../testing/fake-locks";
import { fakeStorage } from "../testing/fake-storage";
import type { Identity } from "./identity";

const config = { issuer: "https://pool.example/1", domain: "https://auth.example", clientId: "web" };
const userKey = `identity.user:${config.issuer}:${config.clientId}`;
const nowSeconds = (): number => Math.floor(Date.now() / 1_000);

const stored = (more: Record<string, unknown> = {}): string => JSON.stringify({
  access_token: "old", refresh_token: "r1", token_type: "Bearer", scope: "openid", expires_at: nowSeconds() - 30,
  profile: { sub: "ann", email: "ann@example.com", name: "Ann" }, ...more,
});
const json = (status: number, body: unknown): Response =>
  new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json" } });
const renewedAs = (access_token: string, refresh_token: string): Response =>
  json(200, { access_token, refresh_token, token_type: "Bearer", expires_in: 3_600 });
const html = (status: number): Response => new Response("<html>", { status, headers: { "Content-Type": "text/html" } });

let pool: ReturnType<typeof vi.fn<(body: URLSearchParams) => Response | Promise<Response>>>;
let opened: Identity[];

/** A tab with the session that was stored in it. */
async function tab(user: string | null = stored()): Promise<{ identity: Identity; storage: Storage }> {
  const { createIdentity } = await import("./identity");
  const storage = fakeStorage(user === null ? {} : { [userKey]: user });
  const identity = createIdentity(config, storage);
  opened.push(identity);
  return { identity, storage };
}

beforeEach(() => {
  pool = vi.fn();
  opened = [];
  vi.stubGlobal("navigator", { languages: ["en"], locks: fakeLocks() });
  vi.stubGlobal("window", Object.assign(new EventTarget(), { location: { origin: "https://board.example" }, navigator: { languages: ["en"] } }));
  vi.stubGlobal("localStorage", fakeStorage());
  vi.stubGlobal("document", { documentElement: {} });
  vi.stubGlobal("fetch", async (_: string, { body }: { body: URLSearchParams }) => pool(body));
});
afterEach(async () => {
  await Promise.all(opened.map(({ drop }) => drop()));
  vi.unstubAllGlobals();
});

describe("a session", () => {
  const failures: readonly [string, () => Response | Promise<Response>][] = [
    ["no network", () => { throw new TypeError("Failed to fetch"); }],
    ["a timeout", () => { throw new DOMException("aborted", "AbortError"); }],
    ["a server error", () => json(500, { error: "server_error" })],
    ["a page of a proxy", () => html(502)],
    ["a captive portal", () => html(200)],
    ["a gateway's rejection", () => json(403, { message: "Forbidden" })],
    ["too many requests", () => json(429, { error: "slow_down" })],
  ];
  test.each(failures)("outlives %s, and is renewed afterwards", async (_, fail) => {
    const { identity, storage } = await tab();
    pool.mockImplementation(fail);
    expect(await identity.current()).toEqual({ status: "unreachable", profile: { sub: "ann", email: "ann@example.com", name: "Ann" } });
    expect(JSON.parse(storage.getItem(userKey) ?? "{}")).toMatchObject({ refresh_token: "r1" });
    pool.mockImplementation(() => renewedAs("new", "r2"));
    expect(await identity.current()).toMatchObject({ status: "valid", tokens: { accessToken: "new" } });
  });

  test.each(["invalid_grant", "invalid_client", "unauthorized_client"])("ends by the user pool's %s", async (error) => {
    const { identity } = await tab();
    pool.mockImplementation(() => json(400, { error }));
    expect(await identity.current()).toEqual({ status: "ended" });
  });

  test("goes on with a token that still holds while the user pool does not answer", async () => {
    const { identity } = await tab(stored({ expires_at: nowSeconds() + 20 }));
    pool.mockImplementation(() => html(503));
    expect(await identity.current()).toMatchObject({ status: "valid", tokens: { accessToken: "old" } });
  });

  test("is renewed when the API rejects a token that seems to hold, as after the clock was set back", async () => {
    const { identity } = await tab(stored({ expires_at: nowSeconds() + 3_000 }));
    pool.mockImplementation(() => renewedAs("new", "r2"));
    expect(await identity.current()).toMatchObject({ tokens: { accessToken: "old" } });
    expect(await identity.current("old")).toMatchObject({ tokens: { accessToken: "new" } });
    expect(await identity.current("old")).toMatchObject({ tokens: { accessToken: "new" } });
    expect(pool).toHaveBeenCalledTimes(1);
  });

  test("is not renewed over and over while the API rejects every token", async () => {
    const { identity } = await tab(stored({ expires_at: nowSeconds() + 3_000 }));
    pool.mockImplementation(() => renewedAs("new", "r2"));
    await identity.current("old");
    expect(await identity.current("new")).toMatchObject({ status: "unreachable" });
    expect(pool).toHaveBeenCalledTimes(1);
  });

  test("leaves nothing when its renewal is answered after the sign-out", async () => {
    const { identity, storage } = await tab();
    let answer: (response: Response) => void = () => undefined;
    pool.mockImplementation(() => new Promise((resolve) => (answer = resolve)));
    const asked = identity.current();
    await vi.waitFor(() => expect(pool).toHaveBeenCalled());
    await identity.drop();
    answer(renewedAs("new", "r2"));
    await asked;
    expect(storage.getItem(userKey)).toBeNull();
  });
});

describe("a duplicated tab", () => {
  /** A user pool that takes each refresh token once. */
  const rotating = (): void => {
    let next = 1;
    pool.mockImplementation((body) => (body.get("refresh_token") === `r${next}` ? renewedAs(`token${++next}`, `r${next}`) : json(400, { error: "invalid_grant" })));
  };

  test("renews together with the first", async () => {
    rotating();
    const [one, other] = [await tab(), await tab()];
    const answers = await Promise.all([one.identity.current(), other.identity.current()]);
    expect(answers.map(({ status }) => status)).toEqual(["valid", "valid"]);
  });

  test("hears what the refresh token became", async () => {
    rotating();
    const [one, other] = [await tab(), await tab()];
    await one.identity.current();
    await vi.waitFor(() => expect(other.storage.getItem(userKey)).toContain("r2"));
    expect(await other.identity.current()).toMatchObject({ tokens: { accessToken: "token2" } });
  });

  test("that slept meanwhile asks for it", async () => {
    rotating();
    const one = await tab();
    await one.identity.current();
    const woken = await tab();
    expect(await woken.identity.current()).toMatchObject({ tokens: { accessToken: "token2" } });
  });
});

describe("a sign-in", () => {
  const stateOf = (address: string): string => new URL(address).searchParams.get("state") ?? "";

  test("that ends in another tab leads to where it began", async () => {
    const address = await (await tab(null)).identity.signInAddress("signup", "/invite/초대?x=1");
    const callback = `https://board.example/callback?code=c&state=${encodeURIComponent(stateOf(address))}`;
    expect(await (await tab(null)).identity.finish(callback)).toEqual({ status: "begun-elsewhere", returnTo: "/invite/초대?x=1" });
  });

  test.each(["", ";", ";%%%", `;${btoa("//evil.example")}`])("with the state x%s leads nowhere else", async (rest) => {
    const callback = `https://board.example/callback?code=c&state=${encodeURIComponent(`x${rest}`)}`;
    expect(await (await tab(null)).identity.finish(callback)).toEqual({ status: "begun-elsewhere", returnTo: "/" });
  });

  test("that was rejected fails", async () => {
    await expect((await tab(null)).identity.finish("https://board.example/callback?error=access_denied&state=x")).rejects.toThrow();
  });
});
