import { answerOf } from "../../api/answer";
import { client } from "../../api/client";
import type { CardTemplate, Rule, Schedule } from "./schedule";

export interface NewRule {
  schedule: Schedule;
  template: CardTemplate;
  paused?: boolean;
  catchUp?: boolean;
}

const rules = "/api/boards/{boardId}/rules" as const;
const rule = `${rules}/{ruleId}` as const;

export const rulesApi = {
  list: (boardId: string) => answerOf(client.GET(rules, { params: { path: { boardId } } }), ({ rules: found }) => found.map(({ rule: one }) => one satisfies Rule)),
  create: (boardId: string, wanted: NewRule) => answerOf(client.POST(rules, { params: { path: { boardId } }, body: bodyOf(wanted) }), () => undefined),
  replace: (boardId: string, ruleId: string, wanted: NewRule) => answerOf(client.PUT(rule, { params: { path: { boardId, ruleId } }, body: bodyOf(wanted) }), () => undefined),
  remove: (boardId: string, ruleId: string) => answerOf(client.DELETE(rule, { params: { path: { boardId, ruleId } } }), () => undefined),
  /** The next five times of a schedule. */
  preview: (boardId: string, schedule: Schedule) => answerOf(
    client.POST(`${rules}/preview`, { params: { path: { boardId } }, body: { schedule: scheduleOf(schedule) } }),
    ({ occurrences }) => occurrences,
  ),
};

/** Arrays of one's own and no nulls: what the document's types ask for. */
function bodyOf({ schedule, template, paused, catchUp }: NewRule) {
  const { columnId, title, labels, assignees, dueInDays } = template;
  return {
    schedule: scheduleOf(schedule),
    template: {
      columnId, title,
      ...(labels ? { labels: [...labels] } : {}), ...(assignees ? { assignees: [...assignees] } : {}),
      ...(typeof dueInDays === "number" ? { dueInDays } : {}),
    },
    ...(paused === undefined ? {} : { paused }), ...(catchUp === undefined ? {} : { catchUp }),
  };
}

function scheduleOf({ every, timeZone, at, days, dayOfMonth, cron }: Schedule) {
  return {
    every, timeZone,
    ...(at ? { at } : {}), ...(days ? { days: [...days] } : {}),
    ...(typeof dayOfMonth === "number" ? { dayOfMonth } : {}), ...(cron ? { cron } : {}),
  };
}
