import { useEffect, useRef } from "preact/hooks";
import { t } from "../i18n/i18n";
import { toast } from "./toasts";
import { wholeValue } from "./whole-value";

export interface WholeInputProps {
  type: "date" | "number";
  min: string;
  max: string;
  step?: string;
  value: string;
  disabled: boolean;
  change: (value: string | null) => void;
}

/** A field for a date or a number that tells of a change when the value is whole. */
export function WholeInput({ type, min, max, step, value, disabled, change }: WholeInputProps) {
  const field = useRef<HTMLInputElement>(null);
  const bound = useRef<ReturnType<typeof wholeValue> | null>(null);
  const latest = useRef({ value, change });
  latest.current = { value, change };
  useEffect(() => {
    if (field.current === null) {
      return undefined;
    }
    const whole = wholeValue(field.current, {
      stored: () => latest.current.value,
      commit: (next) => latest.current.change(next),
      outside: () => toast({ text: t("field.range", { min, max }) }),
    });
    bound.current = whole;
    return whole.stop;
  }, [min, max]);
  useEffect(() => bound.current?.show(), [value]);
  return <input ref={field} class="input" type={type} min={min} max={max} step={step} inputMode={type === "number" ? "decimal" : undefined} disabled={disabled} defaultValue={value} />;
}
