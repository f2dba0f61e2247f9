import { answerOf } from "../api/call";
import { client } from "../api/client";
import type { NewRule, RulesApi } from "./rules-api";
import type { Rule, Schedule } from "./schedule";

const rules = "/api/boards/{boardId}/rules" as const;
const rule = `${rules}/{ruleId}` as const;

export const httpRulesApi: RulesApi = {
  list: (boardId) => answerOf(client.GET(rules, { params: { path: { boardId } } }), ({ rules: found }) => found.map(({ rule: one }) => one satisfies Rule)),
  create: (boardId, wanted) => answerOf(client.POST(rules, { params: { path: { boardId } }, body: bodyOf(wanted) }), () => undefined),
  replace: (boardId, ruleId, wanted) => answerOf(client.PUT(rule, { params: { path: { boardId, ruleId } }, body: bodyOf(wanted) }), () => undefined),
  remove: (boardId, ruleId) => answerOf(client.DELETE(rule, { params: { path: { boardId, ruleId } } }), () => undefined),
  preview: (boardId, schedule) => answerOf(
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
