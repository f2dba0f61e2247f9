import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { problemText } from "../../api/problem-text";
import { t, weekdayTime } from "../../i18n/i18n";
import { Dialog } from "../../ui/dialog";
import { Icon } from "../../ui/icons";
import { toast } from "../../ui/toasts";
import type { BoardScreen } from "../state/board-screen";
import { RuleForm } from "./rule-form";
import { rulesApi as api } from "./rules-api";
import { inWords, type Rule } from "./schedule";

/** Cards that come by themselves. */
export function RulesDialog({ screen, close }: { screen: BoardScreen; close: () => void }) {
  const rules = useSignal<readonly Rule[] | null>(null);
  const editing = useSignal<Rule | "new" | null>(null);
  const { boardId } = screen.store;
  const load = async (): Promise<void> => {
    const answer = await api.list(boardId);
    rules.value = answer.ok ? answer.value : [];
  };
  useEffect(() => void load(), []);
  const tell = async (asked: ReturnType<typeof api.remove>): Promise<void> => {
    const answer = await asked;
    if (!answer.ok) {
      toast({ kind: "error", text: problemText(answer) });
    }
    screen.store.catchUp();
    await load();
  };

  return (
    <Dialog title={t("rules.title")} close={close} wide>
      {editing.value !== null
        ? (
          <RuleForm screen={screen} rule={editing.value === "new" ? null : editing.value}
            done={() => { editing.value = null; void load(); }} />
        )
        : (
          <>
            {rules.value === null && <span class="skeleton-block skeleton-text" />}
            {rules.value?.length === 0 && <p class="muted">{t("rules.empty")}</p>}
            <ul class="rule-list">
              {rules.value?.map((rule) => (
                <li key={rule.id} class="rule">
                  <Icon name="repeat" />
                  <div>
                    <strong>{rule.template.title}</strong>
                    <p class="muted">{inWords(rule.schedule)}</p>
                    <p class="muted">{rule.paused ? t(rule.skipped ? "rules.paused-column" : "rules.paused") : rule.next ? t("rules.next", { time: weekdayTime(Date.parse(rule.next)) }) : ""}</p>
                    {rule.skipped && !rule.paused && <p class="muted">{t("rules.skipped", { reason: rule.skipped })}</p>}
                  </div>
                  <button type="button" class="button button-small button-quiet"
                    onClick={() => void tell(api.replace(boardId, rule.id, { schedule: rule.schedule, template: rule.template, paused: rule.paused !== true }))}>
                    {t(rule.paused ? "rules.resume" : "rules.pause")}
                  </button>
                  <button type="button" class="icon-button" aria-label={t("rules.edit", { title: rule.template.title })} onClick={() => (editing.value = rule)}><Icon name="edit" /></button>
                  <button type="button" class="icon-button" aria-label={t("rules.delete", { title: rule.template.title })} onClick={() => void tell(api.remove(boardId, rule.id))}><Icon name="trash" /></button>
                </li>
              ))}
            </ul>
            <button type="button" class="button button-primary" onClick={() => (editing.value = "new")}><Icon name="plus" />{t("rules.new")}</button>
          </>
        )}
    </Dialog>
  );
}
