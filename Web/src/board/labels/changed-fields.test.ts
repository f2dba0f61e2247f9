import { expect, test } from "vitest";
import { changedFields } from "./changed-fields";

const opened = { name: "Bug", colour: "rose" };

test.each([
  ["the name alone", { name: "Fault", colour: "rose" }, opened, { name: "Fault" }],
  ["the colour alone", { name: "Bug", colour: "teal" }, opened, { colour: "teal" }],
  ["both", { name: "Fault", colour: "teal" }, opened, { name: "Fault", colour: "teal" }],
  ["nothing", opened, opened, {}],
  ["the name, where another chose a colour meanwhile", { name: "Fault", colour: "rose" }, { name: "Bug", colour: "teal" }, { name: "Fault" }],
  ["nothing, where another did the same meanwhile", { name: "Fault", colour: "rose" }, { name: "Fault", colour: "rose" }, {}],
])("a label's form changes %s", (_, typed, now, expected) => {
  expect(changedFields(opened, typed, now)).toEqual(expected);
});
