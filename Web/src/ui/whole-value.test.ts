import { beforeEach, describe, expect, test, vi } from "vitest";
import { wholeValue } from "./whole-value";

class Field extends EventTarget {
  value = "";
  validity = { badInput: false, rangeOverflow: false, rangeUnderflow: false };
}

beforeEach(() => vi.stubGlobal("window", new EventTarget()));

function open(before: string) {
  let stored = before;
  const field = Object.assign(new Field(), { value: before });
  const commit = vi.fn((value: string | null) => (stored = value ?? ""));
  const outside = vi.fn();
  const whole = wholeValue(field as unknown as HTMLInputElement, { stored: () => stored, commit, outside });
  const fire = (type: string, more = {}) => field.dispatchEvent(Object.assign(new Event(type), more));
  /** What Chromium does with a key in a part of a date: the key, then a change as long as the whole is a date. */
  const type = (value: string, validity: Partial<Field["validity"]> = {}) => {
    fire("keydown", { key: "2" });
    Object.assign(field, { value, validity: { badInput: false, rangeOverflow: false, rangeUnderflow: false, ...validity } });
    fire("change");
  };
  return { field, commit, outside, fire, type, whole, set: (value: string) => (stored = value) };
}

describe("wholeValue", () => {
  test.each([["Enter", (fire: ReturnType<typeof open>["fire"]) => fire("keydown", { key: "Enter" })],
    ["leaving", (fire: ReturnType<typeof open>["fire"]) => fire("blur")],
    ["the page's end", () => window.dispatchEvent(new Event("pagehide"))]])("commits a typed date once, on %s", (_, end) => {
    const { type, fire, commit, outside } = open("");
    type("0002-11-27", { rangeUnderflow: true });
    type("0020-11-27", { rangeUnderflow: true });
    type("0202-11-27", { rangeUnderflow: true });
    type("2026-11-27");
    expect(commit).not.toHaveBeenCalled();

    end(fire);

    expect(commit.mock.calls).toEqual([["2026-11-27"]]);
    expect(outside).not.toHaveBeenCalled();
  });

  test("commits a picked date at once, and an emptied field as null", () => {
    const { field, fire, commit } = open("2026-11-27");
    field.value = "2026-12-01";
    fire("change");
    field.value = "";
    fire("change");
    expect(commit.mock.calls).toEqual([["2026-12-01"], [null]]);
  });

  test("commits what is there when the field goes away", () => {
    const { type, whole, commit } = open("");
    type("2026-11-27");
    whole.stop();
    expect(commit.mock.calls).toEqual([["2026-11-27"]]);
  });

  test.each([[{ rangeUnderflow: true }, 1], [{ rangeOverflow: true }, 1], [{ badInput: true }, 0]])("puts back what is stored for %o", (validity, told) => {
    const { field, type, fire, commit, outside } = open("2026-11-27");
    type("", validity);
    fire("blur");
    expect([field.value, commit.mock.calls.length, outside.mock.calls.length]).toEqual(["2026-11-27", 0, told]);
  });

  test("writes nothing back when it goes away untouched, whatever another has stored meanwhile", () => {
    const { whole, commit, set } = open("2026-11-27");
    set("2030-01-01");
    whole.stop();
    expect(commit).not.toHaveBeenCalled();
  });

  test("does not write into what is being typed", () => {
    const { field, type, whole, set } = open("");
    type("2026-01-01");
    set("2030-01-01");
    whole.show();
    expect(field.value).toBe("2026-01-01");
  });
});
