/**
 * Safari throws at the hundredth change within ten seconds, and a filter changes with every letter. The first changes are written at once, so that
 * a reload right after a letter finds it in the address; a flood of them is thinned out.
 */
const burst = 40;
const burstMs = 10_000;
const intervalMs = 200;

interface Entry {
  state: unknown;
  url: URL;
}

let waiting: Entry | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
/** When the last changes were written, in milliseconds since 1970; at most `burst` of them. */
let writtenAt: number[] = [];

/** Adds an entry to the browser's history. */
export function pushAddress(state: unknown, url: URL): void {
  writeWaiting();
  history.pushState(state, "", url);
}

/** Replaces the present entry: at once, or in a flood of changes the last one a little later. */
export function replaceAddress(state: unknown, url: URL): void {
  waiting = { state, url };
  if (isFlood()) {
    timer ??= setTimeout(writeWaiting, intervalMs);
  } else {
    writeWaiting();
  }
}

function isFlood(): boolean {
  const earliest = writtenAt.length === burst ? writtenAt[0] : undefined;
  return earliest !== undefined && Date.now() - earliest < burstMs;
}

/** Writes what waits, for example before the page goes. */
export function writeWaiting(): void {
  if (waiting !== null) {
    const { state, url } = waiting;
    dropWaiting();
    writtenAt = [...writtenAt.slice(1 - burst), Date.now()];
    history.replaceState(state, "", url);
  }
}

/** For an entry that has been left: its address cannot be written any more. */
export function dropWaiting(): void {
  waiting = null;
  clearTimeout(timer);
  timer = undefined;
}
