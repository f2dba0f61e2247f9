import type { Placement, ReferenceElement } from "@floating-ui/dom";

const marginPx = 8;

/** Loaded when the first panel opens: pages show themselves without it. */
const load = () => import("@floating-ui/dom");

/** Keeps a panel beside what it belongs to and on the screen, over everything else, until the returned function is called. */
export function floatBeside(reference: ReferenceElement, panel: HTMLElement, placement: Placement, gapPx: number): () => void {
  panel.showPopover?.();
  // Not seen before it is placed, but there: it takes the focus at once.
  panel.style.opacity = "0";
  let stop = (): void => undefined;
  let closed = false;
  void load().then(({ autoUpdate, computePosition, flip, offset, shift, size }) => {
    const place = async (): Promise<void> => {
      const { x, y } = await computePosition(reference, panel, {
        strategy: "fixed",
        placement,
        middleware: [
          offset(gapPx),
          flip({ padding: marginPx }),
          shift({ padding: marginPx }),
          size({
            padding: marginPx,
            apply: ({ availableHeight }) => { panel.style.maxBlockSize = `${Math.max(120, availableHeight)}px`; },
          }),
        ],
      });
      panel.style.left = `${x}px`;
      panel.style.top = `${y}px`;
      panel.style.opacity = "";
    };
    stop = closed ? stop : autoUpdate(reference, panel, () => void place());
  }).catch(() => { panel.style.opacity = ""; });
  return () => {
    closed = true;
    stop();
  };
}

/** A point of the screen to put a panel at. */
export const pointAt = (x: number, y: number): ReferenceElement => ({ getBoundingClientRect: () => new DOMRect(x, y, 0, 0) });
