/** The browser's locks, for tests: those who ask get their turn one after the other. */
export function fakeLocks(): Pick<LockManager, "request"> {
  let last: Promise<unknown> = Promise.resolve();
  const request = (_name: string, _options: LockOptions, run: () => Promise<unknown>): Promise<unknown> => {
    const turn = last.then(run);
    last = turn.catch(() => undefined);
    return turn;
  };
  return { request } as unknown as LockManager;
}
