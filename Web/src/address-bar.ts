/** Safari throws at the hundredth change within ten seconds, and a filter changes with every letter. */
const intervalMs = 200;

interface Entry {
  state: unknown;
  url: URL;
}

let waiting: Entry | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Adds an entry to the browser's history. */
export function pushAddress(state: unknown, url: URL): void {
  writeWaiting();
  history.pushState(state, "", url);
}

/** Replaces the present entry: at once when none was replaced just before, and otherwise the last one a little later. */
export function replaceAddress(state: unknown, url: URL): void {
  waiting = { state, url };
  if (timer === undefined) {
    writeAndRest();
  }
}

function writeAndRest(): void {
  writeWaiting();
  timer = setTimeout(() => {
    timer = undefined;
    if (waiting !== null) {
      writeAndRest();
    }
  }, intervalMs);
}

/** Writes what waits, for example before the page goes. */
export function writeWaiting(): void {
  if (waiting !== null) {
    const { state, url } = waiting;
    waiting = null;
    history.replaceState(state, "", url);
  }
}

/** For an entry that has been left: its address cannot be written any more. */
export function dropWaiting(): void {
  waiting = null;
}
