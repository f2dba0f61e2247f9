import { beforeAll, expect, test, vi } from "vitest";
import { fakeStorage } from "../../testing/fake-storage";

beforeAll(() => {
  vi.stubGlobal("navigator", { languages: ["ko-KR"] });
  vi.stubGlobal("localStorage", fakeStorage());
  vi.stubGlobal("sessionStorage", fakeStorage());
});

test.each([
  ["due", { start: "2031-05-04" }, "2031-05-03", "2031. 5. 4.에 시작하는 카드입니다. 마감일은 그보다 빠를 수 없습니다."],
  ["start", { due: "2031-05-04" }, "2031-05-05", "2031. 5. 4.에 마감되는 카드입니다. 시작일은 그보다 늦을 수 없습니다."],
  ["due", { start: "2031-05-04" }, "2031-05-04", null],
  ["start", { due: "2031-05-04" }, "2031-05-04", null],
  ["due", { due: "2031-05-04" }, "2031-05-03", null],
  ["start", {}, "2031-05-03", null],
] as const)("%s of %o on %s", async (field, card, day, problem) => {
  const { dayProblem } = await import("./day-problem");
  expect(dayProblem(card, field, day)).toBe(problem);
});
