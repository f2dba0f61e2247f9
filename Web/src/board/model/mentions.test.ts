import { assert, property, string } from "fast-check";
import { describe, expect, test } from "vitest";
import { closeMentions, draftOf, membersFor, mentionAt, mentionToken, namesakes, openDraft, openMentions, readMention, typedInto, unclearNames, withPick } from "./mentions";

const named = (...pairs: [id: string, name: string][]) => new Map(pairs.map(([id, name]) => [id, { id, name }]));
const board = named(["5", "ann"], ["6", "anna"], ["8", "jo.ann"], ["9", "김철수"], ["a", "김철"], ["b", "Ada Lovelace"]);
const twoAnns = named(["5", "ann"], ["7", "ann"], ["6", "anna"]);
const mentions = (text: string, members = board) => closeMentions({ text, picks: [] }, members).mentions;

describe("a typed name", () => {
  test.each([
    ["@anna look", ["6"]], ["@ann", ["5"]], ["@ann,", ["5"]], ["(@ann)", ["5"]], ["@ann's", ["5"]], ["@Ann.", ["5"]], ["@ann.\nnext", ["5"]],
    ["@ánn", []], ["@annabel", []], ["@ann2", []], ["@ann_x", []], ["@ann-kim", []], ["@ann@x", []], ["@ann.test", []],
    ["@jo.ann and @jo.annabel", ["8"]], ["@jo", []],
    ["@김철수님", ["9"]], ["@김철수님께서는", ["9"]], ["@김철수에게도 @ann이", ["9", "5"]], ["@김철", ["a"]], ["@김철이 왔다", ["a"]], ["@김철민", []], ["보세요@김철", ["a"]],
    ["mail x@ann.test, x@ann and https://site.test/@ann", []],
    ["@Ada Lovelace and @adalovelace", ["b"]], ["@Ada", []],
    ["`@ann` and\n```\n@ann\n``` @anna", ["6"]],
  ])("%s names %j", (text, expected) => {
    expect(mentions(text)).toEqual(expected);
  });

  test("that two members have names nobody, and is said to be unclear", () => {
    expect(mentions("@ann and @anna", twoAnns)).toEqual(["6"]);
    expect(unclearNames({ text: "@ann and @anna", picks: [] }, twoAnns)).toEqual(["ann"]);
    expect(unclearNames(withPick({ text: "@an", picks: [] }, { start: 0, typed: "an" }, { id: "7", name: "ann" }), twoAnns)).toEqual([]);
  });
});

describe("a picked member", () => {
  const ann = { id: "7", name: "ann" };
  const picked = withPick({ text: "hi @an!", picks: [] }, { start: 3, typed: "an" }, ann);

  test("is stored by id, exactly that one", () => {
    expect(picked).toMatchObject({ text: "hi @ann !", caret: 8 });
    expect(closeMentions(picked, twoAnns)).toEqual({ text: "hi @[ann](member:7) !", mentions: ["7"] });
  });

  test("stays while others write around it, and a particle may follow", () => {
    const before = typedInto(picked, "oh hi @ann !", 3);
    const particle = typedInto(before, "oh hi @ann님 !", 11);
    expect(closeMentions(particle, twoAnns)).toEqual({ text: "oh hi @[ann](member:7)님 !", mentions: ["7"] });
  });

  test("is no longer meant when its name is changed or deleted", () => {
    expect(closeMentions(typedInto(picked, "hi @anx !", 7), twoAnns).mentions).toEqual([]);
    expect(closeMentions(typedInto(picked, "hi !", 3), twoAnns)).toEqual({ text: "hi !", mentions: [] });
  });

  test("of two equal ones is the one that was not deleted", () => {
    const first = withPick({ text: "@", picks: [] }, { start: 0, typed: "" }, { id: "5", name: "ann" });
    const both = withPick(typedInto(first, "@ann @", 6), { start: 5, typed: "" }, ann);
    expect(both.text).toBe("@ann @ann ");
    expect(closeMentions(typedInto(both, "@ann ", 0), twoAnns).mentions).toEqual(["7"]);
    expect(closeMentions(typedInto(both, "@ann ", 5), twoAnns).mentions).toEqual(["5"]);
  });

  test("in code is no mention", () => {
    const code = typedInto(picked, "hi `@ann` !", 11);
    expect(closeMentions({ text: "`@ann`", picks: [{ start: 1, end: 5, member: ann }] }, twoAnns)).toEqual({ text: "`@ann`", mentions: [] });
    expect(code.picks).toEqual([]);
  });
});

describe("a stored comment", () => {
  test("opens with present names and closes with the same members", () => {
    const renamed = named(["5", "ann"], ["7", "Ann [Lee]"]);
    const opened = openMentions("hi @[ann](member:7) and @[ann](member:5)", ["7", "5"], renamed);
    expect(opened.text).toBe("hi @Ann [Lee] and @ann");
    expect(closeMentions(opened, renamed)).toEqual({ text: "hi @[Ann \\[Lee\\]](member:7) and @[ann](member:5)", mentions: ["7", "5"] });
  });

  test("never names a namesake in place of who is gone or of another board", () => {
    const opened = openMentions("@[ann](member:5)", [], named(["5", "bob"], ["7", "ann"]));
    expect(opened.text).toBe("@ann");
    expect(closeMentions(opened, named(["5", "bob"], ["7", "ann"]))).toEqual({ text: "@[ann](member:0)", mentions: [] });
  });

  test("that is kept while it is written keeps who was picked, and nobody else", () => {
    const picked = withPick({ text: "@ann @", picks: [] }, { start: 5, typed: "" }, { id: "7", name: "ann" });
    expect(draftOf(picked)).toBe("@ann @[ann](member:7) ");
    expect(openDraft(draftOf(picked), twoAnns)).toEqual({ text: picked.text, picks: picked.picks });
  });

  test("keeps the one of two namesakes whom it names without a token", () => {
    expect(closeMentions(openMentions("@ann look", ["7"], twoAnns), twoAnns)).toEqual({ text: "@[ann](member:7) look", mentions: ["7"] });
  });

  test("comes back the same, whatever the names are", () => {
    assert(property(string({ minLength: 1, maxLength: 8 }).filter((name) => !/[\n\r`]/.test(name) && name.trim() === name), (name) => {
      const one = { id: "3", name };
      const stored = `a ${mentionToken(one)}.`;
      expect(readMention(stored.slice(2))).toMatchObject({ id: "3", name });
      expect(closeMentions(openMentions(stored, ["3"], new Map([["3", one]])), new Map([["3", one]]))).toEqual({ text: stored, mentions: ["3"] });
    }));
  });
});

describe("the picker", () => {
  test.each([["@", 1, ""], ["hi @an", 6, "an"], ["(@ㄱ", 3, "ㄱ"], ["보세요@김", 5, "김"]])("opens in %s", (text, caret, typed) => {
    expect(mentionAt({ text, picks: [] }, caret)).toEqual({ start: caret - typed.length - 1, typed });
  });

  test.each([["x@an", 4], ["@an n", 5], ["https://site.test/@a", 20], ["none", 4]])("stays closed in %s", (text, caret) => {
    expect(mentionAt({ text, picks: [] }, caret)).toBeNull();
  });

  test("stays closed behind a name that is picked", () => {
    const picked = withPick({ text: "@a", picks: [] }, { start: 0, typed: "a" }, { id: "5", name: "ann" });
    expect(mentionAt(picked, 4)).toBeNull();
    expect(mentionAt(picked, 5)).toBeNull();
  });

  test("finds by letters and by initial consonants, what begins so first", () => {
    const found = (typed: string) => membersFor(board.values(), typed).map(({ id }) => id);
    expect(found("an")).toEqual(["5", "6", "8"]);
    expect(found("ㄱㅊ")).toEqual(["a", "9"]);
    expect(found("lov")).toEqual(["b"]);
    expect(found("zz")).toEqual([]);
  });

  test("tells namesakes apart", () => {
    expect([...namesakes([...twoAnns.values(), { id: "c", name: "ANN" }])].toSorted()).toEqual(["5", "7", "c"]);
  });
});
