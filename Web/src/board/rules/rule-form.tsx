import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { problemText } from "../../api/problem-text";
import { t, weekdayTime } from "../../i18n/i18n";
import { drafts } from "../../lib/drafts";
import { useSubmit } from "../../ui/one-at-a-time";
import { toast } from "../../ui/toasts";
import { draftKeys } from "../model/draft-keys";
import type { BoardScreen } from "../state/board-screen";
import { rulesApi as api } from "./rules-api";
import { inWords, weekdayName, weekOrder, type Every, type Rule, type Schedule } from "./schedule";

const kinds: readonly Every[] = ["day", "weekday", "week", "month", "cron"];
const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

export function RuleForm({ screen, rule, done }: { screen: BoardScreen; rule: Rule | null; done: () => void }) {
  const columns = screen.store.columns.value;
  const draft = drafts(draftKeys.rule(screen.store.boardId, rule?.id ?? "new"));
  const title = useSignal(draft.get() || (rule?.template.title ?? ""));
  const columnId = useSignal(rule?.template.columnId ?? columns[0]?.id ?? "");
  const dueInDays = useSignal(rule?.template.dueInDays === null || rule?.template.dueInDays === undefined ? "" : String(rule.template.dueInDays));
  const schedule = useSignal<Schedule>(rule?.schedule ?? { every: "weekday", timeZone: ownZone, at: "09:00" });
  const problem = useSignal<string | null>(null);

  const submit = useSubmit(async () => {
    const wanted = {
      schedule: trimmed(schedule.peek()),
      template: { ...rule?.template, columnId: columnId.peek(), title: title.peek().trim(), dueInDays: dueInDays.peek() === "" ? null : Number(dueInDays.peek()) },
      paused: rule?.paused === true,
    };
    const { boardId } = screen.store;
    const answer = await (rule === null ? api.create(boardId, wanted) : api.replace(boardId, rule.id, wanted));
    if (answer.ok) {
      draft.set("");
      screen.store.catchUp();
      toast({ text: t("rules.saved") });
      done();
    } else {
      problem.value = problemText(answer, "rule");
    }
  });

  return (
    <form class="form" onSubmit={submit}>
      <label class="field">
        <span class="field-label">{t("card.title")}</span>
        <input class="input" required maxLength={200} value={title} onInput={(event) => { title.value = event.currentTarget.value; draft.set(title.value); }} />
      </label>
      <div class="form-row">
        <label class="field field-grow">
          <span class="field-label">{t("card.column")}</span>
          <select class="input" value={columnId.value} onChange={(event) => (columnId.value = event.currentTarget.value)}>
            {columns.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
          </select>
        </label>
        <label class="field">
          <span class="field-label">{t("rules.due-in")}</span>
          <input class="input" type="number" min="0" max="366" inputMode="numeric" value={dueInDays} onInput={(event) => (dueInDays.value = event.currentTarget.value)} />
        </label>
      </div>
      <ScheduleFields schedule={schedule.value} change={(next) => (schedule.value = { ...schedule.peek(), ...next })} />
      <Preview screen={screen} schedule={schedule.value} />
      <p class="field-problem" role="alert">{problem.value ?? ""}</p>
      <div class="form-actions">
        <button type="button" class="button button-quiet" onClick={() => { draft.set(""); done(); }}>{t("action.cancel")}</button>
        <button type="submit" class="button button-primary">{t("action.save")}</button>
      </div>
    </form>
  );
}

function ScheduleFields({ schedule, change }: { schedule: Schedule; change: (next: Partial<Schedule>) => void }) {
  const { every } = schedule;
  const days = schedule.days ?? [];
  return (
    <>
      <div class="form-row">
        <label class="field field-grow">
          <span class="field-label">{t("rules.every")}</span>
          <select class="input" value={every} onChange={(event) => change({ every: kinds.find((kind) => kind === event.currentTarget.value) ?? "day" })}>
            {kinds.map((kind) => <option key={kind} value={kind}>{t(`rules.every.${kind}`)}</option>)}
          </select>
        </label>
        {every !== "cron" && (
          <label class="field">
            <span class="field-label">{t("rules.at")}</span>
            <input class="input" type="time" required value={schedule.at ?? "09:00"} onInput={(event) => change({ at: event.currentTarget.value })} />
          </label>
        )}
      </div>
      {every === "week" && (
        <fieldset class="field">
          <legend class="field-label">{t("rules.days")}</legend>
          <div class="weekdays">
            {weekOrder.map((day) => (
              <label key={day} class="weekday">
                <input type="checkbox" class="visually-hidden" checked={days.includes(day)}
                  onChange={(event) => change({ days: event.currentTarget.checked ? [...days, day] : days.filter((one) => one !== day) })} />
                <span>{weekdayName(day)}</span>
              </label>
            ))}
          </div>
        </fieldset>
      )}
      {every === "month" && (
        <label class="field">
          <span class="field-label">{t("rules.day-of-month")}</span>
          <select class="input" value={schedule.dayOfMonth ?? 1} onChange={(event) => change({ dayOfMonth: Number(event.currentTarget.value) })}>
            {Array.from({ length: 31 }, (_, index) => <option key={index} value={index + 1}>{index + 1}</option>)}
            <option value={0}>{t("rules.last-day")}</option>
          </select>
        </label>
      )}
      {every === "cron" && (
        <label class="field">
          <span class="field-label">{t("rules.cron")}</span>
          <input class="input mono" required maxLength={100} placeholder="0 9 * * 1-5" value={schedule.cron ?? ""} onInput={(event) => change({ cron: event.currentTarget.value })} />
        </label>
      )}
      <label class="field">
        <span class="field-label">{t("rules.zone")}</span>
        <input class="input" required list="time-zones" value={schedule.timeZone} onChange={(event) => change({ timeZone: event.currentTarget.value })} />
        <datalist id="time-zones">{Intl.supportedValuesOf("timeZone").map((zone) => <option key={zone} value={zone} />)}</datalist>
      </label>
    </>
  );
}

/** The schedule in words, and when it would come next: asked from the server, which knows every clock change. */
function Preview({ screen, schedule }: { screen: BoardScreen; schedule: Schedule }) {
  const times = useSignal<readonly string[]>([]);
  const key = JSON.stringify(trimmed(schedule));
  useEffect(() => {
    const timer = setTimeout(() => void api.preview(screen.store.boardId, JSON.parse(key) as Schedule).then((answer) => {
      times.value = answer.ok ? answer.value : [];
    }), 250);
    return () => clearTimeout(timer);
  }, [key]);
  return (
    <div class="rule-preview">
      <p><Icon /> {inWords(schedule)}</p>
      {times.value.length > 0 && <ol>{times.value.slice(0, 5).map((time) => <li key={time}>{weekdayTime(Date.parse(time))}</li>)}</ol>}
    </div>
  );
}

const Icon = () => <span aria-hidden="true">↻</span>;

/** Only the fields that the kind of schedule uses. */
function trimmed({ every, timeZone, at, days, dayOfMonth, cron }: Schedule): Schedule {
  switch (every) {
    case "cron":
      return { every, timeZone, cron: cron ?? "" };
    case "week":
      return { every, timeZone, at: at ?? "09:00", days: days ?? [] };
    case "month":
      return { every, timeZone, at: at ?? "09:00", dayOfMonth: dayOfMonth ?? 1 };
    case "day":
    case "weekday":
      return { every, timeZone, at: at ?? "09:00" };
  }
}
