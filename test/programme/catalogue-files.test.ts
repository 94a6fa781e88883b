import { describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { readCsv, writeCsv } from '../../programme/catalogue-csv.ts';
import { readJsonLd, writeJsonLd } from '../../programme/catalogue-json-ld.ts';
import { blankCard, type CardTerm, sameCard, serviceCard, type ServiceCard } from '../../programme/index.ts';
import { randomNumbers } from '../support/seed.ts';
import { randomCard } from './random-card.ts';

const SEED = randomNumbers().seed;
const NOBODY = { unit: () => undefined };
const none = new Map<string, ServiceCard>();
const cards = fc.uniqueArray(randomCard, { minLength: 1, maxLength: 5, selector: ({ code }) => code });
const permit: ServiceCard = { ...blankCard('ARC-11', 'permits'), title: { lt: 'Leidimas', en: 'Permit' }, status: 'active' };

function expectSame(read: ReturnType<typeof readCsv>, wanted: readonly ServiceCard[]): void {
  expect(read.faults).toEqual([]);
  const back = read.cards.map(({ raw }) => serviceCard.parse(raw));
  expect(back).toHaveLength(wanted.length);
  for (const [index, card] of wanted.entries()) if (!sameCard(back[index]!, card)) expect(back[index]).toEqual(card);
}

describe(`cards on their way out and in (seed ${String(SEED)})`, () => {
  test('lose nothing as CSV, with commas or with the semicolons of Excel', () => {
    fc.assert(
      fc.property(cards, (wanted) => {
        expectSame(readCsv(writeCsv(wanted), none), wanted);
      }),
      { seed: SEED, numRuns: 150 },
    );
    const semicolons = 'code;title_lt;kind;persons;field;owner\nA-1;"Leidimas; kirsti";public;natural;environment;permits\n';
    const [card] = readCsv(semicolons, none).cards;
    expect(serviceCard.parse(card?.raw)).toMatchObject({ code: 'A-1', title: { lt: 'Leidimas; kirsti' }, status: 'draft' });
  });

  test('lose nothing as JSON-LD', () => {
    fc.assert(
      fc.property(cards, (wanted) => {
        expectSame(readJsonLd(writeJsonLd(wanted, NOBODY, '2026-01-01')), wanted);
      }),
      { seed: SEED, numRuns: 150 },
    );
  });

  test('never begin a cell with what a spreadsheet runs', () => {
    fc.assert(
      fc.property(cards, (wanted) => {
        const cells = parse(writeCsv(wanted).slice(1)).flat();
        expect(cells.filter((cell) => /^[=+\-@\t\r\n＝＋－＠]/.test(cell))).toEqual([]);
        const [first] = readCsv(writeCsv([{ ...permit, title: { lt: '=HYPERLINK("http://x")' } }]), none).cards;
        expect(serviceCard.parse(first?.raw).title.lt).toBe('=HYPERLINK("http://x")');
      }),
      { seed: SEED, numRuns: 20 },
    );
    expect(writeCsv([{ ...permit, title: { lt: '=1+1' } }])).toContain(",'=1+1,");
  });
});

describe('the table', () => {
  test('leaves what it has no column for, and empties what it has an empty cell for', () => {
    const known = new Map([[permit.code, { ...permit, result: { lt: 'Leidimas arba atsisakymas' } }]]);
    const csv = 'code,title_lt,title_en\nARC-11,Leidimas statyti,\n';
    const [card] = readCsv(csv, known).cards;
    expect(serviceCard.parse(card?.raw)).toMatchObject({
      title: { lt: 'Leidimas statyti' },
      result: { lt: 'Leidimas arba atsisakymas' },
      status: 'active',
    });
    expect(serviceCard.parse(card?.raw).title).not.toHaveProperty('en');
  });

  test('is refused by the line: an unknown column, a doubled one, too few cells, an open quote', () => {
    const faultsOf = (csv: string) => readCsv(csv, none).faults.map(({ rule, line, path }) => [rule, line, path]);
    expect(faultsOf('code,colour\nA,red\n')).toEqual([['unknownField', 1, 'colour']]);
    expect(faultsOf('code,code\nA,A\n')).toEqual([['unknownField', 1, 'code']]);
    expect(faultsOf('title_lt\nA\n')).toEqual([['missing', 1, 'code']]);
    expect(faultsOf('code,owner\nA,b\nB\n')).toEqual([['unreadable', 3, '']]);
    expect(faultsOf('code,owner\nA,b\nB,"c\n')).toEqual([['unreadable', 3, '']]);
    expect(faultsOf('')).toEqual([['unreadable', 1, '']]);
  });
});

describe('JSON-LD', () => {
  const graph = (node: object) => JSON.stringify({ '@graph': [{ 'dct:identifier': 'A-1', ...node }] }, null, 1);

  test('speaks the terms of CPSV-AP, the days of the term in force as a duration', () => {
    const term: Omit<CardTerm, 'validFrom' | 'days'> = {
      id: 't',
      legalAct: 'X',
      startsFrom: 'received',
      unit: 'working',
      suspensionGrounds: [],
      restartsOnClarification: true,
    };
    const terms = [
      { ...term, validFrom: '2020-01-01', days: 20 },
      { ...term, validFrom: '2026-06-01', days: 10 },
    ];
    const text = writeJsonLd([{ ...permit, terms, cost: { kind: 'fee', cents: 1250 } }], NOBODY, '2026-05-31');
    const [node] = (JSON.parse(text) as { '@graph': Record<string, unknown>[] })['@graph'];
    expect(node).toMatchObject({
      '@type': 'cpsv:PublicService',
      'dct:title': [
        { '@language': 'lt', '@value': 'Leidimas' },
        { '@language': 'en', '@value': 'Permit' },
      ],
      'adms:status': { '@id': 'http://purl.org/adms/status/Completed' },
      'cv:processingTime': { '@type': 'xsd:duration', '@value': 'P20D' },
      'cv:hasCost': { 'cv:hasValue': 12.5 },
    });
  });

  test('is refused by place: no JSON, a property that nobody knows, one inside another', () => {
    const faultsOf = (text: string) => readJsonLd(text).faults.map(({ rule, line, path }) => [rule, line, path]);
    expect(faultsOf('{')).toEqual([['unreadable', undefined, '']]);
    expect(faultsOf(graph({ colour: 'red' }))).toEqual([['unknownField', 4, 'colour']]);
    expect(faultsOf(graph({ 'cv:hasChannel': { 'dct:type': 'desk', smell: 1 } }))).toEqual([
      ['unknownField', 4, 'cv:hasChannel.0.smell'],
    ]);
  });
});
