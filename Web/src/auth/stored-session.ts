import type { Profile } from "./profile";

/** A session as the identity module keeps it in this tab. */
export interface StoredSession {
  accessToken: string;
  profile: Profile;
}

/** Longer than the time before its end at which a token is renewed. */
const leftSeconds = 90;

/**
 * The session of this tab, if its token lasts for a while: read without the code of the protocol, which is needed again when the token is to
 * be renewed. Null when there is none, or it is for that code to look at.
 */
export function storedSession(issuer: string, clientId: string, nowMs: number = Date.now()): StoredSession | null {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(`identity.user:${issuer}:${clientId}`) ?? "null");
    if (!isObject(stored) || !isObject(stored["profile"])) {
      return null;
    }
    const { access_token: accessToken, expires_at: expiresAt, profile } = stored;
    const isUsable = typeof accessToken === "string" && typeof expiresAt === "number" && expiresAt - nowMs / 1_000 > leftSeconds;
    return isUsable && typeof profile["sub"] === "string" ? { accessToken, profile: profileOf(profile) } : null;
  } catch {
    return null; // Storage is closed, or holds something else.
  }
}

/** Who the claims of an ID token are about. */
export function profileOf(claims: Readonly<Record<string, unknown>>): Profile {
  const text = (name: string): string | undefined => (typeof claims[name] === "string" ? claims[name] : undefined);
  const email = text("email") ?? "";
  return { sub: text("sub") ?? "", email, name: text("name") ?? text("preferred_username") ?? email.split("@")[0] ?? "" };
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
