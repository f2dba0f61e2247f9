import { render } from "preact";
import { dateTime, day, number, t, tn } from "../../i18n/i18n";
import { timeNow } from "../../lib/clock";
import { parseDay } from "../../lib/dates";
import { tintName } from "../../ui/tints";
import { isActive } from "../model/filter";
import type { Card, Column } from "../model/model";
import type { BoardScreen } from "../state/board-screen";
import { labelName } from "../state/label-name";

/** Draws the board into a page of its own, at once: printing does not wait for a later draw. */
export function drawForPrint(host: HTMLElement, screen: BoardScreen | null): void {
  render(screen === null ? null : <PrintBoard screen={screen} />, host);
}

/** All cards that the filter shows, column by column: on paper nothing scrolls, and nothing can be pressed. */
function PrintBoard({ screen }: { screen: BoardScreen }) {
  return (
    <>
      <header class="print-head">
        <h1>{screen.info.value?.name}</h1>
        <p>{dateTime(timeNow())}{isActive(screen.filter.value) && ` · ${t("filter.label")}: ${tn("filter.found", screen.shownCount.value)}`}</p>
      </header>
      {screen.store.columns.value.map((column) => <PrintColumn key={column.id} column={column} screen={screen} />)}
    </>
  );
}

function PrintColumn({ column, screen }: { column: Column; screen: BoardScreen }) {
  const cards = screen.shown.value.get(column.id) ?? [];
  return (
    <section class="print-column">
      <h2>{column.name} <span class="count">{number(cards.length)}</span></h2>
      <ul>{cards.map((card) => <PrintCard key={card.id} card={card} screen={screen} />)}</ul>
    </section>
  );
}

function PrintCard({ card, screen }: { card: Card; screen: BoardScreen }) {
  const labels = (card.labels ?? []).flatMap((id) => screen.labels.value.get(id) ?? []);
  const people = (card.assignees ?? []).flatMap((id) => screen.members.value.get(id)?.name ?? []);
  const due = typeof card.due === "string" ? parseDay(card.due) : null;
  const { priority, entries = 0, entriesDone = 0, estimate } = card;
  const facts = [
    people.join(", "),
    due === null ? "" : `${t("filter.due")}: ${day(due)}`,
    priority ? `${t("filter.priority")}: ${t(`priority.${priority}`)}` : "",
    typeof estimate === "number" ? `${t("card.estimate")}: ${number(estimate)}` : "",
    entries > 0 ? `${t("card.checklist")}: ${entriesDone}/${entries}` : "",
  ].filter((fact) => fact !== "");
  return (
    <li class="print-card">
      <p class="print-title">{card.number && <span class="card-number">#{card.number}</span>} {card.title}</p>
      {labels.length + facts.length > 0 && (
        <p class="print-facts">
          {labels.map((label) => <span key={label.id} class={`label tint-${tintName(label.colour) ?? "gray"}`}>{labelName(label)}</span>)}
          {facts.map((fact) => <span key={fact}>{fact}</span>)}
        </p>
      )}
    </li>
  );
}
