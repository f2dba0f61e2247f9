import type { ComponentChildren } from "preact";
import { t } from "../../i18n/i18n";
import { Icon, type IconName } from "../../ui/icons";
import { Menu } from "../../ui/menu";

export interface PropertyProps {
  /** Tells the properties apart in the style sheet. */
  name: "labels" | "people" | "due" | "completed" | "start" | "priority" | "estimate" | "cover";
  icon: IconName;
  label: string;
  empty: boolean;
  /** The property's field stands in it, and is named by it. */
  field?: boolean;
  children: ComponentChildren;
}

/** A quiet row: icon, name and value. The value becomes a field when it is pressed. */
export function Property({ name, icon, label, empty, field = false, children }: PropertyProps) {
  const Row = field ? "label" : "div";
  const Value = field ? "span" : "div";
  return (
    <Row class={`property property-${name} ${empty ? "property-empty" : ""}`}>
      <span class="property-name"><Icon name={icon} size={16} />{label}</span>
      <Value class="property-value">{children}</Value>
    </Row>
  );
}

export const None = () => <span class="muted">{t("property.none")}</span>;

/** The value as a button that opens its choices. */
export function PropertyMenu({ label, value, text, children }: { label: string; value: ComponentChildren; text: string; children: (close: () => void) => ComponentChildren }) {
  return (
    <Menu label={t("property.set", { name: label, value: text === "" ? t("property.none") : text })} align="start" buttonClass="property-button" button={text === "" ? <None /> : value}>
      {children}
    </Menu>
  );
}
