import { t } from "../i18n/i18n";
import { Icon } from "./icons";

export interface ConflictProps {
  mine: string;
  theirs: string;
  keepMine: (text: string) => void;
  takeTheirs: () => void;
}

/** Somebody changed the text while it was being edited: both are shown, and one chooses. */
export function Conflict({ mine, theirs, keepMine, takeTheirs }: ConflictProps) {
  return (
    <section class="conflict" role="alert">
      <p class="conflict-title"><Icon name="warning" />{t("conflict.title")}</p>
      <div class="conflict-texts">
        <figure>
          <figcaption>{t("conflict.theirs")}</figcaption>
          <blockquote tabIndex={0}>{theirs}</blockquote>
          <button type="button" class="button button-small" onClick={takeTheirs}>{t("conflict.take-theirs")}</button>
        </figure>
        <figure>
          <figcaption>{t("conflict.mine")}</figcaption>
          <blockquote tabIndex={0}>{mine}</blockquote>
          <button type="button" class="button button-primary button-small" onClick={() => keepMine(mine)}>{t("conflict.keep-mine")}</button>
        </figure>
      </div>
    </section>
  );
}
