import { drafts } from "../../lib/drafts";
import { baseOf, draftKeys } from "../model/draft-keys";
import type { Card } from "../model/model";

/** A title that the server rejected. It is in conflict when the card's own has changed since it was typed. */
export interface TitleDraft {
  text: string;
  isStale: boolean;
}

type Titled = Pick<Card, "id" | "titleVersion">;

/** The title that was given back to its field; null when there is none. */
export function titleDraft({ id, titleVersion }: Titled): TitleDraft | null {
  const key = draftKeys.title(id);
  const text = drafts(key).get();
  return text === "" ? null : { text, isStale: drafts(baseOf(key)).get() !== String(titleVersion) };
}

export function dropTitleDraft({ id }: Titled): void {
  const key = draftKeys.title(id);
  drafts(key).set("");
  drafts(baseOf(key)).set("");
}
