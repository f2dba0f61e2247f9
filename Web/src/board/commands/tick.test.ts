import { expect, test } from "vitest";
import { withTask } from "../model/task-marks";
import type { Of, Target } from "./spec";
import { tick } from "./tick";

/** A server that has one description, as others left it. */
function serverOf(text: string, version: number) {
  const server = { text, version, ids: [] as string[], before: () => undefined as void };
  const PUT = async (_: string, init: { params: { header: { "If-Match": string } }; headers: Record<string, string>; body: { text: string } }) => {
    server.before();
    server.ids.push(init.headers["Idempotency-Key"] ?? "");
    if (init.params.header["If-Match"] !== `"${server.version}"`) {
      return { error: { current: server.text, currentVersion: server.version }, response: new Response(null, { status: 412 }) };
    }
    server.text = init.body.text;
    server.version++;
    return { data: { seq: server.version }, response: new Response(null, { status: 200 }) };
  };
  return { server, to: { client: { PUT }, boardId: "b", headers: { "Idempotency-Key": "first" } } as unknown as Target };
}

const read = "- [ ] a\n- [ ] b\n";
const tickOf = (text: string, done = true): Of<"tickTask"> =>
  ({ kind: "tickTask", cardId: "1", task: { text, nth: 0 }, done, text: withTask(read, { text, nth: 0 }, done) ?? "", version: 1 });

test("tick_OfTheTextThatWasRead_IsAnEditOfIt", async () => {
  const { server, to } = serverOf(read, 1);
  expect((await tick(to, tickOf("a"))).response.status).toBe(200);
  expect(server).toMatchObject({ text: "- [x] a\n- [ ] b\n", ids: ["first"] });
});

test("ticks_OfTwoPeopleAtOnce_AreBothThere", async () => {
  const { server, to } = serverOf(read, 1);
  await tick(to, tickOf("a"));
  expect((await tick(to, tickOf("b"))).response.status).toBe(200);
  expect(server.text).toBe("- [x] a\n- [x] b\n");
  expect(server.ids[2]).not.toBe("first");
});

test("tick_WhileOthersGoOnWriting_IsTriedAgainAndGivenUpInTheEnd", async () => {
  const { server, to } = serverOf(read, 2);
  server.before = () => { server.version++; server.text += "more\n"; };
  expect((await tick(to, tickOf("a"))).response.status).toBe(412);
  expect(server.text).toMatch(/^- \[ \] a/);
  let edits = 2;
  server.before = () => { if (edits-- > 0) { server.version++; server.text += "more\n"; } };
  expect((await tick(to, tickOf("a"))).response.status).toBe(200);
  expect(server.text).toBe(`- [x] a\n- [ ] b\n${"more\n".repeat(7)}`);
});

test("tick_OfATaskThatIsGone_ChangesNothing", async () => {
  const { server, to } = serverOf("- [ ] b\n", 4);
  expect((await tick(to, tickOf("a"))).response.status).toBe(412);
  expect(server.text).toBe("- [ ] b\n");
});
