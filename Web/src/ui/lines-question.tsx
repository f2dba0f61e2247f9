import { number, t, tn } from "../i18n/i18n";
import { Dialog } from "./dialog";

export interface LinesQuestionProps {
  kind: "cards" | "entries";
  lines: readonly string[];
  /** How many more there may be. */
  room: number;
  /** How many of the lines are longer than one may be. */
  tooLong: number;
  maxLength: number;
  many: (lines: readonly string[]) => void;
  /** Takes them as one line. */
  one: (line: string) => void;
  close: () => void;
}

/** Asks whether several lines become one thing or many. What cannot be is said with its number, and nothing is lost. */
export function LinesQuestion({ kind, lines, room, tooLong, maxLength, many, one, close }: LinesQuestionProps) {
  const { length } = lines;
  const joined = lines.join(" ");
  const fits = length <= room && tooLong === 0;
  const joinedFits = joined.length <= maxLength;
  const then = (act: () => void) => (): void => {
    close();
    act();
  };
  return (
    <Dialog title={fits ? tn(`lines.${kind}`, length) : t("lines.title")} close={close}>
      <div class="form">
        {length > room && <p class="field-problem" role="alert">{t("lines.too-many", { n: number(length), room: number(Math.max(0, room)) })}</p>}
        {tooLong > 0 && <p class="field-problem" role="alert">{t("lines.too-long", { n: number(tooLong), max: maxLength })}</p>}
        <ol class="asked-lines" aria-label={t("lines.list")} tabIndex={0}>
          {lines.map((line, at) => <li key={at}>{line}</li>)}
        </ol>
        {!joinedFits && <p class="field-help">{t("lines.one-too-long", { n: number(joined.length), max: maxLength })}</p>}
        <div class="form-actions">
          <button type="button" class="button button-quiet" onClick={close}>{t("action.cancel")}</button>
          {joinedFits && <button type="button" class="button" onClick={then(() => one(joined))}>{t("lines.one-line")}</button>}
          {fits && <button type="button" class="button button-primary" autofocus onClick={then(() => many(lines))}>{tn(`lines.make-${kind}`, length)}</button>}
        </div>
      </div>
    </Dialog>
  );
}
