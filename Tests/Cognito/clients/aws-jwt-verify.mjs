import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { JwtRsaVerifier } from "aws-jwt-verify";
import { validateCognitoJwtFields } from "aws-jwt-verify/cognito-verifier";
import { SimpleJwksCache } from "aws-jwt-verify/jwk";
import { authorize } from "./browser.mjs";

const { ISSUER, DOMAIN, CLIENT_ID, CALLBACK } = process.env;

// The library fetches by https alone; the fetcher is its option for another transport.
const jwksCache = new SimpleJwksCache({ fetcher: { fetch: async (uri) => (await fetch(uri)).arrayBuffer() } });
const verifier = JwtRsaVerifier.create(
  { issuer: ISSUER, audience: null, jwksUri: `${ISSUER}/.well-known/jwks.json` },
  { jwksCache },
);
const verify = async (token, tokenUse, clientId = CLIENT_ID) => {
  const payload = await verifier.verify(token);
  validateCognitoJwtFields(payload, { tokenUse, clientId });
  return payload;
};

const verifierText = randomBytes(32).toString("base64url");
const request = new URL(`${DOMAIN}/oauth2/authorize`);
request.search = new URLSearchParams({
  response_type: "code", client_id: CLIENT_ID, redirect_uri: CALLBACK, scope: "openid email",
  code_challenge: createHash("sha256").update(verifierText).digest("base64url"), code_challenge_method: "S256",
}).toString();
const code = (await authorize(request, CALLBACK)).searchParams.get("code");
const answer = await fetch(`${DOMAIN}/oauth2/token`, {
  method: "POST",
  body: new URLSearchParams({
    grant_type: "authorization_code", client_id: CLIENT_ID, redirect_uri: CALLBACK, code, code_verifier: verifierText,
  }),
});
const tokens = await answer.json();

assert.equal((await verify(tokens.access_token, "access")).client_id, CLIENT_ID);
assert.equal((await verify(tokens.id_token, "id")).aud, CLIENT_ID);
await assert.rejects(verify(tokens.id_token, "access"), /Token use/);
await assert.rejects(verify(tokens.access_token, "access", "3kanbanaspirelocalcourse01"), /Client ID/);
await assert.rejects(verifier.verify(`${tokens.access_token.slice(0, -8)}AAAAAAAA`), /signature/i);
console.log("passed");
