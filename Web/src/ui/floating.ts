import { autoUpdate, computePosition, flip, offset, shift, size, type Placement, type ReferenceElement } from "@floating-ui/dom";

const marginPx = 8;

/** Keeps a panel beside what it belongs to and on the screen, over everything else, until the returned function is called. */
export function floatBeside(reference: ReferenceElement, panel: HTMLElement, placement: Placement, gapPx: number): () => void {
  panel.showPopover?.();
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
  };
  return autoUpdate(reference, panel, () => void place());
}

/** A point of the screen to put a panel at. */
export const pointAt = (x: number, y: number): ReferenceElement => ({ getBoundingClientRect: () => new DOMRect(x, y, 0, 0) });
