import { render, type ComponentChild } from "preact";
import { act } from "preact/test-utils";

/** Shows something in the document until `remove` is called; needs happy-dom. */
export function rendered(content: ComponentChild) {
  const root = document.body.appendChild(document.createElement("div"));
  const find = <E extends HTMLElement = HTMLElement>(selector: string): E => {
    const found = document.querySelector<E>(selector);
    if (found === null) {
      throw new Error(`Nothing is ${selector} in ${document.body.innerHTML}`);
    }
    return found;
  };
  return {
    find,
    texts: (selector: string): string[] => [...document.querySelectorAll(selector)].map((one) => one.textContent?.trim() ?? ""),
    press: (key: string): Promise<void> => act(() => {
      const at = document.activeElement ?? document.body;
      at.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    }),
    click: (selector: string): Promise<void> => act(() => find(selector).click()),
    clickWith: (selector: string, text: string): Promise<void> =>
      act(() => [...document.querySelectorAll<HTMLElement>(selector)].find((one) => one.textContent?.includes(text))?.click()),
    type: (selector: string, text: string): Promise<void> => act(() => {
      const field = find<HTMLInputElement>(selector);
      field.value = text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }),
    show: (): Promise<void> => act(() => render(content, root)),
    remove: (): void => {
      render(null, root);
      root.remove();
    },
  };
}
