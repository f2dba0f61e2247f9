import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { number, t } from "../../i18n/i18n";
import type { BoardScreen } from "../state/board-screen";

/** On a screen that shows one column at a time: which one it is, and the way to the others. */
export function ColumnPager({ screen }: { screen: BoardScreen }) {
  const root = useRef<HTMLElement>(null);
  const seen = useSignal<string | null>(null);
  const columns = screen.store.columns.value;
  useEffect(() => {
    const body = root.current?.parentElement?.querySelector(".board-body");
    if (body === null || body === undefined) {
      return undefined;
    }
    // The column that the middle of the board lies in; between two of them, the one before.
    const middle = new IntersectionObserver((entries) => {
      const entered = entries.find(({ isIntersecting }) => isIntersecting)?.target;
      seen.value = (entered instanceof HTMLElement ? entered.dataset["column"] : undefined) ?? seen.peek();
    }, { root: body, rootMargin: "0px -50%" });
    body.querySelectorAll(".columns > [data-column]").forEach((column) => middle.observe(column));
    return () => middle.disconnect();
  }, [screen, columns]);
  useEffect(() => root.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" }), [seen.value]);
  const show = (id: string): void => {
    root.current?.parentElement?.querySelector(`.columns > [data-column="${CSS.escape(id)}"]`)?.scrollIntoView({ block: "nearest", inline: "center", behavior: "smooth" });
  };
  return (
    <nav ref={root} class="column-pager" aria-label={t("column.pager")}>
      {columns.map(({ id, name }) => (
        <button key={screen.store.keyOf(id)} type="button" aria-current={seen.value === id ? "true" : undefined} onClick={() => show(id)}>
          <span>{name}</span><span class="pager-count">{number(screen.shown.value.get(id)?.length ?? 0)}</span>
        </button>
      ))}
    </nav>
  );
}
