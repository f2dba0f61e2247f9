import { expect, it } from "vitest";
import { sampleRatioOf } from "./sample-ratio";

it.each([[0, 0], [0.25, 0.25], [1, 1], ["0", 0], ["0.05", 0.05], ["1", 1], [" 0.5 ", 0.5]])("reads %j as %d", (value, ratio) => {
  expect(sampleRatioOf(value)).toBe(ratio);
});

it.each([undefined, null, "", " ", "on", "5%", "0,5", true, [1], {}, -0.1, "-1", 1.01, "2", NaN, Infinity, "Infinity"])("is off for %j", (value) => {
  expect(sampleRatioOf(value)).toBe(0);
});
