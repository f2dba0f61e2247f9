import { createHash } from "node:crypto";
import { expect, test, vi } from "vitest";

const board = "https://board.example/api/boards";
const bearer = { Authorization: "Bearer token", "Content-Type": "application/json" };

async function signer(signed: boolean) {
  vi.resetModules();
  const { leaveSignatureToCloudFront, signable } = await import("./signed");
  if (signed) {
    leaveSignatureToCloudFront();
  }
  return signable;
}

test("nothing changes where CloudFront does not sign", async () => {
  const request = new Request(board, { headers: bearer });
  expect(await (await signer(false))(request)).toBe(request);
});

test("the token leaves the header that the signature takes", async () => {
  const request = await (await signer(true))(new Request(board, { headers: bearer }));
  expect([request.headers.get("Authorization"), request.headers.get("X-Viewer-Authorization")]).toEqual([null, "Bearer token"]);
  expect(request.headers.has("X-Amz-Content-Sha256")).toBe(false);
});

test.each(["POST", "PUT", "PATCH", "DELETE"])("the body of %s is hashed as it is sent", async (method) => {
  const body = JSON.stringify({ name: "일정 🗓" });
  const request = await (await signer(true))(new Request(board, { method, headers: bearer, body, keepalive: true }));
  expect(request.headers.get("X-Amz-Content-Sha256")).toBe(createHash("sha256").update(body).digest("hex"));
  expect([await request.text(), request.method, request.keepalive]).toEqual([body, method, true]);
});

test("a request without a body has the hash of nothing", async () => {
  const request = await (await signer(true))(new Request(board, { method: "DELETE", headers: bearer }));
  expect(request.headers.get("X-Amz-Content-Sha256")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
});

test("the items of the course go to the HTTP API as they are", async () => {
  const request = new Request("https://board.example/items", { method: "PUT", headers: bearer, body: "{}" });
  expect(await (await signer(true))(request)).toBe(request);
});
