import assert from "node:assert/strict";
import * as client from "openid-client";
import { authorize } from "./browser.mjs";

const { ISSUER, CLIENT_ID, CALLBACK, SIGNED_OUT, EMAIL } = process.env;
const config = await client.discovery(new URL(ISSUER), CLIENT_ID, undefined, client.None(), {
  execute: [client.allowInsecureRequests],
});
const [pkceCodeVerifier, expectedState, expectedNonce] = [
  client.randomPKCECodeVerifier(), client.randomState(), client.randomNonce(),
];
const request = client.buildAuthorizationUrl(config, {
  redirect_uri: CALLBACK,
  scope: "openid email profile",
  code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
  code_challenge_method: "S256",
  state: expectedState,
  nonce: expectedNonce,
});
const tokens = await client.authorizationCodeGrant(config, await authorize(request, CALLBACK), {
  pkceCodeVerifier, expectedState, expectedNonce, idTokenExpected: true,
});
assert.equal(tokens.claims().email, EMAIL);
assert.equal((await client.fetchUserInfo(config, tokens.access_token, tokens.claims().sub)).email, EMAIL);

const renewed = await client.refreshTokenGrant(config, tokens.refresh_token);
assert.equal(renewed.claims().sub, tokens.claims().sub);

await client.tokenRevocation(config, tokens.refresh_token);
await assert.rejects(client.refreshTokenGrant(config, tokens.refresh_token), { error: "invalid_grant" });
await assert.rejects(client.fetchUserInfo(config, tokens.access_token, tokens.claims().sub));

const signOut = client.buildEndSessionUrl(config, { client_id: CLIENT_ID, logout_uri: SIGNED_OUT });
assert.equal((await authorize(signOut, SIGNED_OUT)).href, SIGNED_OUT);
console.log("passed");
