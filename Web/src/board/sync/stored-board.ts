import type { BoardState } from "../model/model";

/** The form of what is stored. Raise it when `BoardState` changes, and say below how the form before is read. */
const shape = 2;

export const storedBoard = (state: BoardState): { shape: number; state: BoardState } => ({ shape, state });

/** A stored board as this version has it; null for what another program or a later version left. */
export function restoreBoard(stored: unknown): BoardState | null {
  if (!isObject(stored)) {
    return null;
  }
  if (!("shape" in stored)) {
    // The first versions stored the board alone, whose cards and columns may lack what came later: it is shown, and no number
    // of an event says that the server has nothing newer.
    return isBoard(stored) ? { ...stored, seq: 0 } : null;
  }
  const state = isBoard(stored["state"]) ? stored["state"] : null;
  switch (stored["shape"]) {
    case 1:
      // Without the channel, which only the whole board tells.
      return state === null ? null : { ...state, seq: 0 };
    case shape:
      return state;
    default:
      return null;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

function isBoard(value: unknown): value is BoardState {
  return isObject(value) && typeof value["id"] === "string" && typeof value["seq"] === "number" && isObject(value["info"])
    && ["string", "undefined"].includes(typeof (value["channel"] ?? undefined))
    && ["columns", "cards", "labels", "members"].every((part) => value[part] instanceof Map);
}
