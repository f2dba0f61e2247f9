import type { Language } from "../i18n/settings";
import en from "./texts/en.json";
import ko from "./texts/ko.json";

export type DemoText = keyof typeof en & keyof typeof ko;
type Texts = Readonly<Record<DemoText, string>>;

// The compiler rejects a text that one of the two languages lacks.
const complete: Record<keyof typeof ko, string> = en;
void complete;

/** What the demo's board says; with the board itself rather than with the messages, which every page loads. */
export const demoTexts: Record<Language, Record<keyof typeof en, string> & Texts> = { en, ko };
