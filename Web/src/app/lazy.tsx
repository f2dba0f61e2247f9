import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { FailureState } from "../auth/failure-state";
import { t } from "../i18n/i18n";

export interface LazyProps<T> {
  load: () => Promise<T>;
  page: (module: T) => ComponentChildren;
}

/** Shows a page whose code is loaded first. */
export function Lazy<T>({ load, page }: LazyProps<T>) {
  const loaded = useSignal<T | null>(null);
  const failed = useSignal(false);
  const start = (): void => {
    failed.value = false;
    load().then((module) => (loaded.value = module), () => (failed.value = true));
  };
  useEffect(start, [load]);
  if (failed.value) {
    return <main class="page"><FailureState page failure="offline" retry={start} /></main>;
  }
  return loaded.value === null ? <main class="page" aria-busy="true" aria-label={t("state.loading")} /> : <>{page(loaded.value)}</>;
}
