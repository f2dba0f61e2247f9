import { useEffect, useRef } from "preact/hooks";
import { cardPath } from "../../routing/routes";
import { splitAtNumbers } from "../model/card-number";
import type { BoardScreen } from "../state/board-screen";

interface Props {
  text: string;
  screen: BoardScreen;
  class?: string;
}

/**
 * Shows Markdown, in which #number leads to the card of that number while it is on the board. The code is loaded when
 * the first text is; until then the text stands as it was typed.
 */
export function MarkdownView({ text, screen, class: className = "" }: Props) {
  const root = useRef<HTMLDivElement>(null);
  const numbers = screen.numbers.value;
  // The board changes more often than the cards that the text names.
  const named = splitAtNumbers(text).flatMap((part) => (typeof part === "number" ? numbers.get(part)?.id ?? [] : [])).join();
  useEffect(() => {
    let stale = false;
    if (root.current !== null) {
      root.current.textContent = text;
    }
    void import("./markdown").then(({ renderMarkdown }) => {
      if (!stale && root.current !== null) {
        renderMarkdown(root.current, text, (number) => {
          const card = numbers.get(number);
          return card === undefined ? null : { href: cardPath(screen.store.boardId, card.id), title: card.title };
        });
      }
    });
    return () => {
      stale = true;
    };
  }, [text, named]);
  return <div ref={root} class={`markdown ${className}`} />;
}
