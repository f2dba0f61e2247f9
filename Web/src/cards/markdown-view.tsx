import { useEffect, useRef } from "preact/hooks";

/** Shows Markdown; its code is loaded when the first text is. Until then the text stands as it was typed. */
export function MarkdownView({ text, class: className = "" }: { text: string; class?: string }) {
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let stale = false;
    if (root.current !== null) {
      root.current.textContent = text;
    }
    void import("./markdown").then(({ renderMarkdown }) => {
      if (!stale && root.current !== null) {
        renderMarkdown(root.current, text);
      }
    });
    return () => {
      stale = true;
    };
  }, [text]);
  return <div ref={root} class={`markdown ${className}`} />;
}
