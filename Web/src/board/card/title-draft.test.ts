import { beforeEach, expect, test, vi } from "vitest";
import { fakeStorage } from "../../testing/fake-storage";
import { typedText } from "../commands/table";
import type { Command } from "../model/commands";
import { giveBack } from "../sync/kept-text";
import { dropTitleDraft, titleDraft } from "./title-draft";

const rename: Command = { kind: "renameCard", cardId: "1", title: "mine", version: 7 };

beforeEach(() => {
  vi.stubGlobal("localStorage", fakeStorage());
  vi.stubGlobal("sessionStorage", fakeStorage());
  const typed = typedText("b", rename);
  if (typed !== null) {
    giveBack(rename, typed);
  }
});

test("a rejected title is a draft again while the card has the title that it was typed over", () => {
  expect(titleDraft({ id: "1", titleVersion: 7 })).toEqual({ text: "mine", isStale: false });
});

test("a rejected title is in conflict with one that another has written since", () => {
  expect(titleDraft({ id: "1", titleVersion: 8 })).toEqual({ text: "mine", isStale: true });
});

test("a draft that is dropped leaves nothing", () => {
  dropTitleDraft({ id: "1", titleVersion: 7 });
  expect([titleDraft({ id: "1", titleVersion: 7 }), Object.keys(localStorage)]).toEqual([null, []]);
});
