import { useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../../i18n/i18n";
import { PopupMenu } from "../../ui/popup-menu";
import { ActionItems } from "../actions/action-menu";
import { contextMenu } from "../actions/card-actions";
import { isProvisional } from "../model/commands";
import type { BoardScreen } from "../state/board-screen";

/** The menu of a card on the board: by the right button, the menu key, Shift+F10, or the button on its face. */
export function CardContextMenu({ screen }: { screen: BoardScreen }) {
  const opened = screen.cardMenu;
  const focused = useRef<Element | null>(null);
  useSignalEffect(() => {
    if (opened.value !== null) {
      focused.current = document.activeElement;
    }
  });
  useEffect(() => {
    const open = (event: MouseEvent): void => {
      const element = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-card]") : null;
      const cardId = element?.dataset["card"];
      // With Shift the browser's own menu opens, for its link.
      if (element === null || cardId === undefined || event.shiftKey && event.button === 2 || isProvisional(screen.store.realId(cardId))) {
        return;
      }
      event.preventDefault();
      const byKey = event.button !== 2;
      const { left, top } = element.getBoundingClientRect();
      opened.value = { cardId, x: byKey ? left + 24 : event.clientX, y: byKey ? top + 24 : event.clientY };
    };
    document.addEventListener("contextmenu", open);
    return () => document.removeEventListener("contextmenu", open);
  }, [screen]);
  const card = opened.value === null ? undefined : screen.store.state.value?.cards.get(screen.store.realId(opened.value.cardId));
  if (opened.value === null || card === undefined) {
    return null;
  }
  const close = (): void => {
    opened.value = null;
    if (focused.current instanceof HTMLElement) {
      focused.current.focus();
    }
  };
  return (
    <PopupMenu key={`${opened.value.cardId} ${opened.value.x} ${opened.value.y}`} x={opened.value.x} y={opened.value.y} label={t("card.menu")} close={close} leave={() => (opened.value = null)}>
      <ActionItems groups={contextMenu} screen={screen} target={card} close={close} />
    </PopupMenu>
  );
}
