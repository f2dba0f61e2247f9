import { beforeEach, expect, test, vi } from "vitest";
import { fakeStorage } from "../testing/fake-storage";
import { storedSession } from "./stored-session";

const issuer = "https://pool.example";
const now = 1_000_000_000;
const user = (expiresInSeconds: number, more: object = {}) => ({
  access_token: "token", expires_at: now / 1_000 + expiresInSeconds, profile: { sub: "s", email: "ann@x.test" }, ...more,
});
const store = (value: unknown, client = "app"): void =>
  sessionStorage.setItem(`identity.user:${issuer}:${client}`, typeof value === "string" ? value : JSON.stringify(value));

beforeEach(() => vi.stubGlobal("sessionStorage", fakeStorage()));

test("a token that lasts is used without the protocol's code", () => {
  store(user(3_600));
  expect(storedSession(issuer, "app", now)).toEqual({ accessToken: "token", profile: { sub: "s", email: "ann@x.test", name: "ann" } });
});

test.each([
  ["one that is about to end", user(60)],
  ["one that has ended", user(-1)],
  ["one without a user", user(3_600, { profile: null })],
  ["half a text", "{"],
  ["nothing", "null"],
])("%s is left to that code", (_, value) => {
  store(value);
  expect(storedSession(issuer, "app", now)).toBeNull();
});

test("one of another deployment is not used", () => {
  store(user(3_600), "other");
  expect(storedSession(issuer, "app", now)).toBeNull();
});
