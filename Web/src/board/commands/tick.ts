import type { Replied } from "../../api/answer";
import { withTask } from "../model/task-marks";
import type { Of, Target } from "./spec";

const description = "/api/boards/{boardId}/cards/{cardId}/description" as const;
const mostTries = 5;

/**
 * Ticks a task: an edit of the description. Who changes other words at the same time is not in conflict with it, so a stale
 * one is made again on the text as it is now, unless the task is not in there any more.
 */
export async function tick({ client, boardId, headers }: Target, { cardId, task, done, text, version }: Of<"tickTask">): Promise<Replied<unknown>> {
  const put = (on: number, body: string, more = {}): Promise<Replied<unknown>> => client.PUT(description, {
    params: { path: { boardId, cardId }, header: { "If-Match": `"${on}"` } }, headers: { ...headers, ...more }, body: { text: body },
  });
  let replied = await put(version, text);
  for (let tries = 1; tries < mostTries && replied.response.status === 412; tries++) {
    const { current, currentVersion } = replied.error as { current: string; currentVersion: number };
    const again = withTask(current, task, done);
    if (again === null) {
      break;
    }
    // Another body needs another id. Sent twice, a tick is still one tick.
    replied = await put(currentVersion, again, { "Idempotency-Key": crypto.randomUUID() });
  }
  return replied;
}
