import DOMPurify from "dompurify";
import { Marked } from "marked";
import { splitAtNumbers } from "../model/card-number";
import { readMention } from "../model/mentions";
import { typedNames, type Named } from "../model/typed-names";
import type { MarkdownContext } from "./markdown-context";
import { dialect, markOfBox } from "./markdown-tasks";

const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const marked = new Marked(dialect, {
  renderer: {
    // Pictures from elsewhere would tell their host who reads the card.
    image: ({ href, text }) => `<a href="${escape(href)}">${escape(text === "" ? href : text)}</a>`,
    // A place for the box: no field passes the purifier.
    checkbox: ({ checked }) => `<span data-box="${checked}"></span> `,
    // Raw HTML is shown, not run.
    html: ({ text }) => escape(text),
  },
  extensions: [{
    name: "mention",
    level: "inline",
    start: (text) => text.indexOf("@["),
    tokenizer: (text) => {
      const mention = readMention(text);
      return mention === null ? undefined : { type: "mention", ...mention };
    },
    renderer: ({ id, name }) => `<span data-member="${escape(String(id))}">@${escape(String(name))}</span>`,
  }],
});

const purifier = DOMPurify(window);
purifier.addHook("afterSanitizeAttributes", (node) => {
  if (node.tagName === "A") {
    node.setAttribute("target", "_blank");
    node.setAttribute("rel", "noopener noreferrer nofollow");
  }
});

/** Puts Markdown into an element: parsed, sanitised, with boxes for tasks, the members that it names, and links where it names cards by number. */
export function renderMarkdown(element: HTMLElement, markdown: string, context: MarkdownContext): void {
  const html = marked.parse(markdown, { async: false });
  const content = purifier.sanitize(html, {
    RETURN_DOM_FRAGMENT: true,
    ALLOWED_TAGS: ["a", "b", "blockquote", "br", "code", "del", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "li", "ol", "p", "pre", "span", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul"],
    ALLOWED_ATTR: ["href", "title", "align", "start", "target", "rel", "data-box", "data-member"],
    ALLOW_DATA_ATTR: false,
    // Of what has a scheme only these; the rest are addresses within the site and plain values.
    ALLOWED_URI_REGEXP: /^(?:(?:https?|mailto):|[^a-z]|[a-z+.-]+(?:[^a-z+.\-:]|$))/i,
  });
  // After the purifier, whose links lead out of the page; these stay within it.
  placeBoxes(content, markdown, context.tick);
  placeMembers(content, context.members);
  inTexts(content, (text) => namesIn(text, context.members.values()));
  inTexts(content, (text) => splitAtNumbers(text).map((part) => (typeof part === "string" ? part : cardLink(part, context))));
  const boxes = (): HTMLElement[] => [...element.querySelectorAll<HTMLElement>(".task-box")];
  const focused = boxes().findIndex((box) => box === document.activeElement);
  element.replaceChildren(content);
  boxes()[focused]?.focus({ preventScroll: true });
}

/** Boxes take the words beside them as their names. */
function placeBoxes(content: DocumentFragment, markdown: string, tick: MarkdownContext["tick"]): void {
  [...content.querySelectorAll<HTMLElement>("[data-box]")].forEach((place, index) => {
    const line = place.closest("li");
    const box = Object.assign(document.createElement("input"), { type: "checkbox", className: "task-box", checked: place.dataset["box"] === "true", disabled: tick === null });
    box.setAttribute("aria-label", wordsOf(line));
    box.addEventListener("change", () => {
      const mark = markOfBox(markdown, index);
      if (mark === null) {
        box.checked = !box.checked;
      } else {
        tick?.(mark, box.checked);
      }
    });
    line?.classList.add("task");
    place.replaceWith(box);
  });
}

function wordsOf(line: HTMLElement | null): string {
  const own = line?.cloneNode(true) as HTMLElement | undefined;
  own?.querySelectorAll("ul, ol").forEach((nested) => nested.remove());
  return own?.textContent.trim() ?? "";
}

function placeMembers(content: DocumentFragment, members: MarkdownContext["members"]): void {
  for (const place of content.querySelectorAll<HTMLElement>("[data-member]")) {
    const member = members.get(place.dataset["member"] ?? "");
    place.replaceWith(member === undefined ? place.textContent : chip(member));
  }
}

const chip = ({ name, detail, me }: { name: string; detail: string; me: boolean }): HTMLElement =>
  Object.assign(document.createElement("span"), { className: me ? "mention mention-me" : "mention", textContent: `@${name}`, title: detail });

/** Names without an id, as clients of the API write them. */
function namesIn(text: string, members: Iterable<Named & { detail: string; me: boolean }>): (string | Node)[] {
  const parts: (string | Node)[] = [];
  let from = 0;
  for (const { start, end, members: [member, another] } of typedNames(text, members)) {
    if (member !== undefined && another === undefined) {
      parts.push(text.slice(from, start), chip(member));
      from = end;
    }
  }
  return [...parts, text.slice(from)];
}

/** Replaces parts of what is read as text. */
function inTexts(content: DocumentFragment, split: (text: string) => readonly (string | Node)[]): void {
  const texts: Text[] = [];
  const walker = document.createTreeWalker(content, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (node instanceof Text && !node.parentElement?.closest("a, code, .mention")) {
      texts.push(node);
    }
  }
  for (const text of texts) {
    const parts = split(text.data);
    if (parts.length > 1) {
      text.replaceWith(...parts);
    }
  }
}

function cardLink(number: number, { linkOf }: MarkdownContext): string | HTMLAnchorElement {
  const link = linkOf(number);
  return link === null ? `#${number}` : Object.assign(document.createElement("a"), link, { textContent: `#${number}` });
}
