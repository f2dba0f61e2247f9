import { t, type MessageKey } from "../../i18n/i18n";
import { letterKeys } from "../../i18n/settings";
import { Dialog } from "../../ui/dialog";
import type { BoardScreen } from "../state/board-screen";
import { keyCaps, type Action } from "./action";
import { boardActions } from "./board-actions";
import { contextMenu } from "./card-actions";

interface Row {
  keys: readonly string[];
  label: string;
}

/** Keys that are no actions: they walk and carry. */
const walking: readonly (readonly [keys: string, MessageKey])[] = [["↑ ↓ ← →", "keys.walk"], ["PgUp PgDn Home End", "keys.page"], ["Enter", "keys.open"]];
const carrying: readonly (readonly [keys: string, MessageKey])[] = [["Space", "keys.pick-up"], ["↑ ↓ ← →", "keys.carry"], ["Space", "keys.drop"], ["Esc", "keys.cancel"]];

export function ShortcutsDialog({ screen, close }: { screen: BoardScreen; close: () => void }) {
  return (
    <Dialog title={t("keys.title")} close={close} wide>
      <label class="check">
        <input type="checkbox" checked={letterKeys.value === "on"} onChange={(event) => (letterKeys.value = event.currentTarget.checked ? "on" : "off")} />
        <span>{t("keys.letters")}</span>
      </label>
      <div class="shortcuts">
        <Keys title={t("keys.board")} rows={rowsOf(boardActions, (action) => action.label(screen, null))} />
        <Keys title={t("keys.card")} rows={[
          ...walking.map(told),
          ...rowsOf(contextMenu.flat().filter(({ name }) => !name.startsWith("card.move") && name !== "card.open"), ({ name }) => t(cardLabels[name] ?? "keys.archive")),
          { keys: ["1", "…", "9"], label: t("keys.label") },
          { keys: [",", "."], label: t("keys.sideways") },
        ]} />
        <Keys title={t("keys.move")} rows={carrying.map(told)} />
      </div>
    </Dialog>
  );
}

/** What a card's actions are called where there is no card. */
const cardLabels: Readonly<Record<string, MessageKey>> = { "card.tick": "keys.complete", "card.assign-me": "keys.assign" };

const told = ([keys, label]: readonly [string, MessageKey]): Row => ({ keys: keys.split(" "), label: t(label) });

function rowsOf<T>(actions: readonly Action<T>[], labelOf: (action: Action<T>) => string): Row[] {
  return actions.flatMap((action) => (action.keys?.[0] === undefined ? [] : [{ keys: keyCaps(action.keys[0]), label: labelOf(action) }]));
}

function Keys({ title, rows }: { title: string; rows: readonly Row[] }) {
  return (
    <section>
      <h3>{title}</h3>
      <dl>
        {rows.map(({ keys, label }) => (
          <div key={keys.join() + label}>
            <dt>{keys.map((one) => <kbd key={one}>{one}</kbd>)}</dt>
            <dd>{label}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
