import { useSignal } from "@preact/signals";
import { t } from "../../i18n/i18n";
import { Icon } from "../../ui/icons";
import { Activity } from "../history/activity";
import type { CardSectionProps } from "./card-description";

/** What happened to the card; asked for when it is opened. */
export function CardActivity({ card, screen, texts }: CardSectionProps) {
  const open = useSignal(false);
  return (
    <section class="card-section">
      <button type="button" class="link-button activity-toggle" aria-expanded={open.value} onClick={() => (open.value = !open.value)}>
        <Icon name="clock" size={16} />{t(open.value ? "activity.hide" : "activity.show")}
      </button>
      {open.value && <Activity screen={screen} load={texts.activity} version={card.version} />}
    </section>
  );
}
