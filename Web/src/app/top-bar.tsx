import type { ComponentChildren } from "preact";
import { t } from "../i18n/i18n";
import { language, theme, type Theme } from "../i18n/settings";
import { address } from "../routing/router";
import { Icon, type IconName } from "../ui/icons";

export function TopBar({ children }: { children?: ComponentChildren }) {
  return (
    <header class="top-bar">
      <a class="brand" href="/" aria-label={t("app.home")}>
        <Logo />
        <span class="brand-name">KanbanAspire</span>
      </a>
      <nav class="top-nav" aria-label={t("nav.main")}>
        <NavLink href="/boards" icon="board" label={t("nav.boards")} />
        {address.value.pathname.startsWith("/course/") && <NavLink href="/course/items" icon="table" label={t("nav.items")} />}
      </nav>
      <div class="top-actions">
        <LanguageButton />
        <ThemeButton />
        {children}
      </div>
    </header>
  );
}

function NavLink({ href, icon, label }: { href: string; icon: IconName; label: string }) {
  const current = address.value.pathname.startsWith(href);
  return (
    <a class="nav-link" href={href} aria-current={current ? "page" : undefined}>
      <Icon name={icon} />
      <span>{label}</span>
    </a>
  );
}

function Logo() {
  return (
    <svg class="logo" width="28" height="28" viewBox="0 0 32 32" aria-hidden="true">
      <rect class="logo-ground" width="32" height="32" rx="8" />
      <rect class="logo-card" x="6.5" y="8" width="5" height="16" rx="2" />
      <rect class="logo-card" x="13.5" y="8" width="5" height="10" rx="2" opacity="0.82" />
      <rect class="logo-accent" x="20.5" y="8" width="5" height="6" rx="2" />
    </svg>
  );
}

/** Offers the other language, named in that language. */
function LanguageButton() {
  const korean = language.value === "ko";
  return (
    <button type="button" class="text-button" lang={korean ? "en" : "ko"} onClick={() => (language.value = korean ? "en" : "ko")}>
      {korean ? "English" : "한국어"}
    </button>
  );
}

const nextTheme: Record<Theme, Theme> = { system: "light", light: "dark", dark: "system" };
const themeIcon: Record<Theme, IconName> = { system: "auto", light: "sun", dark: "moon" };

function ThemeButton() {
  return (
    <button type="button" class="icon-button" aria-label={t(`theme.${theme.value}`)} title={t(`theme.${theme.value}`)}
      onClick={() => (theme.value = nextTheme[theme.value])}>
      <Icon name={themeIcon[theme.value]} />
    </button>
  );
}
