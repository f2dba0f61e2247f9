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
    const look = (): void => {
      const middle = body.getBoundingClientRect().left + body.clientWidth / 2;
      const boxes = [...body.querySelectorAll<HTMLElement>(".columns > [data-column]")];
      const nearest = boxes.toSorted((a, b) => distance(a, middle) - distance(b, middle))[0];
      seen.value = nearest?.dataset["column"] ?? null;
    };
    look();
    body.addEventListener("scroll", look, { passive: true });
    return () => body.removeEventListener("scroll", look);
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

function distance(element: HTMLElement, middle: number): number {
  const { left, width } = element.getBoundingClientRect();
  return Math.abs(left + width / 2 - middle);
}
