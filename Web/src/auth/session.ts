import { computed, signal } from "@preact/signals";
import { setTokenSource } from "../api/http";
import type { AuthenticationConfig, Config } from "../lib/config";
import { whenIdle } from "../lib/idle";
import { kept, wipeKept } from "../lib/kept";
import type { Identity } from "./identity";
import type { Profile } from "./profile";
import { storedSession } from "./stored-session";

export type Session =
  /** `retry` asks at once when the server has not answered so far; it is asked again in any case. */
  | { status: "starting"; retry: (() => void) | null }
  | { status: "signed-out"; possible: boolean; ended: boolean }
  | { status: "signed-in"; profile: Profile };

export const session = signal<Session>({ status: "starting", retry: null });
export const profile = computed<Profile | null>(() => (session.value.status === "signed-in" ? session.value.profile : null));

/** Remembers that this browser has signed in before, nothing more: a new tab then asks the user pool without a click. */
const knownKey = "signed-in-before";
/** Set while a sign-in is begun again, which is done once. */
const restartedKey = "identity.restarted";
const wipers = new Set<() => Promise<void> | void>();
const tabs = new BroadcastChannel("session");

let markStarted: () => void;
/** Settled when the configuration is there and a session of before is restored. */
const started = new Promise<void>((resolve) => (markStarted = resolve));
setTokenSource(accessToken);
let settings: AuthenticationConfig | null = null;
let identity: Promise<Identity> | null = null;

/** The protocol's code is loaded only when it is needed: visitors do without it. */
function loadIdentity(config: AuthenticationConfig): Promise<Identity> {
  identity ??= import("./identity").then((module) => module.createIdentity(config));
  // Not kept when it could not be loaded: the next request tries again.
  identity.catch(() => (identity = null));
  return identity;
}

export async function startSession(config: Config): Promise<void> {
  const { authentication } = config;
  tabs.onmessage = () => void forget();
  const stored = authentication === null ? null : storedSession(authentication.issuer, authentication.clientId);
  if (authentication !== null && stored !== null) {
    settings = authentication;
    accept(stored.profile);
    markStarted();
    // It listens to other tabs, which may renew the token first.
    whenIdle(() => void loadIdentity(authentication).catch(() => undefined));
    return;
  }
  const access = authentication === null || sessionStorage.length === 0 ? null : await (await loadIdentity(authentication)).current();
  settings = authentication;
  if (access === null || access.status === "ended") {
    session.value = signedOut(false);
  } else {
    accept(access.status === "valid" ? access.tokens.profile : access.profile);
  }
  markStarted();
}

/** Called when a try to start has failed, with the way to try at once. */
export function waitToStart(retry: () => void): void {
  session.value = { status: "starting", retry };
}

/** What must go from this browser when its user signs out. */
export function onSignOut(wipe: () => Promise<void> | void): void {
  wipers.add(wipe);
}

/** Whether the user pool can be asked without a click: signed out here, but not told so by the server just now. */
export const canSignInAgain = computed(() => {
  const current = session.value;
  return current.status === "signed-out" && current.possible && !current.ended && hasSignedInBefore();
});

export const hasSignedInBefore = (): boolean => kept.get(knownKey) !== null;

export async function signIn(page: "login" | "signup" = "login", returnTo: string = currentPath()): Promise<void> {
  await started;
  if (settings !== null) {
    window.location.assign(await (await loadIdentity(settings)).signInAddress(page, returnTo));
  }
}

/**
 * Finishes a sign-in at the callback address; gives the path to return to. A sign-in that began elsewhere, such as a new account
 * that was confirmed in another tab, begins again here: the user pool knows its user by now, and asks nothing. The result is
 * then null.
 */
export async function finishSignIn(address: string): Promise<string | null> {
  await started;
  if (settings === null) {
    return "/";
  }
  const finished = await (await loadIdentity(settings)).finish(address);
  if (finished.status === "signed-in") {
    sessionStorage.removeItem(restartedKey);
    accept(finished.tokens.profile);
    return finished.returnTo;
  }
  if (session.peek().status === "signed-in") {
    return finished.returnTo; // The page was loaded again after all went well.
  }
  if (sessionStorage.getItem(restartedKey) !== null) {
    throw new Error("The sign-in began elsewhere twice: this browser keeps nothing.");
  }
  sessionStorage.setItem(restartedKey, "yes");
  await signIn("login", finished.returnTo);
  return null;
}

/** Revokes the tokens, wipes what this browser kept and leaves by the user pool's own sign-out. */
export async function signOut(): Promise<void> {
  const config = settings;
  if (config === null) {
    return;
  }
  tabs.postMessage("signed-out");
  await (await loadIdentity(config)).revoke();
  await forget();
  const query = new URLSearchParams({ client_id: config.clientId, logout_uri: `${window.location.origin}/` });
  window.location.assign(`${config.domain}/logout?${query}`);
}

/** Without an answer of the user pool there is no token, but the session goes on: the request fails like one without a network. */
class Unreachable extends Error {}

/** Waits for the session of before: a request that went without its token would be rejected. */
async function accessToken(rejected: string | null): Promise<string | null> {
  await started;
  if (settings === null || session.peek().status !== "signed-in") {
    return null;
  }
  const stored = rejected === null ? storedSession(settings.issuer, settings.clientId) : null;
  if (stored !== null) {
    return stored.accessToken;
  }
  const current = await loadIdentity(settings);
  const access = await current.current(rejected);
  switch (access.status) {
    case "valid":
      return access.tokens.accessToken;
    case "unreachable":
      throw new Unreachable();
    case "ended":
      // The session is over, but nothing of this user's work is wiped.
      session.value = signedOut(true);
      await current.drop();
      return null;
  }
}

/** Ends the session here and leaves nothing of it. What is on its way may still arrive, and is not kept either. */
async function forget(): Promise<void> {
  wipeKept();
  session.value = signedOut(false);
  await Promise.all([...wipers].map((wipe) => wipe()));
  if (settings !== null) {
    await (await loadIdentity(settings)).drop();
  }
}

function accept(user: Profile): void {
  kept.set(knownKey, "yes");
  session.value = { status: "signed-in", profile: user };
}

const signedOut = (ended: boolean): Session => ({ status: "signed-out", possible: settings !== null, ended });
const currentPath = (): string => window.location.pathname + window.location.search;
