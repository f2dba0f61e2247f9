import { t } from "../../i18n/i18n";
import { letterKeys } from "../../i18n/settings";
import { Icon } from "../../ui/icons";
import { keyOf } from "../../ui/key";
import { findKeyName } from "../input/find-key";
import type { BoardScreen } from "../state/board-screen";

/** Searches the whole board; "/" leads here, and the browser's find key where it would miss cards. */
export function SearchField({ screen }: { screen: BoardScreen }) {
  const write = (text: string): void => screen.setFilter({ ...screen.filter.peek(), text });
  const keyed = letterKeys.value === "on";
  return (
    <label class="search" title={t("filter.search-in") + (keyed ? " (/)" : "")}>
      <Icon name="search" size={16} />
      <input id="board-search" type="search" class="search-field" placeholder={t("filter.search")} aria-label={t("filter.search")} aria-keyshortcuts={keyed ? "/" : undefined}
        value={screen.filter.value.text} onInput={(event) => write(event.currentTarget.value)} onBlur={() => (screen.finding.value = false)}
        onKeyDown={(event) => keyOf(event) === "Escape" && (write(""), event.currentTarget.blur())} />
      {keyed && <kbd class="search-key" aria-hidden="true">/</kbd>}
      {screen.finding.value && <span class="search-hint" aria-hidden="true">{t("find.hint", { key: findKeyName() })}</span>}
    </label>
  );
}
