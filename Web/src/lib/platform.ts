/** Whether the machine has a command key, which shortcuts take there in place of Ctrl. */
export const isMac = (): boolean => /Mac|iPhone|iPad/.test(navigator.userAgent ?? "");
