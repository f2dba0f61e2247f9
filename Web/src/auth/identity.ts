import { OidcClient, UserManager, WebStorageStateStore, type User, type UserManagerSettings } from "oidc-client-ts";
import type { AuthenticationConfig } from "../config";
import { language } from "../settings";
import type { Profile } from "./session";

export interface Tokens {
  accessToken: string;
  profile: Profile;
}

interface SignInState {
  returnTo: string;
  nonce: string;
}

/** Renew this long before the end, so that no request leaves with a token that dies on the way. */
const renewBeforeSeconds = 60;

/** The protocol with the user pool: code with PKCE, state and nonce; renewal by refresh token, never an iframe. */
export function createIdentity(config: AuthenticationConfig) {
  const settings = settingsOf(config);
  const client = new OidcClient(settings);
  const manager = new UserManager(settings);
  let renewal: Promise<User | null> | null = null;

  const signInAddress = async (page: "login" | "signup", returnTo: string): Promise<string> => {
    const nonce = crypto.randomUUID();
    const state: SignInState = { returnTo, nonce };
    const request = await client.createSigninRequest({
      state,
      nonce,
      request_type: "si:r",
      // Managed login and the local pages take it; they would go by the browser's language, which may be another one.
      extraQueryParams: { lang: language.value },
    });
    // The hosted sign-up page takes the parameters of the authorization endpoint.
    return page === "login" ? request.url : request.url.replace(`${config.domain}/oauth2/authorize`, `${config.domain}/signup`);
  };

  const finish = async (address: string): Promise<{ tokens: Tokens; returnTo: string }> => {
    const user = await manager.signinRedirectCallback(address);
    const state = user.state as SignInState;
    if (claims(user.id_token ?? "")["nonce"] !== state.nonce) {
      await manager.removeUser();
      throw new Error("The ID token answers another sign-in: its nonce differs.");
    }
    return { tokens: tokensOf(user), returnTo: safePath(state.returnTo) };
  };

  const renew = async (): Promise<User | null> => {
    renewal ??= manager.signinSilent().finally(() => (renewal = null));
    return renewal;
  };

  /** The tokens, renewed when they are about to end; null when the session is over. */
  const current = async (): Promise<Tokens | null> => {
    const user = await manager.getUser();
    if (user === null) {
      return null;
    }
    if ((user.expires_in ?? 0) > renewBeforeSeconds) {
      return tokensOf(user);
    }
    if (user.refresh_token === undefined) {
      return null;
    }
    try {
      const renewed = await renew();
      return renewed === null ? null : tokensOf(renewed);
    } catch (error) {
      // Without a network the old token may still do; a refused refresh token means the end.
      if (error instanceof TypeError && user.expired === false) {
        return tokensOf(user);
      }
      return null;
    }
  };

  const revoke = async (): Promise<void> => {
    try {
      await manager.revokeTokens(["refresh_token"]);
    } catch {
      // Signing out must succeed without a network as well; the token ends by itself.
    }
  };

  return { signInAddress, finish, current, restore: current, revoke, drop: () => manager.removeUser() };
}

export type Identity = ReturnType<typeof createIdentity>;

function settingsOf({ issuer, domain, clientId }: AuthenticationConfig): UserManagerSettings {
  const store = new WebStorageStateStore({ prefix: "identity.", store: sessionStorage });
  return {
    authority: issuer,
    client_id: clientId,
    redirect_uri: `${window.location.origin}/callback`,
    scope: "openid email profile",
    response_type: "code",
    automaticSilentRenew: false,
    monitorSession: false,
    loadUserInfo: false,
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
  const { sub, email = "", name, preferred_username: username } = user.profile;
  return { accessToken: user.access_token, profile: { sub, email, name: name ?? username ?? email.split("@")[0] ?? "" } };
}

/** The payload of a JWT that came straight from the token endpoint over TLS. */
function claims(token: string): Record<string, unknown> {
  const payload = token.split(".")[1] ?? "";
  const bytes = Uint8Array.from(atob(payload.replaceAll("-", "+").replaceAll("_", "/")), (char) => char.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>;
}

/** Only a path of this site may be returned to. */
function safePath(path: string): string {
  return path.startsWith("/") && !path.startsWith("//") && !path.startsWith("/\\") ? path : "/";
}
