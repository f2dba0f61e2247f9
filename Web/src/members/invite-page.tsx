import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Failure } from "../api/http";
import { problemText } from "../board/problem-text";
import { t } from "../i18n";
import { navigate } from "../router";
import { boardPath } from "../routes";
import { FailureState, State } from "../ui/state";
import { toast } from "../ui/toasts";
import { httpMembersApi } from "./http-members-api";
import type { InvitedBoard } from "./members-api";

/** Where an invite link leads: says to what, and joins when asked. */
export function InvitePage({ token }: { token: string }) {
  const board = useSignal<InvitedBoard | null>(null);
  const failure = useSignal<Failure | null>(null);
  const find = async (): Promise<void> => {
    const answer = await httpMembersApi.find(token);
    failure.value = answer.ok ? null : answer.failure;
    board.value = answer.ok ? answer.value : null;
  };
  useEffect(() => void find(), [token]);

  const join = async ({ boardId }: InvitedBoard): Promise<void> => {
    const answer = await httpMembersApi.join(token);
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
          ? <State page icon="link" title={t("invite.bad.title")} text={t("invite.bad.text")}><a class="button" href="/boards">{t("nav.boards")}</a></State>
          : <FailureState page failure={failure.value} retry={() => void find()} />}
      </main>
    );
  }
  const found = board.value;
  return (
    <main class="page" aria-busy={found === null}>
      {found !== null && (
        <State page icon="users" title={t("invite.join-title", { board: found.name })} text={t("invite.join-text", { role: t(`role.${found.role}`) })}>
          <button type="button" class="button button-primary" onClick={() => void join(found)}>{t("invite.join")}</button>
        </State>
      )}
    </main>
  );
}
