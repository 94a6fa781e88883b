/** What can be said of a text without understanding it: sentences that are too long, abbreviations that nobody explained. Pure. */

/** European Commission, "How to write clearly", hint 4: sentences of 20 words on average; a longer one is worth a second look. */
export const LONGEST_SENTENCE = 20;

/** Ends that are not the end of a sentence. Lower case, without the dot. */
const SHORT_WORDS: ReadonlySet<string> = new Set(
  (
    'd g k m r a pr al sav str st p pp pvz nr t y pan kt vad gyv tel el vnt min val mėn šm proc dr prof žr plg liet angl ' +
    'kv ha eur ct tūkst mln mlrd punkt dal red pav tr sk vyr jaun pavad e i eg ie etc no art para vs mr mrs ms dept approx incl'
  ).split(' '),
);

/** The sentences of a text: a list's points and paragraphs end them too. */
export function sentencesOf(text: string): readonly string[] {
  const found: string[] = [];
  for (const block of text.split(/\n+/)) {
    let from = 0;
    for (const match of block.matchAll(/[.!?…]+["”“»)]*\s+(?=["„“«(]?\p{Lu})/gu)) {
      const before = block.slice(from, match.index);
      const word = /([\p{L}\p{N}]+)$/u.exec(before)?.[1] ?? '';
      // "Nr. 12", "V. Kudirkos g. Kaunas", "2026 m. Sausio": no end. Only a lone dot can be such.
      if (match[0].startsWith('. ') && (SHORT_WORDS.has(word.toLowerCase()) || /^\p{Lu}$/u.test(word))) continue;
      found.push(block.slice(from, match.index + match[0].length).trim());
      from = match.index + match[0].length;
    }
    const rest = block.slice(from).trim();
    if (rest !== '') found.push(rest);
  }
  return found;
}

/** Words as a reader counts them: numbers and web addresses are one each, dashes are none. */
export function wordsOf(sentence: string): number {
  return sentence.split(/\s+/).filter((part) => /[\p{L}\p{N}]/u.test(part)).length;
}

/** Known without an explanation: legal forms of companies, money, files, the state and the union. */
const KNOWN: ReadonlySet<string> = new Set(
  'LR ES EU EC UAB AB MB VŠĮ BĮ SĮ EUR PVM VAT PDF SMS PIN LT EN PL RU ID LTL NR ISO'.split(' '),
);
const ROMAN = /^(?=[MDCLXVI])M*(C[MD]|D?C{0,3})(X[CL]|L?X{0,3})(I[XV]|V?I{0,3})$/;

/**
 * Abbreviations of capitals ("VMI", "NTR") that stand in none of the text's brackets and have no brackets right after them. Codes with
 * digits are names of things, not words.
 */
export function unexplainedAbbreviations(text: string): readonly string[] {
  const letters = text.replace(/[^\p{L}]/gu, '');
  // A text in capitals altogether says nothing about its words.
  if (letters !== '' && letters === letters.toUpperCase()) return [];
  const explained = new Set<string>();
  for (const [, inside = ''] of text.matchAll(/\(([^)]*)\)/g))
    for (const [word] of inside.matchAll(/\p{Lu}{2,}/gu)) explained.add(word);
  const found = new Set<string>();
  for (const match of text.matchAll(/(?<![\p{L}\p{N}_./-])\p{Lu}{2,7}(?![\p{L}\p{N}_/-])/gu)) {
    const [word] = match;
    if (KNOWN.has(word) || ROMAN.test(word)) continue;
    if (/^\s*\(/.test(text.slice(match.index + word.length))) explained.add(word);
    if (!explained.has(word)) found.add(word);
  }
  return [...found].filter((word) => !explained.has(word));
}
