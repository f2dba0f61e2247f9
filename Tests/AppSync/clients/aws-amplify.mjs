// Connects, subscribes, receives, is turned away: with aws-amplify as it comes from npm.
import assert from "node:assert/strict";
import { Amplify } from "aws-amplify";
import { events } from "aws-amplify/data";
import WebSocket from "ws";

// Node has one of its own from version 22 on.
globalThis.WebSocket ??= WebSocket;
const { ENDPOINT, TOKEN, EXPIRED } = process.env;
Amplify.configure({ API: { Events: { endpoint: ENDPOINT, region: "ap-northeast-2", defaultAuthMode: "none" } } });
const as = (authToken) => ({ authMode: "none", authToken });
const within = (promise, what) => Promise.race([promise, new Promise((_, reject) => setTimeout(() => reject(new Error(`${what} took too long`)), 10_000))]);

const channel = await within(events.connect("/open/room", as(TOKEN)), "connecting");
const received = [];
let heard = () => undefined;
const subscription = channel.subscribe({ next: ({ event }) => { received.push(event); heard(); }, error: (error) => assert.fail(JSON.stringify(error)) }, as(TOKEN));
await within(subscription.ready ?? new Promise((resolve) => setTimeout(resolve, 500)), "subscribing");
const next = () => within(new Promise((resolve) => { heard = resolve; }), "an event");

let waited = next();
assert.deepEqual((await events.post("/open/room", { said: "안녕" }, as(TOKEN))) ?? [], [], "events that failed");
await waited;
waited = next();
await channel.publish({ said: "over the socket" }, as(TOKEN));
await waited;
assert.deepEqual(received, [{ said: "안녕" }, { said: "over the socket" }]);

await assert.rejects(events.post("/open/room", { said: "nothing" }, as("none")));
await assert.rejects(events.post("/open/room", { said: "nothing" }, as(EXPIRED)));
await assert.rejects(events.post("/elsewhere/room", { said: "nothing" }, as(TOKEN)));
await assert.rejects(events.post("/boards/room", { said: "nothing" }, as(TOKEN)));
for (const [path, token] of [["/open/room", EXPIRED], ["/elsewhere/room", TOKEN], ["/mute/room", TOKEN]]) {
  const refused = await within(new Promise(async (resolve) => {
    const other = await events.connect(path, as(TOKEN));
    const one = other.subscribe({ next: () => resolve(null), error: resolve }, as(token));
    one.ready?.catch(resolve);
  }), `an error on ${path}`);
  assert.ok(refused, path);
}

subscription.unsubscribe();
await new Promise((resolve) => setTimeout(resolve, 200));
await events.post("/open/room", { said: "to nobody" }, as(TOKEN));
await new Promise((resolve) => setTimeout(resolve, 200));
assert.equal(received.length, 2);
console.log("passed");
process.exit(0);
