import { Icon } from "../../ui/icons";
import type { BoardScreen } from "../state/board-screen";
import { ariaKeys, isPossible, keyText, type Action } from "./action";

export interface ActionItemsProps<T> {
  groups: readonly (readonly Action<T>[])[];
  screen: BoardScreen;
  target: T;
  close: () => void;
}

/** The possible ones of some actions as a menu's items, with a line between groups. */
export function ActionItems<T>({ groups, screen, target, close }: ActionItemsProps<T>) {
  const shown = groups.map((group) => group.filter((action) => isPossible(action, screen, target))).filter((group) => group.length > 0);
  return (
    <>
      {shown.map((group, at) => (
        <div key={group[0]?.name} class={at === 0 ? "menu-group" : "menu-group menu-group-next"}>
          {group.map((action) => <ActionItem key={action.name} action={action} screen={screen} target={target} close={close} />)}
        </div>
      ))}
    </>
  );
}

function ActionItem<T>({ action, screen, target, close }: { action: Action<T> } & Omit<ActionItemsProps<T>, "groups">) {
  const key = action.keys?.[0];
  return (
    <button type="button" data-action={action.name} class={`menu-item ${action.danger === true ? "menu-item-danger" : ""}`} aria-keyshortcuts={key === undefined ? undefined : ariaKeys(key)}
      onClick={() => { close(); action.perform(screen, target); }}>
      <Icon name={action.icon} />
      <span class="menu-item-text">{action.label(screen, target)}</span>
      {key !== undefined && <kbd aria-hidden="true">{keyText(key)}</kbd>}
    </button>
  );
}
