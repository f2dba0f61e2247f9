import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import en from "./en.json";
import ko from "./ko.json";

const english: Record<string, string> = en;
const korean: Record<string, string> = ko;

describe("locales", () => {
  test("have the same keys", () => {
    expect(Object.keys(korean).toSorted()).toEqual(Object.keys(english).toSorted());
  });

  test("have the same placeholders in every message", () => {
    const placeholders = (message: string): string[] => [...new Set(message.match(/\{\w+\}/g))].toSorted();
    for (const [key, message] of Object.entries(english)) {
      expect([key, placeholders(korean[key] ?? "")]).toEqual([key, placeholders(message)]);
    }
  });

  /** One level of speech: 합니다, with 하세요 for what to do and 할까요 for a question. */
  test("speak Korean of one level", () => {
    const statement = /(?<!세|까|나)(?:요|죠)[.!]/;
    expect(Object.entries(korean).filter(([, message]) => statement.test(message))).toEqual([]);
  });

  test("have no message that no source uses", () => {
    const source = sources().join("\n");
    const unused = Object.keys(english).filter((key) => !isUsed(key, source));
    expect(unused).toEqual([]);
  });
});

/** A key is used in full, by its plural stem, or with a computed part: `failure.${…}.title`, `${…}.done`. */
function isUsed(key: string, source: string): boolean {
  const stem = key.replace(/\.(one|other)$/, "");
  if (source.includes(`"${key}"`) || source.includes(`"${stem}"`)) {
    return true;
  }
  const parts = key.split(".");
  if (source.includes(`}.${parts.slice(1).join(".")}\``)) {
    return true;
  }
  return parts.some((_, at) => at > 0 && source.includes(`\`${parts.slice(0, at).join(".")}.\${`));
}

function sources(folder: string = join(import.meta.dirname, "../..")): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      return sources(path);
    }
    return /\.tsx?$/.test(entry.name) && !entry.name.includes(".test.") ? [readFileSync(path, "utf8")] : [];
  });
}
