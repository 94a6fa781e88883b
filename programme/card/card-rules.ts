/**
 * What a good card has: one row a rule, each with its source. A gap refuses nothing; it is shown on the card and counted over all. Pure,
 * so that the page shows gaps while one types.
 */
import { LONGEST_SENTENCE, sentencesOf, unexplainedAbbreviations, wordsOf } from './plain-language.ts';
import type { InBoth, ServiceCard } from './service-card.ts';

export const CARD_RULES = [
  'description',
  'legalActs',
  'documents',
  'responsible',
  'term',
  'cost',
  'result',
  'channels',
  'appeal',
  'keywords',
  'english',
  'longSentence',
  'abbreviation',
] as const;
export type CardRuleName = (typeof CARD_RULES)[number];

export interface Gap {
  readonly rule: CardRuleName;
  /** Of the card: `description`, `documents.2.name`. */
  readonly path: string;
  readonly language?: 'lt' | 'en';
  /** The sentence, cut, or the abbreviations. */
  readonly text?: string;
  readonly words?: number;
}

const ORDER = 'VRM 1V-644 (2009-12-01)';
const CPSV = 'CPSV-AP 3.2.0';
const SDG = '(ES) 2018/1724';

/** Where each rule comes from. */
export const RULE_SOURCES: Readonly<Record<CardRuleName, string>> = {
  description: `${ORDER}, aprašymas; ${CPSV}, dct:description`,
  legalActs: `${ORDER}, teisės aktai; ${CPSV}, cv:hasLegalResource`,
  documents: `${ORDER}, pateikiami dokumentai; ${SDG} 10 str. 1 d.`,
  responsible: `${ORDER}, atsakingas asmuo`,
  term: `${ORDER}, trukmė; ${SDG} 10 str. 1 d.`,
  cost: `${ORDER}, kaina; ${SDG} 10 str. 1 d.`,
  result: `${ORDER}, rezultatas; ${CPSV}, cpsv:produces`,
  channels: `${CPSV}, cv:hasChannel`,
  appeal: `${SDG} 10 str. 1 d.`,
  keywords: `${ORDER}, prasminiai žodžiai; ${CPSV}, dcat:keyword`,
  english: `${SDG} 12 str.`,
  longSentence: 'European Commission, How to write clearly, 4',
  abbreviation: 'European Commission, How to write clearly, 9',
};

const CHECKS: Readonly<Record<CardRuleName, (card: ServiceCard) => readonly Gap[]>> = {
  description: ({ description }) => (description === undefined ? [{ rule: 'description', path: 'description' }] : []),
  legalActs: ({ legalActs }) => (legalActs.length === 0 ? [{ rule: 'legalActs', path: 'legalActs' }] : []),
  documents: ({ documents }) => (documents.length === 0 ? [{ rule: 'documents', path: 'documents' }] : []),
  responsible: ({ responsible }) => (responsible === undefined ? [{ rule: 'responsible', path: 'responsible' }] : []),
  term: ({ terms }) => (terms.length === 0 ? [{ rule: 'term', path: 'terms' }] : []),
  cost: ({ cost }) => (cost === undefined ? [{ rule: 'cost', path: 'cost' }] : []),
  result: ({ result }) => (result === undefined ? [{ rule: 'result', path: 'result' }] : []),
  channels: ({ channels }) => (channels.length === 0 ? [{ rule: 'channels', path: 'channels' }] : []),
  appeal: ({ appeal }) => (appeal === undefined ? [{ rule: 'appeal', path: 'appeal' }] : []),
  keywords: ({ keywords }) => (keywords.lt.length === 0 ? [{ rule: 'keywords', path: 'keywords.lt' }] : []),
  english: (card) => {
    // What is missing in both languages is told once, by its own rule.
    const missing = textsOf(card).filter(([, { en }]) => en === undefined);
    return missing.map(([path]) => ({ rule: 'english', path, language: 'en' }));
  },
  longSentence: (card) =>
    eachText(card).flatMap(([path, language, text]) =>
      sentencesOf(text)
        .map((sentence) => ({ sentence, words: wordsOf(sentence) }))
        .filter(({ words }) => words > LONGEST_SENTENCE)
        .map(({ sentence, words }): Gap => ({ rule: 'longSentence', path, language, text: cut(sentence), words })),
    ),
  abbreviation: (card) => {
    // Explained once on a card is explained.
    const said = (language: 'lt' | 'en') => {
      const texts = eachText(card).filter(([, its]) => its === language);
      const open = new Set(unexplainedAbbreviations(texts.map(([, , text]) => text).join('\n')));
      return texts.flatMap(([path, , text]): Gap[] => {
        const here = unexplainedAbbreviations(text).filter((word) => open.delete(word));
        return here.length === 0 ? [] : [{ rule: 'abbreviation', path, language, text: here.join(', ') }];
      });
    };
    return [...said('lt'), ...said('en')];
  },
};

/** All gaps of a card, in the order of the rules. */
export function gapsOf(card: ServiceCard): readonly Gap[] {
  return CARD_RULES.flatMap((rule) => CHECKS[rule](card));
}

/** What the public reads, with its place. */
function textsOf(card: ServiceCard): readonly (readonly [path: string, text: InBoth])[] {
  const alone = (['title', 'description', 'result', 'appeal'] as const).flatMap((path) => {
    const text = card[path];
    return text === undefined ? [] : [[path, text] as const];
  });
  return [
    ...alone,
    ...card.requirements.map((text, index) => [`requirements.${String(index)}`, text] as const),
    ...card.documents.map(({ name }, index) => [`documents.${String(index)}.name`, name] as const),
  ];
}

function eachText(card: ServiceCard): readonly (readonly [path: string, language: 'lt' | 'en', text: string])[] {
  return textsOf(card).flatMap(([path, { lt, en }]) => [
    [path, 'lt', lt] as const,
    ...(en === undefined ? [] : [[path, 'en', en] as const]),
  ]);
}

function cut(sentence: string): string {
  return sentence.length <= 120 ? sentence : `${sentence.slice(0, 119).trimEnd()}…`;
}
