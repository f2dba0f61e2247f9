/** What the user pool's implicit grant puts behind the # of its answer. */
export type Grant =
  | { kind: "token"; accessToken: string; minutes: number | null }
  | { kind: "refused"; reason: string }
  | { kind: "nothing" };

/** Reads the fragment of the address that the browser was sent back to. */
export function grantOf(fragment: string): Grant {
  const answer = new URLSearchParams(fragment.replace(/^#/, ""));
  const accessToken = answer.get("access_token");
  if (accessToken !== null && accessToken !== "") {
    const seconds = Number(answer.get("expires_in"));
    return { kind: "token", accessToken, minutes: seconds > 0 ? Math.round(seconds / 60) : null };
  }
  const error = answer.get("error");
  return error === null ? { kind: "nothing" } : { kind: "refused", reason: answer.get("error_description") ?? error };
}
