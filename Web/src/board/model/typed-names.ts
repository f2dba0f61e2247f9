import { normalize } from "../../lib/hangul";

export interface Named {
  id: string;
  name: string;
}

/** An @name in a text: from its sign to the end of the name. */
export interface TypedName<M extends Named> {
  start: number;
  end: number;
  /** All whose name it is: several may have the same. */
  members: readonly M[];
}

/** Behind one of these the sign belongs to an address: x@ann.test, https://site.test/@ann. */
const inAddress = /[\w%+/@-]/;
/** What makes the name a part of a longer one: @annabel, @ann.test, @ann-kim. */
const goesOn = /^(?:[\p{L}\p{N}\p{M}_@]|[.+-][\p{L}\p{N}])/u;
const particles = [
  "이", "가", "은", "는", "을", "를", "의", "에게", "에게서", "한테", "한테서", "께", "께서", "와", "과", "랑", "이랑", "하고", "도", "만", "까지",
  "부터", "처럼", "보다", "나", "이나", "라도", "이라도", "로", "으로", "야", "아", "요", "이요", "고", "이고", "라고", "이라고", "라는", "이라는",
].join("|");
/** Korean writes titles and particles directly behind a name: 김철수님께서는. */
const koreanEnd = new RegExp(`^(?:님|씨|군|양)?(?:들)?(?:${particles}){0,2}(?![\\p{L}\\p{N}_])`, "u");

const endsHere = (rest: string): boolean => !goesOn.test(rest) || (/^[가-힣]/.test(rest) && koreanEnd.test(rest));

export const withoutSpaces = (text: string): string => text.replaceAll(/\s+/g, "");

/** By what names are compared: spaces, which are left out when typing, and the form of letters make no difference. */
export const nameKey = ({ name }: Pick<Named, "name">): string => withoutSpaces(normalize(name));

/** How a name may be written: as it is, or without its spaces. */
const spellings = (name: string): readonly string[] => [...new Set([name, withoutSpaces(name)])].filter((one) => one !== "");

/** The members' names that stand behind an @, each whole: @anna never is ann. The longest name counts. */
export function typedNames<M extends Named>(text: string, members: Iterable<M>): readonly TypedName<M>[] {
  const all = [...members].flatMap((member) => spellings(member.name).map((name) => ({ member, name, key: normalize(name) })));
  const found: TypedName<M>[] = [];
  for (let start = text.indexOf("@"); start >= 0; start = text.indexOf("@", start + 1)) {
    if (inAddress.test(text.charAt(start - 1))) {
      continue;
    }
    const fitting = all.filter(({ name, key }) => {
      const end = start + 1 + name.length;
      return normalize(text.slice(start + 1, end)) === key && endsHere(text.slice(end));
    });
    const length = Math.max(0, ...fitting.map(({ name }) => name.length));
    if (length > 0) {
      const longest = fitting.filter(({ name }) => name.length === length);
      found.push({ start, end: start + 1 + length, members: [...new Set(longest.map(({ member }) => member))] });
    }
  }
  return found;
}
