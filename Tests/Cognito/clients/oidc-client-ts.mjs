import assert from "node:assert/strict";
import { InMemoryWebStorage, OidcClient, WebStorageStateStore } from "oidc-client-ts";
import { authorize } from "./browser.mjs";

const { ISSUER, CLIENT_ID, CALLBACK, EMAIL } = process.env;
const client = new OidcClient({
  authority: ISSUER,
  client_id: CLIENT_ID,
  redirect_uri: CALLBACK,
  scope: "openid email",
  loadUserInfo: true,
  stateStore: new WebStorageStateStore({ store: new InMemoryWebStorage() }),
});
const { url } = await client.createSigninRequest({ state: "돌아갈 곳", nonce: "nonce-✓" });
const user = await client.processSigninResponse((await authorize(url, CALLBACK)).href);
assert.equal(user.userState, "돌아갈 곳");
assert.equal(user.profile.email, EMAIL);

const renewed = await client.useRefreshToken({
  state: { refresh_token: user.refresh_token, session_state: null, profile: user.profile, scope: "openid email" },
});
assert.equal(renewed.profile.sub, user.profile.sub);

await client.revokeToken(user.refresh_token, "refresh_token");
await assert.rejects(client.useRefreshToken({
  state: { refresh_token: user.refresh_token, session_state: null, profile: user.profile, scope: "openid email" },
}), { error: "invalid_grant" });
console.log("passed");
