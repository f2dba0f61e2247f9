import { OidcClient, UserManager, WebStorageStateStore, type User, type UserManagerSettings } from "oidc-client-ts";
import { language } from "../i18n/settings";
import type { AuthenticationConfig } from "../lib/config";
import type { Profile } from "./profile";
import { isFinal, shareRenewals } from "./shared-renewals";
import { profileOf } from "./stored-session";

export interface Tokens {
  accessToken: string;
  profile: Profile;
}

/** What is known of the session. Only the user pool's own word ends one: no answer, or an error page, is `unreachable`. */
export type Access =
  | { status: "valid"; tokens: Tokens }
  | { status: "unreachable"; profile: Profile }
  | { status: "ended" };

export type Finished =
  | { status: "signed-in"; tokens: Tokens; returnTo: string }
  /** The sign-in began in another tab or on another device, which has the secret that the code needs. */
  | { status: "begun-elsewhere"; returnTo: string };

interface SignInState {
  returnTo: string;
  nonce: string;
}

/** Renew this long before the end, so that no request leaves with a token that dies on the way. */
const renewBeforeSeconds = 60;
/** A token that is rejected so soon after its renewal is not cured by another renewal. */
const renewAgainAfterMs = 60_000;

/** The protocol with the user pool: code with PKCE, state and nonce; renewal by refresh token, never an iframe. */
export function createIdentity(config: AuthenticationConfig, storage: Storage = sessionStorage) {
  const store = new WebStorageStateStore({ prefix: "identity.", store: storage });
  const settings = settingsOf(config, store);
  const client = new OidcClient(settings);
  const manager = new UserManager(settings);
  const shared = shareRenewals(manager);
  let renewal: Promise<User> | null = null;
  let renewed = { token: "", atMs: 0 };
  let dropped = false;

  const signInAddress = async (page: "login" | "signup", returnTo: string): Promise<string> => {
    const nonce = crypto.randomUUID();
    const state: SignInState = { returnTo, nonce };
    const request = await client.createSigninRequest({
      state,
      nonce,
      request_type: "si:r",
      // Comes back with the code, also to a tab or device that does not have the state.
      url_state: encoded(returnTo),
      // Managed login and the local pages take it; they would go by the browser's language, which may be another one.
      extraQueryParams: { lang: language.value },
    });
    // The hosted sign-up page takes the parameters of the authorization endpoint.
    return page === "login" ? request.url : request.url.replace(`${config.domain}/oauth2/authorize`, `${config.domain}/signup`);
  };

  const finish = async (address: string): Promise<Finished> => {
    const query = new URL(address).searchParams;
    const [id = "", returnTo = ""] = (query.get("state") ?? "").split(";");
    if (query.has("code") && id !== "" && (await store.get(id)) === null) {
      return { status: "begun-elsewhere", returnTo: safePath(decoded(returnTo)) };
    }
    const user = await manager.signinRedirectCallback(address);
    const state = user.state as SignInState;
    if (claims(user.id_token ?? "")["nonce"] !== state.nonce) {
      await manager.removeUser();
      throw new Error("The ID token answers another sign-in: its nonce differs.");
    }
    return { status: "signed-in", tokens: tokensOf(user), returnTo: safePath(state.returnTo) };
  };

  const renewOnce = async (before: User): Promise<User> => {
    const user = await shared.renew(before);
    renewed = { token: user.access_token, atMs: performance.now() };
    if (dropped) {
      // Signed out while the answer was on its way.
      await manager.removeUser();
      throw new Error("The session has ended.");
    }
    return user;
  };

  const renew = (before: User): Promise<User> => (renewal ??= renewOnce(before).finally(() => (renewal = null)));

  /** The session's tokens, renewed when they are about to end or when the API has rejected them. */
  const current = async (rejected: string | null = null): Promise<Access> => {
    const user = await manager.getUser();
    if (user === null) {
      return { status: "ended" };
    }
    const usable = user.access_token !== rejected && user.expired === false;
    if (usable && (user.expires_in ?? 0) > renewBeforeSeconds) {
      return { status: "valid", tokens: tokensOf(user) };
    }
    if (rejected !== null && rejected === renewed.token && performance.now() - renewed.atMs < renewAgainAfterMs) {
      return { status: "unreachable", profile: tokensOf(user).profile };
    }
    if (user.refresh_token === undefined) {
      return usable ? { status: "valid", tokens: tokensOf(user) } : { status: "ended" };
    }
    try {
      return { status: "valid", tokens: tokensOf(await renew(user)) };
    } catch (error) {
      if (isFinal(error)) {
        return { status: "ended" };
      }
      const tokens = tokensOf(user);
      return usable ? { status: "valid", tokens } : { status: "unreachable", profile: tokens.profile };
    }
  };

  const revoke = async (): Promise<void> => {
    try {
      await manager.revokeTokens(["refresh_token"]);
    } catch {
      // Signing out must succeed without a network as well; the token ends by itself.
    }
  };

  const drop = async (): Promise<void> => {
    dropped = true;
    shared.stop();
    await manager.removeUser();
  };

  return { signInAddress, finish, current, revoke, drop };
}

export type Identity = ReturnType<typeof createIdentity>;

function settingsOf({ issuer, domain, clientId }: AuthenticationConfig, store: WebStorageStateStore): UserManagerSettings {
  return {
    authority: issuer,
    client_id: clientId,
    redirect_uri: `${window.location.origin}/callback`,
    scope: "openid email profile",
    response_type: "code",
    automaticSilentRenew: false,
    monitorSession: false,
    loadUserInfo: false,
    requestTimeoutInSeconds: 10,
    userStore: store,
    stateStore: store,
    // Known by construction, which saves a request before the first sign-in.
    metadata: {
      issuer,
      authorization_endpoint: `${domain}/oauth2/authorize`,
      token_endpoint: `${domain}/oauth2/token`,
      userinfo_endpoint: `${domain}/oauth2/userInfo`,
      revocation_endpoint: `${domain}/oauth2/revoke`,
    },
  };
}

function tokensOf(user: User): Tokens {
  return { accessToken: user.access_token, profile: profileOf(user.profile) };
}

/** The payload of a JWT that came straight from the token endpoint over TLS. */
const claims = (token: string): Record<string, unknown> => JSON.parse(decoded(token.split(".")[1] ?? "")) as Record<string, unknown>;

/** Base64url: a user pool may change other characters of a state on its way. */
const encoded = (text: string): string =>
  btoa(String.fromCharCode(...new TextEncoder().encode(text))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

function decoded(text: string): string {
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (char) => char.charCodeAt(0));
    return new TextDecoder().decode(bytes);
  } catch {
    return ""; // Not base64: someone wrote the address by hand.
  }
}

/** Only a path of this site may be returned to. */
function safePath(path: string): string {
  return path.startsWith("/") && !path.startsWith("//") && !path.startsWith("/\\") ? path : "/";
}
