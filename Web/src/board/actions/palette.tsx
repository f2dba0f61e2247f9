import { useComputed, useSignal } from "@preact/signals";
import { useEffect, useId, useMemo, useRef } from "preact/hooks";
import { t } from "../../i18n/i18n";
import { useModal } from "../../ui/dialog";
import { Icon } from "../../ui/icons";
import { keyOf } from "../../ui/key";
import type { BoardScreen } from "../state/board-screen";
import { boardsApi } from "../sync/boards-api";
import { currentCard } from "./current-card";
import { paletteItems, type PaletteBoard, type PaletteItem } from "./palette-items";

/** Everything that can be done, found by typing; and the way to any card and board. */
export function Palette({ screen, close }: { screen: BoardScreen; close: () => void }) {
  const root = useRef<HTMLDialogElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const card = useMemo(() => currentCard(screen), []);
  const boards = useSignal<readonly PaletteBoard[]>([]);
  const query = useSignal("");
  const chosen = useSignal(0);
  const groups = useComputed(() => paletteItems(screen, card, boards.value, query.value)).value;
  const items = groups.flatMap((group) => group.items);
  const at = Math.min(chosen.value, items.length - 1);
  useModal(root, close);
  useEffect(() => void (screen.source.demo ? null : boardsApi.list().then((answer) => {
    boards.value = answer.ok ? answer.value.filter(({ archived }) => !archived) : [];
  })), []);
  useEffect(() => list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" }), [at, query.value]);

  const run = (item: PaletteItem | undefined): void => {
    if (item !== undefined) {
      close();
      item.run();
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const key = keyOf(event);
    const step = key === "ArrowDown" ? 1 : key === "ArrowUp" ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      chosen.value = (at + step + items.length) % Math.max(1, items.length);
    } else if (key === "Enter") {
      event.preventDefault();
      run(items[at]);
    }
  };
  let index = -1;
  return (
    <dialog ref={root} class="dialog palette" aria-label={t("palette.title")}>
      <label class="palette-search">
        <Icon name="search" />
        <input type="text" role="combobox" aria-expanded aria-controls={id} aria-autocomplete="list" aria-label={t("palette.label")} placeholder={t("palette.placeholder")}
          aria-activedescendant={items[at] === undefined ? undefined : `${id}-${at}`} autocomplete="off" spellcheck={false} value={query}
          onInput={(event) => { query.value = event.currentTarget.value; chosen.value = 0; }} onKeyDown={onKeyDown} />
      </label>
      <div ref={list} id={id} class="palette-list" role="listbox" aria-label={t("palette.title")}>
        {groups.map(({ title, items: inGroup }) => (
          <div key={title} role="group" aria-label={title}>
            <p class="palette-group" aria-hidden="true">{title}</p>
            {inGroup.map((item) => {
              const own = ++index;
              return (
                <div key={item.id} id={`${id}-${own}`} role="option" class="palette-item" aria-selected={own === at} onPointerMove={() => (chosen.value = own)} onClick={() => run(item)}>
                  <Icon name={item.icon} />
                  <span class="menu-item-text">{item.label}</span>
                  {item.hint !== undefined && <kbd aria-hidden="true">{item.hint}</kbd>}
                </div>
              );
            })}
          </div>
        ))}
        {items.length === 0 && <p class="palette-none">{t("palette.none")}</p>}
      </div>
    </dialog>
  );
}
