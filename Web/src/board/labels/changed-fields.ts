import { edited } from "../../ui/edited";
import type { Label } from "../model/model";

type LabelFields = Pick<Label, "name" | "colour">;

/** What was changed in a label's form since it was opened: what another has changed meanwhile is left alone. */
export function changedFields(opened: LabelFields, typed: LabelFields, now: LabelFields): Partial<LabelFields> {
  const name = edited(opened.name, typed.name, now.name);
  const colour = edited(opened.colour, typed.colour, now.colour);
  return { ...(name === null ? {} : { name }), ...(colour === null ? {} : { colour }) };
}
