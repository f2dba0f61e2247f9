import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { BoardEvent } from "../board/model";
import { eventSentence } from "../board/reports";
import { ago, dateTime, t } from "../i18n";
import { Icon } from "../ui/icons";
import type { CardSectionProps } from "./card-description";

/** What happened to the card; asked for when it is opened. */
export function CardActivity({ card, view, texts }: CardSectionProps) {
  const open = useSignal(false);
  const events = useSignal<readonly BoardEvent[] | null>(null);
  useEffect(() => {
    if (open.value) {
      void texts.activity().then((answer) => {
        events.value = answer.ok ? answer.value : [];
      });
    }
  }, [open.value, card.version]);
  return (
    <section class="card-section">
      <button type="button" class="link-button activity-toggle" aria-expanded={open.value} onClick={() => (open.value = !open.value)}>
        <Icon name="clock" size={16} />{t(open.value ? "activity.hide" : "activity.show")}
      </button>
      {open.value && <ActivityList view={view} events={events.value} />}
    </section>
  );
}

export function ActivityList({ view, events }: Pick<CardSectionProps, "view"> & { events: readonly BoardEvent[] | null }) {
  if (events === null) {
    return <span class="skeleton-block skeleton-text" />;
  }
  return events.length === 0 ? <p class="muted">{t("activity.none")}</p> : (
    <ol class="activity">
      {events.map((event) => (
        <li key={event.seq}>
          <span>{eventSentence(view.store, event)}</span>
          <time class="muted" dateTime={event.at} title={dateTime(Date.parse(event.at))}>{ago(Date.parse(event.at))}</time>
        </li>
      ))}
    </ol>
  );
}
