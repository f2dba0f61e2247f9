import { day, t } from "../../i18n/i18n";
import { startOfToday } from "../../lib/clock";
import { parseDay } from "../../lib/dates";
import { matchesText, searchForm } from "../../lib/hangul";
import { tintName } from "../../ui/tints";
import { memberWord, parseQuickAdd, tokenAt } from "../model/quick-add";
import { withoutSpaces } from "../model/typed-names";
import type { BoardScreen } from "../state/board-screen";

/** What the tokens were understood as. */
export function Understood({ screen, text }: { screen: BoardScreen; text: string }) {
  const { labels, assignees, due, priority } = parseQuickAdd(text, { labels: screen.labels.value.values(), members: screen.members.value.values(), now: startOfToday.value });
  const date = due === null ? null : parseDay(due);
  if (labels.length + assignees.length === 0 && date === null && priority === null) {
    return null;
  }
  return (
    <ul class="card-labels understood">
      {labels.map((id) => <li key={id} class={`label tint-${tintName(screen.labels.value.get(id)?.colour) ?? "gray"}`}>{screen.labels.value.get(id)?.name}</li>)}
      {assignees.map((id) => <li key={id} class="label tint-gray">@{screen.members.value.get(id)?.name}</li>)}
      {date !== null && <li class="label tint-gray">{day(date)}</li>}
      {priority !== null && <li class="label tint-gray">{t(`priority.${priority}`)}</li>}
    </ul>
  );
}

/** Labels or people that begin as the token being typed. */
export function Suggestions({ screen, text, choose }: { screen: BoardScreen; text: string; choose: (next: string) => void }) {
  const token = tokenAt(text, text.length);
  if (token === null) {
    return null;
  }
  const members = screen.members.value;
  const named: readonly { id: string; name: string }[] = [...(token.kind === "#" ? screen.labels.value : members).values()];
  const found = named.filter(({ name }) => name !== "" && matchesText(searchForm(name), searchForm(token.typed))).slice(0, 5);
  const wordOf = (one: { id: string; name: string }): string => (token.kind === "@" ? memberWord(one, members.values()) : withoutSpaces(one.name));
  return found.length === 0 ? null : (
    <ul class="suggestions">
      {found.map((one) => (
        <li key={one.id}>
          <button type="button" class="menu-item" onClick={() => choose(`${text.slice(0, token.start)}${token.kind}${wordOf(one)} `)}>
            {token.kind}{wordOf(one) === `${one.name}:${one.id}` ? wordOf(one) : one.name}
          </button>
        </li>
      ))}
    </ul>
  );
}
