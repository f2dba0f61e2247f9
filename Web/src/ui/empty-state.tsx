import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./icons";

export interface EmptyStateProps {
  icon: IconName;
  title: string;
  text: string;
  /** Whether it is the whole page and its title the page's heading. */
  page?: boolean;
  children?: ComponentChildren;
}

/** What stands in the place of content: nothing there yet, not allowed, not reachable. */
export function EmptyState({ icon, title, text, page = false, children }: EmptyStateProps) {
  return (
    <section class="state">
      <span class="state-icon"><Icon name={icon} size={28} /></span>
      {page ? <h1>{title}</h1> : <h2>{title}</h2>}
      <p>{text}</p>
      {children !== undefined && <div class="state-actions">{children}</div>}
    </section>
  );
}
