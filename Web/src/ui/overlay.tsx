import { useLayoutEffect, useRef } from "preact/hooks";
import { LiveRegion } from "./announce";
import { topDialog } from "./dialog";
import { Toasts } from "./toasts";

/** What speaks to people wherever they are. A modal window makes all outside it inert, so this stands in the topmost one. */
export function Overlay() {
  const home = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const host = topDialog.value;
  useLayoutEffect(() => {
    if (content.current !== null) {
      (host ?? home.current)?.append(content.current);
    }
  }, [host]);
  return (
    <div ref={home}>
      <div ref={content}>
        <Toasts />
        <LiveRegion />
      </div>
    </div>
  );
}
