import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Failure } from "../api/http";
import { problemText } from "../api/problem-text";
import { FailureState } from "../auth/failure-state";
import { membersApi, type InvitedBoard } from "../board/members/members-api";
import { t } from "../i18n/i18n";
import { navigate } from "../routing/router";
import { boardPath } from "../routing/routes";
import { EmptyState } from "../ui/empty-state";
import { toast } from "../ui/toasts";

/** Where an invite link leads: says to what, and joins when asked. */
export function InvitePage({ code }: { code: string }) {
  const board = useSignal<InvitedBoard | null>(null);
  const failure = useSignal<Failure | null>(null);
  const find = async (): Promise<void> => {
    const answer = await membersApi.find(code);
    failure.value = answer.ok ? null : answer.failure;
    board.value = answer.ok ? answer.value : null;
  };
  useEffect(() => void find(), [code]);

  const join = async ({ boardId }: InvitedBoard): Promise<void> => {
    const answer = await membersApi.join(code);
    if (answer.ok) {
      navigate(boardPath(boardId), { replace: true });
    } else {
      toast({ kind: "error", text: problemText(answer) });
    }
  };

  if (failure.value !== null) {
    return (
      <main class="page">
        {failure.value === "not-found"
          ? <EmptyState page icon="link" title={t("invite.bad.title")} text={t("invite.bad.text")}><a class="button" href="/boards">{t("nav.boards")}</a></EmptyState>
          : <FailureState page failure={failure.value} retry={() => void find()} />}
      </main>
    );
  }
  const found = board.value;
  return (
    <main class="page" aria-busy={found === null}>
      {found !== null && (
        <EmptyState page icon="users" title={t("invite.join-title", { board: found.name })} text={t("invite.join-text", { role: t(`role.${found.role}`) })}>
          <button type="button" class="button button-primary" onClick={() => void join(found)}>{t("invite.join")}</button>
        </EmptyState>
      )}
    </main>
  );
}
