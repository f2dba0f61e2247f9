import type { RealtimeConfig } from "../lib/config";

/** Where this deployment sends events from; null for one that sends none, whose pages poll. */
export let realtime: RealtimeConfig | null = null;

export function setRealtime(config: RealtimeConfig | undefined): void {
  realtime = config ?? null;
}
