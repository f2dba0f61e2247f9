/** As `Kanban/Domain/Limits.cs` has them; a test compares. */
export const commentBytes = 16 * 1024;
export const descriptionBytes = 64 * 1024;
export const entriesPerChecklist = 50;
export const mentionsPerComment = 20;
export const nameLength = 100;
export const openCards = 5_000;
export const titleLength = 200;

/** The bytes of a text in UTF-8, in which the server measures long texts: a Hangul syllable has three. */
export const bytesOf = (text: string): number => new TextEncoder().encode(text).byteLength;

/** A text as one line: where the server takes a single line, it rejects one with control characters. */
export const oneLine = (text: string): string => text.replaceAll(/\s*\p{Cc}+\s*/gu, " ").trim();
