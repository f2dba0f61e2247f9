import { useId } from "preact/hooks";
import { t } from "../i18n/i18n";
import { tints, type Tint } from "./tints";

export interface ColourFieldProps {
  label: string;
  value: string | null;
  change: (value: Tint | null) => void;
  /** Whether no colour is a choice. */
  none?: boolean;
}

export function ColourField({ label, value, change, none = true }: ColourFieldProps) {
  const name = useId();
  return (
    <fieldset class="field">
      <legend class="field-label">{label}</legend>
      <div class="swatches">
        {none && <Swatch name={name} label={t("colour.none")} checked={value === null} choose={() => change(null)} />}
        {tints.map((tint) => <Swatch key={tint} name={name} tint={tint} label={t(`colour.${tint}`)} checked={value === tint} choose={() => change(tint)} />)}
      </div>
    </fieldset>
  );
}

function Swatch({ name, tint, label, checked, choose }: { name: string; tint?: Tint; label: string; checked: boolean; choose: () => void }) {
  return (
    <label class={`swatch ${tint === undefined ? "swatch-none" : `tint-${tint}`}`} title={label}>
      <input type="radio" name={name} class="visually-hidden" aria-label={label} checked={checked} onChange={choose} />
    </label>
  );
}
