import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Answer } from "../../api/answer";
import { ago, dateTime, t } from "../../i18n/i18n";
import type { BoardEvent } from "../model/model";
import type { BoardScreen } from "../state/board-screen";
import type { ActivityPage } from "../sync/board-api";
import { eventSentence } from "./sentences";

interface Props {
  screen: BoardScreen;
  /** Asks for a page: the latest, or the one before an event. */
  load: (before?: number) => Promise<Answer<ActivityPage>>;
  /** Changes when there are newer events. */
  version: number;
}

/** What happened, newest first, page by page. */
export function Activity({ screen, load, version }: Props) {
  const events = useSignal<readonly BoardEvent[] | null>(null);
  const more = useSignal<number | null>(null);
  const read = async (before?: number): Promise<void> => {
    const answer = await load(before);
    const page = answer.ok ? answer.value : { events: [] };
    const known = events.peek() ?? [];
    const latest = known.at(0)?.seq ?? 0;
    if (before !== undefined) {
      events.value = [...known, ...page.events];
      more.value = page.before ?? null;
    } else if (latest > 0 && page.events.some(({ seq }) => seq === latest)) {
      events.value = [...page.events.filter(({ seq }) => seq > latest), ...known];
    } else {
      events.value = page.events;
      more.value = page.before ?? null;
    }
  };
  useEffect(() => void read(), [version]);

  if (events.value === null) {
    return <span class="skeleton-block skeleton-text" />;
  }
  const oldest = more.value;
  return events.value.length === 0 ? <p class="muted">{t("activity.none")}</p> : (
    <>
      <ol class="activity">
        {events.value.map((event) => (
          <li key={event.seq}>
            <span>{eventSentence(screen.store, event)}</span>
            <time class="muted" dateTime={event.at} title={dateTime(Date.parse(event.at))}>{ago(Date.parse(event.at))}</time>
          </li>
        ))}
      </ol>
      {oldest !== null && <button type="button" class="button button-small activity-more" onClick={() => void read(oldest)}>{t("activity.more")}</button>}
    </>
  );
}
