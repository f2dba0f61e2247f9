import { computed, type ReadonlySignal } from "@preact/signals";
import { useMemo } from "preact/hooks";

/**
 * A computed signal of things that change while the component lives, such as an id that the server replaces: useComputed
 * may have computed with the old ones already when the component is drawn with the new ones.
 */
export function useDerived<T>(compute: () => T, of: readonly unknown[]): ReadonlySignal<T> {
  return useMemo(() => computed(compute), of);
}
