import { computed, signal } from "@preact/signals";
import { setTokenSource } from "../api/http";
import type { AuthenticationConfig, Config } from "../config";
import type { Identity, Tokens } from "./identity";

/** Who is using the page, as the ID token says. */
export interface Profile {
  sub: string;
  name: string;
  email: string;
}

export type Session =
  | { status: "starting" }
  | { status: "signed-out"; possible: boolean; ended: boolean }
  | { status: "signed-in"; profile: Profile };

export const session = signal<Session>({ status: "starting" });
export const profile = computed<Profile | null>(() => (session.value.status === "signed-in" ? session.value.profile : null));

/** Remembers that this browser has signed in before, nothing more: a new tab then asks the user pool without a click. */
const knownKey = "signed-in-before";
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
  return identity;
}

export async function startSession(config: Config): Promise<void> {
  settings = config.authentication;
  tabs.onmessage = () => void forget({ ended: false });
  accept(settings === null || sessionStorage.length === 0 ? null : await (await loadIdentity(settings)).restore());
  markStarted();
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

export const hasSignedInBefore = (): boolean => localStorage.getItem(knownKey) !== null;

export async function signIn(page: "login" | "signup" = "login", returnTo: string = currentPath()): Promise<void> {
  await started;
  if (settings !== null) {
    window.location.assign(await (await loadIdentity(settings)).signInAddress(page, returnTo));
  }
}

/** Finishes a sign-in at the callback address; gives the path to return to. */
export async function finishSignIn(address: string): Promise<string> {
  await started;
  if (settings === null) {
    return "/";
  }
  const { tokens, returnTo } = await (await loadIdentity(settings)).finish(address);
  accept(tokens);
  return returnTo;
}

/** Revokes the tokens, wipes what this browser kept and leaves by the user pool's own sign-out. */
export async function signOut(): Promise<void> {
  const config = settings;
  if (config === null) {
    return;
  }
  await (await loadIdentity(config)).revoke();
  tabs.postMessage("signed-out");
  await forget({ ended: false });
  const query = new URLSearchParams({ client_id: config.clientId, logout_uri: `${window.location.origin}/` });
  window.location.assign(`${config.domain}/logout?${query}`);
}

/** Waits for the session of before: a request that went without its token would be refused. */
async function accessToken(): Promise<string | null> {
  await started;
  if (settings === null || session.peek().status !== "signed-in") {
    return null;
  }
  const tokens = await (await loadIdentity(settings)).current();
  if (tokens === null) {
    await expire();
  }
  return tokens?.accessToken ?? null;
}

/** Called when the server refuses the token: the session is over, but nothing of this user's work is wiped. */
export async function expire(): Promise<void> {
  if (settings !== null && session.peek().status === "signed-in") {
    await (await loadIdentity(settings)).drop();
    session.value = signedOut(true);
  }
}

async function forget({ ended }: { ended: boolean }): Promise<void> {
  if (settings !== null) {
    await (await loadIdentity(settings)).drop();
  }
  localStorage.removeItem(knownKey);
  await Promise.all([...wipers].map((wipe) => wipe()));
  session.value = signedOut(ended);
}

function accept(tokens: Tokens | null): void {
  if (tokens === null) {
    session.value = signedOut(false);
    return;
  }
  localStorage.setItem(knownKey, "yes");
  session.value = { status: "signed-in", profile: tokens.profile };
}

const signedOut = (ended: boolean): Session => ({ status: "signed-out", possible: settings !== null, ended });
const currentPath = (): string => window.location.pathname + window.location.search;
