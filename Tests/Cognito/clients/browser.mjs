// The browser's part of a sign-in: cookies, one form, redirects up to the client's address.
const cookies = new Map();

async function visit(address, init = {}) {
  const response = await fetch(address, {
    ...init,
    redirect: "manual",
    headers: { ...init.headers, cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
  });
  for (const cookie of response.headers.getSetCookie()) {
    const [name, value] = cookie.split(";")[0].split(/=(.*)/s);
    cookies.set(name, value);
  }
  return response;
}

/** Follows an authorization request, signs in when asked to, and gives the address sent back to. */
export async function authorize(address, callback) {
  let next = new URL(address);
  for (let step = 0; step < 10; step++) {
    if (next.href.startsWith(callback)) {
      return next;
    }
    const response = await visit(next);
    next = response.status === 302 ? new URL(response.headers.get("location"), next) : await signIn(next, await response.text());
  }
  throw new Error(`No way back to ${callback}; last at ${next}`);
}

async function signIn(address, page) {
  const body = new URLSearchParams({
    csrf: /name="csrf" value="([^"]*)"/.exec(page)[1],
    username: process.env.EMAIL,
    password: process.env.PASSWORD,
  });
  const response = await visit(address, { method: "POST", body });
  return new URL(response.headers.get("location"), address);
}
