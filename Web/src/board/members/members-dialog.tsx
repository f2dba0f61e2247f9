import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Answer } from "../../api/answer";
import { problemText } from "../../api/problem-text";
import { date, t, tn } from "../../i18n/i18n";
import { navigate } from "../../routing/router";
import { Avatar } from "../../ui/avatar";
import { Dialog } from "../../ui/dialog";
import { Icon } from "../../ui/icons";
import { useSubmit } from "../../ui/one-at-a-time";
import { toast } from "../../ui/toasts";
import type { Member, Role } from "../model/model";
import type { BoardScreen } from "../state/board-screen";
import { membersApi as api, type Invite } from "./members-api";

const roles: readonly Role[] = ["owner", "editor", "commenter", "viewer"];

export function MembersDialog({ screen, close }: { screen: BoardScreen; close: () => void }) {
  const members = [...(screen.members.value as ReadonlyMap<string, Member>).values()];
  return (
    <Dialog title={tn("members.count", members.length)} close={close} wide>
      <ul class="member-list">{members.map((member) => <MemberRow key={member.id} member={member} screen={screen} close={close} />)}</ul>
      {screen.isOwner.value && <Invites screen={screen} />}
    </Dialog>
  );
}

function tell<T>(screen: BoardScreen, answer: Answer<T>): boolean {
  if (!answer.ok) {
    toast({ kind: "error", text: problemText(answer) });
  }
  screen.store.catchUp();
  return answer.ok;
}

function MemberRow({ member, screen, close }: { member: Member; screen: BoardScreen; close: () => void }) {
  const { boardId } = screen.store;
  const self = screen.store.me.value?.id === member.id;
  const leave = async (): Promise<void> => {
    const answer = await api.remove(boardId, member.id);
    if (!tell(screen, answer) || !answer.ok) {
      return;
    }
    if (self) {
      close();
      await screen.store.forget();
      navigate("/boards");
    } else {
      toast({
        text: t("members.removed", { name: member.name }),
        action: { label: t("action.undo"), run: () => void screen.store.run({ kind: "undo", seq: answer.value }) },
      });
    }
  };
  return (
    <li class="member">
      <Avatar sub={member.sub} name={member.name} />
      <span class="member-name">{member.name}{self && <span class="muted"> {t("members.you")}</span>}</span>
      {screen.isOwner.value
        ? (
          <select class="input input-small" aria-label={t("members.role-of", { name: member.name })} value={member.role}
            onChange={async (event) => {
              const select = event.currentTarget;
              const role = roles.find((one) => one === select.value) ?? member.role;
              if (!tell(screen, await api.setRole(boardId, member.id, role))) {
                select.value = member.role;
              }
            }}>
            {roles.map((role) => <option key={role} value={role}>{t(`role.${role}`)}</option>)}
          </select>
        )
        : <span class="muted">{t(`role.${member.role}`)}</span>}
      {(self || screen.isOwner.value) && (
        <button type="button" class="button button-small button-quiet" onClick={() => void leave()}>{t(self ? "members.leave" : "members.remove")}</button>
      )}
    </li>
  );
}

function Invites({ screen }: { screen: BoardScreen }) {
  const { boardId } = screen.store;
  const role = useSignal<Role>("editor");
  const days = useSignal(7);
  const singleUse = useSignal(false);
  const link = useSignal<string | null>(null);
  const invites = useSignal<readonly Invite[]>([]);
  const load = (): void => void api.invites(boardId).then((answer) => {
    invites.value = answer.ok ? answer.value : [];
  });
  useEffect(load, []);

  const create = useSubmit(async () => {
    const answer = await api.invite(boardId, { role: role.peek(), days: days.peek(), singleUse: singleUse.peek() });
    if (tell(screen, answer) && answer.ok) {
      link.value = `${window.location.origin}/invite/${answer.value}`;
      load();
    }
  });
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(link.peek() ?? "");
    toast({ text: t("action.copied") });
  };
  const revoke = async (id: string): Promise<void> => {
    tell(screen, await api.revoke(boardId, id));
    load();
  };

  return (
    <section class="invites">
      <h3>{t("invite.title")}</h3>
      <form class="invite-form" onSubmit={create}>
        <label class="field">
          <span class="field-label">{t("invite.role")}</span>
          <select class="input" value={role.value} onChange={(event) => (role.value = roles.find((one) => one === event.currentTarget.value) ?? "editor")}>
            {roles.map((one) => <option key={one} value={one}>{t(`role.${one}`)}</option>)}
          </select>
        </label>
        <label class="field">
          <span class="field-label">{t("invite.expires")}</span>
          <select class="input" value={days.value} onChange={(event) => (days.value = Number(event.currentTarget.value))}>
            {[1, 7, 30].map((n) => <option key={n} value={n}>{tn("invite.days", n)}</option>)}
          </select>
        </label>
        <label class="check"><input type="checkbox" checked={singleUse.value} onChange={(event) => (singleUse.value = event.currentTarget.checked)} /><span>{t("invite.single")}</span></label>
        <button type="submit" class="button button-primary"><Icon name="link" />{t("invite.create")}</button>
      </form>
      {link.value !== null && (
        <div class="invite-link" role="status">
          <input class="input mono" readOnly aria-label={t("invite.link")} value={link.value} onFocus={(event) => event.currentTarget.select()} />
          <button type="button" class="button" onClick={() => void copy()}><Icon name="copy" />{t("action.copy")}</button>
          <p class="field-help">{t("invite.once")}</p>
        </div>
      )}
      {invites.value.length > 0 && (
        <ul class="invite-list">
          {invites.value.map((invite) => (
            <li key={invite.id}>
              <span>{t(`role.${invite.role}`)} · {t("invite.until", { date: date(Date.parse(invite.expiresAt)) })} · {tn("invite.uses", invite.uses)}</span>
              <button type="button" class="button button-small button-quiet" onClick={() => void revoke(invite.id)}>{t("invite.revoke")}</button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
