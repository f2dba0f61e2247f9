import { describe, expect, test } from "vitest";
import { matchesText, searchForm } from "./hangul";

describe("matchesText", () => {
  test.each([
    ["주간 회의 자료", "ㅎㅇ", true],
    ["주간 회의 자료", "회ㅇ", true],
    ["주간 회의 자료", "ㅈㄱ ㅈㄹ", true],
    ["주간 회의 자료", "ㅎㅎ", false],
    ["획기적인 계획", "회", true],
    ["획기적인", "회적", false],
    ["빨래", "ㅃㄹ", true],
    ["빨래", "ㅂㄹ", false],
    ["Invoice page", "PAGE inv", true],
    ["Invoice page", "pagex", false],
    ["ㅋㅋ 재미", "ㅋㅋ", true],
    ["Résumé", "resume", true],
    ["resume", "RÉSUMÉ", true],
    ["İstanbul", "istanbul", true],
    ["Isparta", "ısparta", true],
    ["Straße", "strasse", true],
    ["STRASSE", "straße", true],
    ["ﬁle", "file", true],
    ["Ａ１２", "a12", true],
    ["a12", "Ａ１２", true],
    ["Øresund", "oresund", true],
    ["Ёлка", "елка", true],
    ["ΟΔΟΣ", "οδός", true],
    ["C++ 50% a_b \"quoted\" \\", "c++ 50% a_b \"quoted\" \\", true],
    ["👍🏽", "👍🏽", true],
    ["ばら", "はら", false],
    ["ば", "ば", true],
    ["full-text", "-text", true],
    ["카페 Café 회의", "cafe ㅎㅇ", true],
    ["ㅎㅏ", "하", false],
    ["", "a", false],
    ["anything", "  ", true],
  ])("%s | %s → %s", (text, query, expected) => {
    expect(matchesText(searchForm(text), searchForm(query))).toBe(expected);
  });

  test("finds decomposed text by composed query and the reverse", () => {
    expect(matchesText(searchForm("회의".normalize("NFD")), searchForm("회의"))).toBe(true);
    expect(matchesText(searchForm("회의"), searchForm("회의".normalize("NFD")))).toBe(true);
  });
});
