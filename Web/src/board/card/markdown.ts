import DOMPurify from "dompurify";
import { Marked } from "marked";
import { splitAtNumbers } from "../model/card-number";

export interface CardLink {
  href: string;
  title: string;
}

const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const marked = new Marked({
  gfm: true,
  breaks: true,
  renderer: {
    // Pictures from elsewhere would tell their host who reads the card.
    image: ({ href, text }) => `<a href="${escape(href)}">${escape(text === "" ? href : text)}</a>`,
    checkbox: ({ checked }) => (checked ? "☑ " : "☐ "),
    // Raw HTML is shown, not run.
    html: ({ text }) => escape(text),
  },
});

const purifier = DOMPurify(window);
purifier.addHook("afterSanitizeAttributes", (node) => {
  if (node.tagName === "A") {
    node.setAttribute("target", "_blank");
    node.setAttribute("rel", "noopener noreferrer nofollow");
  }
});

/** Puts Markdown into an element: parsed, sanitised, and with links where it names cards by number. */
export function renderMarkdown(element: HTMLElement, markdown: string, linkOf: (number: number) => CardLink | null): void {
  const html = marked.parse(markdown, { async: false });
  const content = purifier.sanitize(html, {
    RETURN_DOM_FRAGMENT: true,
    ALLOWED_TAGS: ["a", "b", "blockquote", "br", "code", "del", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "li", "ol", "p", "pre", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul"],
    ALLOWED_ATTR: ["href", "title", "align", "start", "target", "rel"],
    // Of what has a scheme only these; the rest are addresses within the site and plain values.
    ALLOWED_URI_REGEXP: /^(?:(?:https?|mailto):|[^a-z]|[a-z+.-]+(?:[^a-z+.\-:]|$))/i,
  });
  linkCards(content, linkOf);
  element.replaceChildren(content);
}

/** After the purifier, whose links lead out of the page; these stay within it. */
function linkCards(content: DocumentFragment, linkOf: (number: number) => CardLink | null): void {
  const texts: Text[] = [];
  const walker = document.createTreeWalker(content, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (node instanceof Text && !node.parentElement?.closest("a, code")) {
      texts.push(node);
    }
  }
  for (const text of texts) {
    const parts = splitAtNumbers(text.data);
    if (parts.length > 1) {
      text.replaceWith(...parts.map((part) => (typeof part === "string" ? part : cardLink(part, linkOf(part)))));
    }
  }
}

const cardLink = (number: number, link: CardLink | null): string | HTMLAnchorElement =>
  link === null ? `#${number}` : Object.assign(document.createElement("a"), link, { textContent: `#${number}` });
