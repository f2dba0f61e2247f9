import type { Answer } from "../board/board-api";
import type { CardTemplate, Rule, Schedule } from "./schedule";

export interface NewRule {
  schedule: Schedule;
  template: CardTemplate;
  paused?: boolean;
  catchUp?: boolean;
}

export interface RulesApi {
  list: (boardId: string) => Promise<Answer<readonly Rule[]>>;
  create: (boardId: string, rule: NewRule) => Promise<Answer<void>>;
  replace: (boardId: string, ruleId: string, rule: NewRule) => Promise<Answer<void>>;
  remove: (boardId: string, ruleId: string) => Promise<Answer<void>>;
  /** The next five times of a schedule. */
  preview: (boardId: string, schedule: Schedule) => Promise<Answer<readonly string[]>>;
}
