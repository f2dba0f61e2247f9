import { describe, expect, test } from "vitest";
import type { Column } from "../model/model";
import { closingMessage } from "./closing";

const column: Column = { id: "2", name: "Old", rank: "V", version: 1 };
const target: Column = { id: "3", name: "New", rank: "W", version: 1, wipLimit: 2, wipPolicy: "block" };

describe("closingMessage", () => {
  test("says nothing of a column that stays", () => {
    expect(closingMessage(column, target, 2)).toBeNull();
    expect(closingMessage({ ...column, closing: null }, target, 2)).toBeNull();
  });

  test("says where the cards go", () => {
    expect(closingMessage({ ...column, closing: { moveTo: "3" } }, target, 1)?.key).toBe("column.closing-moves");
    expect(closingMessage({ ...column, closing: {} }, undefined, 0)?.key).toBe("column.closing-archives");
  });

  test("says what it waits for", () => {
    expect(closingMessage({ ...column, closing: { moveTo: "3" } }, target, 2)).toEqual({ key: "column.closing-waits", column: "New", n: 2 });
    expect(closingMessage({ ...column, closing: { moveTo: "3" } }, { ...target, wipPolicy: "warn" }, 2)?.key).toBe("column.closing-moves");
  });
});
