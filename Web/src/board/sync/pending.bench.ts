// What one more change costs on a board of 5,000 cards on which 200 wait to be sent: npm run bench
import { bench, vi } from "vitest";
import type { BoardState, Card } from "../model/model";
import type { BoardApi } from "./board-api";
import type { Queued } from "./outbox";
import { createBoardStore } from "./store";

vi.stubGlobal("document", Object.assign(new EventTarget(), { visibilityState: "visible" }));
vi.stubGlobal("window", new EventTarget());

const columns = ["a", "b", "c", "d", "e"];
const card = (at: number): Card => ({
  id: String(at), columnId: columns[at % columns.length] ?? "a", rank: String(at).padStart(6, "0"), title: `Card ${at}`, titleVersion: 1, version: 1,
});
const board: BoardState = {
  id: "b", seq: 1, info: { name: "Board" }, labels: new Map(),
  columns: new Map(columns.map((id) => [id, { id, name: id, rank: id, version: 1 }])),
  members: new Map([["m", { id: "m", sub: "me", name: "Me", role: "owner", version: 1 }]]),
  cards: new Map(Array.from({ length: 5_000 }, (_, at) => card(at)).map((one) => [one.id, one])),
};
const never = new Promise<never>(() => undefined);
const api: BoardApi = { open: async () => ({ ok: true, value: board }), eventsAfter: () => never, activity: () => never, send: () => never };
const waiting: Queued[] = Array.from({ length: 200 }, (_, at) => ({
  id: String(at), order: Date.now() * 1_000 + at,
  command: { kind: "moveCard", cardId: String(at * 7), columnId: columns[at % 5] ?? "a", place: { after: null, before: null } },
}));
const store = createBoardStore({
  boardId: "b", sub: "me", api, cache: { get: async () => board, put: async () => undefined, remove: async () => undefined },
  outbox: { read: () => waiting, put: () => undefined, remove: () => undefined, clear: () => undefined },
});
store.start();
await new Promise((resume) => setTimeout(resume, 50));

let turn = 0;
bench("one more change, until all columns are in order again", () => {
  void store.run({ kind: "setCard", cardId: String(turn++ % 5_000), fields: { estimate: turn } });
  void store.cards.value;
}, { iterations: 50, time: 0 });
