import { computed } from "@preact/signals";
import { language } from "../i18n/settings";

/** How a calendar names days and months in the reader's language. */
export const calendarNames = computed(() => {
  const locale = language.value === "ko" ? "ko-KR" : "en";
  const format = (options: Intl.DateTimeFormatOptions) => (value: Date): string => new Intl.DateTimeFormat(locale, options).format(value);
  return {
    // The regional form of the language, where the browser tells of one, says with which day weeks begin.
    locale: navigator.languages.find((tag) => tag.startsWith(language.value)) ?? locale,
    month: format({ month: "long", year: "numeric" }),
    whole: format({ dateStyle: "full" }),
    weekday: format({ weekday: "long" }),
    weekdayShort: format({ weekday: language.value === "ko" ? "narrow" : "short" }),
  };
});
