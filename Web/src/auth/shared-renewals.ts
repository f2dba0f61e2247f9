import { ErrorResponse, User, type UserManager } from "oidc-client-ts";

/** `renewed` tells what a refresh token became; `spent` asks for it. */
type Message = { kind: "renewed"; from: string; user: string } | { kind: "spent"; refreshToken: string };

const waitForAnswerMs = 500;
/** Longer than a renewal may take: a tab that never lets go must not hold up the others. */
const waitForTurnMs = 20_000;

/** https://www.rfc-editor.org/rfc/rfc6749#section-5.2, as far as no later request can be answered differently. */
const finalErrors: ReadonlySet<string> = new Set(["invalid_grant", "invalid_client", "unauthorized_client"]);

/** Whether the user pool itself has said that a session cannot go on; a timeout, or the page of a proxy, is another error. */
export const isFinal = (error: unknown): boolean => error instanceof ErrorResponse && finalErrors.has(error.error ?? "");

/**
 * A duplicated tab starts with a copy of the refresh token, and a user pool that rotates them takes each only once. So the tabs
 * renew one after the other, and each tells the others what the token became.
 */
export function shareRenewals(manager: UserManager) {
  const channel = new BroadcastChannel("renewals");
  const spent = new Set<string>();
  let stopped = false;
  const post = (message: Message): void => {
    if (!stopped) {
      channel.postMessage(message);
    }
  };

  channel.onmessage = async ({ data }: MessageEvent<Message>) => {
    const user = await manager.getUser();
    if (data.kind === "renewed" && user?.refresh_token === data.from) {
      spent.add(data.from);
      await manager.storeUser(User.fromStorageString(data.user));
    } else if (data.kind === "spent" && user !== null && spent.has(data.refreshToken)) {
      post({ kind: "renewed", from: data.refreshToken, user: user.toStorageString() });
    }
  };

  const askOthers = async (refreshToken: string): Promise<User | null> => {
    post({ kind: "spent", refreshToken });
    await new Promise((resume) => setTimeout(resume, waitForAnswerMs));
    const user = await manager.getUser();
    return user?.refresh_token === refreshToken ? null : user;
  };

  const renewAlone = async (before: User): Promise<User> => {
    const known = await manager.getUser();
    if (known !== null && known.access_token !== before.access_token) {
      return known; // Another tab was faster.
    }
    const from = before.refresh_token ?? "";
    try {
      const renewed = await manager.signinSilent();
      if (renewed === null) {
        throw new Error("The session has ended.");
      }
      spent.add(from);
      post({ kind: "renewed", from, user: renewed.toStorageString() });
      return renewed;
    } catch (error) {
      const successor = isFinal(error) ? await askOthers(from) : null;
      if (successor === null) {
        throw error;
      }
      return successor;
    }
  };

  return {
    renew: async (before: User): Promise<User> =>
      await navigator.locks.request("renewal", { signal: AbortSignal.timeout(waitForTurnMs) }, () => renewAlone(before)),
    stop: (): void => {
      stopped = true;
      channel.close();
    },
  };
}
