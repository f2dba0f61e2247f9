import { useEffect, useRef } from "preact/hooks";
import { cardPath } from "../../routing/routes";
import { splitAtNumbers } from "../model/card-number";
import type { BoardScreen } from "../state/board-screen";
import type { MarkdownContext } from "./markdown-context";
import { memberDetail } from "./member-detail";

interface Props {
  text: string;
  screen: BoardScreen;
  class?: string;
  /** Ids of the members whom the text names. */
  mentions?: readonly string[] | null;
  tick?: MarkdownContext["tick"];
}

/**
 * Shows Markdown, in which #number leads to the card of that number while it is on the board. The code is loaded when
 * the first text is; until then the text stands as it was typed.
 */
export function MarkdownView({ text, screen, class: className = "", mentions = null, tick = null }: Props) {
  const root = useRef<HTMLDivElement>(null);
  const latest = useRef(tick);
  latest.current = tick;
  const numbers = screen.numbers.value;
  const me = screen.store.me.value?.id;
  // The board changes more often than the cards and members that the text names.
  const named = splitAtNumbers(text).flatMap((part) => (typeof part === "number" ? numbers.get(part)?.id ?? [] : [])).join();
  const members = (mentions ?? []).flatMap((id) => {
    const member = screen.members.value.get(id);
    return member === undefined ? [] : [{ id, name: member.name, detail: memberDetail(member, screen), me: id === me }];
  });
  useEffect(() => {
    let stale = false;
    if (root.current?.hasChildNodes() === false) {
      root.current.textContent = text;
    }
    void import("./markdown").then(({ renderMarkdown }) => {
      if (!stale && root.current !== null) {
        renderMarkdown(root.current, text, {
          linkOf: (number) => {
            const card = numbers.get(number);
            return card === undefined ? null : { href: cardPath(screen.store.boardId, card.id), title: card.title };
          },
          members: new Map(members.map((member) => [member.id, member])),
          tick: tick === null ? null : (mark, done) => latest.current?.(mark, done),
        });
      }
    });
    return () => {
      stale = true;
    };
  }, [text, named, JSON.stringify(members), tick === null]);
  return <div ref={root} class={`markdown ${className}`} />;
}
