import { computed, signal } from "@preact/signals";
import { dayOf, parseDay } from "./dates";

const minuteMs = 60_000;
let timer: ReturnType<typeof setTimeout> | undefined;

const tick = (): void => {
  clearTimeout(timer);
  clock.value = Date.now();
  // At the turn of a minute, so that midnight is one of them whatever the time zone.
  timer = setTimeout(tick, minuteMs - (clock.peek() % minuteMs));
};
/** A page that was asleep or in the background has missed its timers. */
const onVisible = (): void => {
  if (document.visibilityState === "visible") {
    tick();
  }
};

/** The time now, to the minute: what is shown by it is drawn again as it passes. Ticks while something shows it. */
export const clock = signal(Date.now(), {
  watched: () => {
    tick();
    document.addEventListener("visibilitychange", onVisible);
  },
  unwatched: () => {
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", onVisible);
  },
});

/** The day here, which changes at midnight. */
export const today = computed(() => dayOf(new Date(clock.value)));

/** The start of that day. */
export const startOfToday = computed(() => parseDay(today.value) ?? new Date(clock.value));

/** The time at which something is done; what is shown goes by the signals. */
export const timeNow = (): Date => new Date();
