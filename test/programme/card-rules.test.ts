import { describe, expect, test } from '@jest/globals';
import { blankCard, cardFaults, gapsOf, type ServiceCard } from '../../programme/index.ts';
import { sentencesOf, unexplainedAbbreviations, wordsOf } from '../../programme/card/plain-language.ts';

const words = (count: number) =>
  Array.from({ length: count }, (_, index) => `${index === 0 ? 'Žodis' : 'žodis'}${String(index)}`).join(' ');
const whole: ServiceCard = {
  ...blankCard('A-1', 'permits'),
  title: { lt: 'Leidimas', en: 'Permit' },
  description: { lt: 'Trumpai.', en: 'Short.' },
  responsible: { lt: 'Vedėja', en: 'Head' },
  legalActs: [{ title: 'Statybos įstatymas' }],
  documents: [{ name: { lt: 'Prašymas', en: 'Request' }, from: 'person' }],
  terms: [
    {
      id: 't',
      legalAct: 'Statybos įstatymas, 27 str.',
      validFrom: '2020-01-01',
      startsFrom: 'registered',
      days: 20,
      unit: 'working',
      suspensionGrounds: [],
      restartsOnClarification: true,
    },
  ],
  cost: { kind: 'free' },
  result: { lt: 'Leidimas', en: 'Permit' },
  channels: [{ kind: 'desk' }],
  appeal: { lt: 'Skundas.', en: 'Complaint.' },
  keywords: { lt: ['statyba'], en: [] },
};
const world = { units: new Set(['permits']), processes: new Set(['request']) };
const rules = (card: ServiceCard) => gapsOf(card).map(({ rule, path }) => `${rule} ${path}`);

describe('a card', () => {
  test('without a gap has none, and each field that is taken away is told', () => {
    expect(rules(whole)).toEqual([]);
    const { description, responsible, cost, result, appeal, ...rest } = whole;
    const less: ServiceCard = { ...rest, legalActs: [], documents: [], terms: [], channels: [], keywords: { lt: [], en: [] } };
    expect([description, responsible, cost, result, appeal].every((field) => field !== undefined)).toBe(true);
    expect(rules(less)).toEqual([
      'description description',
      'legalActs legalActs',
      'documents documents',
      'responsible responsible',
      'term terms',
      'cost cost',
      'result result',
      'channels channels',
      'appeal appeal',
      'keywords keywords.lt',
    ]);
  });

  test('is told where its English is missing, and which sentence is longer than twenty words in either language', () => {
    expect(rules({ ...whole, title: { lt: 'Leidimas' } })).toEqual(['english title']);
    const long = { ...whole, description: { lt: `Trumpas. ${words(20)}.`, en: `${words(21)}.` } };
    expect(gapsOf(long)).toEqual([
      expect.objectContaining({ rule: 'longSentence', path: 'description', language: 'en', words: 21 }),
    ]);
  });

  test('is told an abbreviation once for the card, unless the card explains it somewhere', () => {
    const said = { ...whole, description: { lt: 'Kreipkitės į VMI.', en: 'Short.' }, result: { lt: 'VMI pažyma', en: 'Permit' } };
    expect(rules(said)).toEqual(['abbreviation description']);
    const explained = { ...said, result: { lt: 'Valstybinės mokesčių inspekcijos (VMI) pažyma', en: 'Permit' } };
    expect(rules(explained)).toEqual([]);
  });

  test('is refused for a unit or process that is not there, two terms of one day, and a term without a legal basis', () => {
    expect(cardFaults(whole, world)).toEqual([]);
    const wrong = { ...whole, owner: 'nobody', processId: 'none', legalActs: [], terms: [...whole.terms, ...whole.terms] };
    expect(cardFaults(wrong, world).map(({ rule, path }) => `${rule} ${path}`)).toEqual([
      'unknownUnit owner',
      'unknownProcess processId',
      'noLegalBasis terms.0.legalAct',
      'sameTermDay terms.1.validFrom',
      'noLegalBasis terms.1.legalAct',
    ]);
    // "Statybos įstatymas" is no basis of another act whose name begins alike.
    const alike = { ...whole, legalActs: [{ title: 'Statybos' }, { title: 'Statybos įstat' }] };
    expect(cardFaults({ ...alike, terms: whole.terms.slice(0, 1) }, world).map(({ rule }) => rule)).toEqual([]);
    expect(cardFaults({ ...alike, legalActs: [{ title: 'Statybos įstat' }] }, world).map(({ rule }) => rule)).toEqual([
      'noLegalBasis',
    ]);
  });
});

describe('plain language', () => {
  test('knows where a Lithuanian sentence ends and where only a word is cut short', () => {
    expect(sentencesOf('Ateikite į Vilniaus g. 12. Turėkite dokumentą. Kaina 5 Eur.')).toHaveLength(3);
    expect(sentencesOf('Per 20 d. d. Savivaldybė atsako pagal įsakymo Nr. V-12 p. 3, V. Kudirkos g. Kaune.')).toHaveLength(1);
    expect(sentencesOf('Ar galiu? Taip! „Žinoma.“ Gerai…')).toHaveLength(4);
    expect(sentencesOf('pirmas\nantras\n\ntrečias')).toHaveLength(3);
    expect(sentencesOf('See e.g. The act. Then come.')).toHaveLength(2);
  });

  test('counts words as a reader does', () => {
    expect(wordsOf('Prašymas – pateikiamas 2026 m. per https://epaslaugos.lt/x-y ( arba ) paštu')).toBe(8);
  });

  test('leaves alone what everybody knows, Roman numbers, codes, and words within codes', () => {
    expect(unexplainedAbbreviations('LR įstatymas, UAB, II skyrius, XIV-12, PAS11.14, EUR, ARC-11')).toEqual([]);
    expect(unexplainedAbbreviations('NTR išrašas ir SPIS duomenys; SPIS (Socialinės paramos sistema)')).toEqual(['NTR']);
    expect(unexplainedAbbreviations('VISKAS DIDŽIOSIOMIS')).toEqual([]);
  });
});
