/**
 * In front of a function's own address CloudFront signs each request. The signature takes the header Authorization, and covers
 * the body by a hash that only the browser can make.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-lambda.html
 */
let signed = false;

export function leaveSignatureToCloudFront(): void {
  signed = true;
}

/** Prepares a request for the signature, where there will be one: the course's items go to the HTTP API, which needs none. */
export async function signable(request: Request): Promise<Request> {
  if (!signed || !new URL(request.url).pathname.startsWith("/api/")) {
    return request;
  }
  const headers = new Headers(request.headers);
  const token = headers.get("Authorization");
  if (token !== null) {
    headers.delete("Authorization");
    headers.set("X-Viewer-Authorization", token);
  }
  if (request.method === "GET" || request.method === "HEAD") {
    return new Request(request, { headers });
  }
  const body = await request.arrayBuffer();
  headers.set("X-Amz-Content-Sha256", await sha256(body));
  return new Request(request, { headers, ...(body.byteLength === 0 ? {} : { body }) });
}

async function sha256(bytes: ArrayBuffer): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", bytes);
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
