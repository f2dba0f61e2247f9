import { t } from "../i18n/i18n";
import { language, theme } from "../i18n/settings";

/** The size in pixels of the files in `public/landing`, which `dotnet run --project tools/Report -- --landing` takes of the demo. */
const size = { width: 2480, height: 1440 };

/** The demo's board in the reader's language and colour scheme. */
export function BoardPicture() {
  const file = (scheme: "light" | "dark"): string => `/landing/board-${language.value}-${scheme}.webp`;
  return (
    <a class="board-picture" href="/demo">
      <picture>
        {theme.value === "system" && <source media="(prefers-color-scheme: dark)" srcset={file("dark")} />}
        <img src={file(theme.value === "dark" ? "dark" : "light")} {...size} alt={t("landing.picture")} decoding="async" fetchpriority="high" />
      </picture>
    </a>
  );
}
