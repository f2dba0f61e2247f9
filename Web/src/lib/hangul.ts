/** Search as Koreans type: ㅎㅇ finds 회의, 회ㅇ too, and a syllable still being typed finds its continuations. */

const firstSyllable = 0xac00;
const lastSyllable = 0xd7a3;
const vowelsTimesFinals = 21 * 28;
const initialConsonants = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";

/** One form for all who write the same: composed, lower case. */
export const normalize = (text: string): string => text.normalize("NFC").toLowerCase();

/** Letters that Unicode does not take apart, as people type them who do not have the key. */
const spelled: Readonly<Record<string, string>> = { ß: "ss", ı: "i", æ: "ae", œ: "oe", ø: "o", đ: "d", ł: "l", ς: "σ" };

/**
 * One form for all who look for the same: lower case, without accents, ligatures and full width. Hangul stays as it is:
 * taken apart, an initial consonant that stands alone would no longer be one. Marks of other scripts stay, too: they
 * change what a letter is.
 */
export const searchForm = (text: string): string => text.replaceAll(foreign, fold).normalize("NFC");

/** What is neither a Hangul syllable nor a letter that stands alone; most titles hold only plain text beside them. */
const foreign = /[^\u3131-\u318e\uac00-\ud7a3]+/g;
const plain = /^[\n -~]*$/;

function fold(text: string): string {
  return plain.test(text)
    ? text.toLowerCase()
    : text.normalize("NFKD").toLowerCase().replaceAll(/[\u0300-\u036f]/g, "").replaceAll(/[ßıæœøđłς]/g, (letter) => spelled[letter] ?? letter);
}

/** Whether every word of the query is somewhere in the text. Both are in their search form. */
export function matchesText(text: string, query: string): boolean {
  return query.split(/\s+/).every((word) => word === "" || includesWord(text, word));
}

function includesWord(text: string, word: string): boolean {
  if (text.includes(word)) {
    return true;
  }
  if (!/[ㄱ-ㅎ가-힣]/.test(word)) {
    return false;
  }
  for (let start = 0; start + word.length <= text.length; start++) {
    if (matchesAt(text, word, start)) {
      return true;
    }
  }
  return false;
}

function matchesAt(text: string, word: string, start: number): boolean {
  for (let i = 0; i < word.length; i++) {
    const last = i === word.length - 1;
    if (!matchesChar(text.charCodeAt(start + i), word.charCodeAt(i), last)) {
      return false;
    }
  }
  return true;
}

function matchesChar(char: number, wanted: number, last: boolean): boolean {
  if (char === wanted) {
    return true;
  }
  if (char < firstSyllable || char > lastSyllable) {
    return false;
  }
  const syllable = char - firstSyllable;
  const initial = initialConsonants.indexOf(String.fromCharCode(wanted));
  if (initial >= 0) {
    return Math.floor(syllable / vowelsTimesFinals) === initial;
  }
  // The last syllable may still lack its final consonant.
  const typed = wanted - firstSyllable;
  return last && typed >= 0 && typed % 28 === 0 && syllable - (syllable % 28) === typed;
}
