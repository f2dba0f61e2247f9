import { useEffect, useRef } from "preact/hooks";
import { t } from "../i18n/i18n";
import { toast } from "./toasts";
import { wholeValue } from "./whole-value";

export interface WholeInputProps {
  min: string;
  max: string;
  step?: string;
  value: string;
  placeholder: string;
  change: (value: string | null) => void;
}

/** A field for a number that tells of a change when the value is whole. */
export function WholeInput({ min, max, step, placeholder, value, change }: WholeInputProps) {
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
  return <input ref={field} class="input" type="number" min={min} max={max} step={step} inputMode="decimal" placeholder={placeholder} defaultValue={value} />;
}
