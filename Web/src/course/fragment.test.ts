// @vitest-environment node
import { expect, test } from "vitest";
import { grantOf } from "./fragment";

test.each([
  ["#access_token=a.b.c&id_token=d&token_type=Bearer&expires_in=900", { kind: "token", accessToken: "a.b.c", minutes: 15 }],
  ["#access_token=a.b.c", { kind: "token", accessToken: "a.b.c", minutes: null }],
  ["#error=access_denied&error_description=No%20thanks", { kind: "refused", reason: "No thanks" }],
  ["#error=invalid_scope", { kind: "refused", reason: "invalid_scope" }],
  ["", { kind: "nothing" }],
  ["#access_token=", { kind: "nothing" }],
])("%s", (fragment, expected) => {
  expect(grantOf(fragment)).toEqual(expected);
});
