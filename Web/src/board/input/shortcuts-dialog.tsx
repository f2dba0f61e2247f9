import { t, type MessageKey } from "../../i18n/i18n";
import { letterKeys } from "../../i18n/settings";
import { Dialog } from "../../ui/dialog";

const groups: readonly { title: MessageKey; keys: readonly (readonly [string, MessageKey])[] }[] = [
  {
    title: "keys.board",
    keys: [["?", "keys.help"], ["/", "keys.search"], ["N", "keys.new"], ["Q", "keys.mine"], ["X", "keys.clear"], ["B", "keys.boards"], ["Ctrl Z", "action.undo"], ["Ctrl Shift Z", "action.redo"]],
  },
  {
    title: "keys.card",
    keys: [["↑ ↓ ← →", "keys.walk"], ["Enter", "keys.open"], ["D", "keys.complete"], ["C", "keys.archive"], ["M", "keys.assign"], ["1 … 9", "keys.label"], [", .", "keys.sideways"]],
  },
  { title: "keys.move", keys: [["Space", "keys.pick-up"], ["↑ ↓ ← →", "keys.carry"], ["Space", "keys.drop"], ["Esc", "keys.cancel"]] },
];

export function ShortcutsDialog({ close }: { close: () => void }) {
  return (
    <Dialog title={t("keys.title")} close={close} wide>
      <label class="check">
        <input type="checkbox" checked={letterKeys.value === "on"} onChange={(event) => (letterKeys.value = event.currentTarget.checked ? "on" : "off")} />
        <span>{t("keys.letters")}</span>
      </label>
      <div class="shortcuts">
        {groups.map(({ title, keys }) => (
          <section key={title}>
            <h3>{t(title)}</h3>
            <dl>
              {keys.map(([key, label]) => (
                <div key={label}>
                  <dt>{key.split(" ").map((one) => <kbd key={one}>{one}</kbd>)}</dt>
                  <dd>{t(label)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
