import { describe, expect, test } from '@jest/globals';
import { changedQuestions, compareWaves } from '../../programme/survey/compare-waves.ts';
import { marginOf, perWave, powerOf, provableRise, sampleSize } from '../../programme/survey/sample-size.ts';
import { answerFaults, type Instrument, type Question } from '../../programme/survey/survey-shapes.ts';
import { type KeptAnswer, waveResults } from '../../programme/survey/wave-results.ts';

const text = { lt: 'Klausimas', en: 'Question' };
const ask = (id: string, kind: Question['kind'], more: Partial<Question> = {}): Question => ({
  id,
  kind,
  text,
  required: true,
  ...more,
});
const INSTRUMENT: Instrument = {
  title: text,
  lead: text,
  questions: [
    ask('satisfaction', 'satisfaction'),
    ask('wanted', 'expectation', { dimension: 'reliability' }),
    ask('met', 'perception', { dimension: 'reliability' }),
    ask('words', 'text', { required: false }),
  ],
};
const person = (satisfaction: number, more: Partial<KeptAnswer> = {}): KeptAnswer => ({
  answers: { satisfaction, wanted: 7, met: satisfaction + 1 },
  source: 'paper',
  week: '2026-01-05',
  ...more,
});
const people = (liked: number, disliked: number): KeptAnswer[] => [
  ...Array.from({ length: liked }, () => person(4)),
  ...Array.from({ length: disliked }, () => person(2)),
];

describe('the sample-size calculator', () => {
  test('asks 379 of 25,000, 176 of 321 and 63 of 75 for ±5 %, and 1,024 of 25,000 for ±3 %', () => {
    const five = [25_000, 321, 75].map((population) => sampleSize({ population, margin: 0.05 }));
    expect([...five, sampleSize({ population: 25_000, margin: 0.03 })]).toEqual([379, 176, 63, 1_024]);
    expect(marginOf(379, 25_000)).toBeLessThanOrEqual(0.05);
    expect(marginOf(378, 25_000)).toBeGreaterThan(0.05);
  });

  test('needs 356 in each wave to prove 60 → 70 %, and 1,471 to prove 60 → 65 %', () => {
    expect([perWave(0.6, 0.7), perWave(0.6, 0.65)]).toEqual([356, 1_471]);
    expect(powerOf(0.6, 0.7, { answers: 356 }, { answers: 356 })).toBeCloseTo(0.8, 2);
  });

  test('says beforehand what a second wave proves: less of few people, all of everybody', () => {
    const rise = (answers: number, population?: number) => provableRise(0.6, { answers, population }, { answers, population });
    expect(rise(356)).toBeCloseTo(0.1, 3);
    expect(rise(356, 400)).toBeLessThan(0.04);
    expect(rise(400, 400)).toBeCloseTo(0, 6);
    expect(rise(5)).toBeNull();
  });
});

describe('a wave', () => {
  test('tells shares, means and the gap of expected and met by person, with intervals that few people narrow', () => {
    // 6 of 10 satisfied; met − wanted is 5 − 7 for those, 3 − 7 for the others: −2.8 in the mean.
    const { measures } = waveResults(INSTRUMENT, people(6, 4), undefined);
    const of = (name: string) => measures.find((one) => one.name === name);
    expect(of('csat')).toMatchObject({ n: 10, value: 0.6 });
    expect(of('gap')?.value).toBeCloseTo(-2.8, 9);
    // (5 − 1)/6 six times and (3 − 1)/6 four times.
    expect(of('index')?.value).toBeCloseTo((100 * (6 * 4 + 4 * 2)) / 60, 9);
    // Wilson of 6 of 10: 0.3127 to 0.8318.
    expect([of('csat')?.low, of('csat')?.high].map((bound) => bound?.toFixed(4))).toEqual(['0.3127', '0.8318']);
    const few = waveResults(INSTRUMENT, people(6, 4), 12).measures.find(({ name }) => name === 'csat');
    expect(few?.low).toBeGreaterThan(0.45);
    expect(waveResults(INSTRUMENT, people(6, 4), 10).measures[0]).toMatchObject({ low: 0.6, high: 0.6 });
  });

  test('tells nothing of fewer than 5, and holds back a group more where one alone could be reckoned', () => {
    expect(waveResults(INSTRUMENT, people(3, 1), 100).measures.every(({ value }) => value === null)).toBe(true);
    const units = ['a', 'a', 'a', 'a', 'b', 'b', 'b', 'b', 'b', 'c', 'c', 'c', 'c', 'c', 'c', 'c'];
    const { groups } = waveResults(
      INSTRUMENT,
      units.map((unit) => person(4, { unit })),
      undefined,
    );
    expect(groups.unit.map(({ value, n }) => [value, n])).toEqual([
      ['c', 7],
      ['b', null],
      ['a', null],
    ]);
    const quiet = [person(4, { answers: { satisfaction: 4, wanted: 7, met: 7, words: 'I am the only one' } })];
    expect(waveResults(INSTRUMENT, quiet, undefined).texts).toEqual([{ question: 'words', texts: [] }]);
  });

  test('tells the institutions of its units apart, each with its own figures', () => {
    const of = (unit: string, liked: number, disliked: number) => people(liked, disliked).map((one) => ({ ...one, unit }));
    const kept = [...of('reading', 4, 1), ...of('lending', 4, 1), ...of('permits', 2, 8), ...people(3, 3)];
    const { groups } = waveResults(INSTRUMENT, kept, undefined, (unit) => (unit === 'permits' ? 'municipality' : 'library'));
    expect(groups.institution.map(({ value, n, csat }) => [value, n, csat.value])).toEqual([
      ['library', 10, 0.8],
      ['municipality', 10, 0.2],
      [null, 6, 0.5],
    ]);
  });

  test('names the five services with the fewest satisfied, and what is lower than the whole beyond doubt', () => {
    const of = (service: string, liked: number, disliked: number) =>
      people(liked, disliked).map((one) => ({ ...one, service, step: service === 'F' ? 'queue' : 'counter', processId: 'p' }));
    const kept = [...of('A', 18, 2), ...of('B', 9, 1), ...of('C', 8, 2), ...of('D', 7, 3), ...of('E', 6, 4), ...of('F', 2, 18)];
    const { weakest, groups, measures } = waveResults(INSTRUMENT, kept, undefined);
    expect(weakest.map(({ value, csat }) => [value, csat.value])).toEqual([
      ['F', 0.1],
      ['E', 0.6],
      ['D', 0.7],
      ['C', 0.8],
      ['A', 0.9],
    ]);
    // 50 of 80 are satisfied; of F's 20 at most 30 % would be.
    expect(measures.find(({ name }) => name === 'csat')?.value).toBe(0.625);
    expect(weakest.map(({ isLow }) => isLow)).toEqual([true, false, false, false, false]);
    expect(groups.step.filter(({ isLow }) => isLow).map(({ value }) => value)).toEqual(['p:queue']);
  });

  test('tells by dimension what was expected and met, and which service is farthest below, beyond doubt or not', () => {
    const of = (service: string, ...met: number[]) =>
      met.map((one) => person(4, { service, answers: { satisfaction: 4, wanted: 7, met: one } }));
    // 4 of C are too few; D's 5, the fewest of the others, are held back with them.
    const kept = [
      ...of('A', 6, 6, 6, 6, 6, 6),
      ...of('B', 3, 3, 3, 3, 2, 4),
      ...of('E', 2, 7, 2, 7, 2, 7),
      ...of('C', 7, 7, 7, 7),
      ...of('D', 5, 5, 5, 5, 5),
    ];
    const [reliability, ...others] = waveResults(INSTRUMENT, kept, undefined).gaps;
    expect(others).toEqual([]);
    // 6 × −1, 6 times −4 and 6 times −2.5 in the mean, 4 × 0 and 5 × −2 are −55 of 27.
    expect(reliability).toMatchObject({ dimension: 'reliability', expectation: { n: 27, value: 7 } });
    expect(reliability?.gap.value).toBeCloseTo(-55 / 27, 9);
    expect(reliability?.perception.value).toBeCloseTo(7 - 55 / 27, 9);
    expect(reliability?.services.map(({ service, gap, isLow }) => [service, gap.n, gap.value, isLow])).toEqual([
      ['B', 6, -4, true],
      // Farther below than the whole, but people do not agree about it.
      ['E', 6, -2.5, false],
      ['A', 6, -1, false],
    ]);
    // Variance of B's gaps 2/5, of their mean 1/15; Student's 2.5706 with 5 degrees of freedom.
    expect(reliability?.services[0]?.gap.low).toBeCloseTo(-4 - 2.5706 / Math.sqrt(15), 4);
  });

  test('tells no gap of a service that is held back, nor of the few who answered for a dimension', () => {
    const questions = INSTRUMENT.questions.map((one) => ({ ...one, required: one.id === 'satisfaction' }));
    const of = (service: string, saying: number, silent: number): KeptAnswer[] => [
      ...Array.from({ length: saying }, () => person(4, { service })),
      ...Array.from({ length: silent }, () => person(4, { service, answers: { satisfaction: 4, wanted: 7 } })),
    ];
    const told = (...kept: KeptAnswer[][]) => {
      const { gaps, groups } = waveResults({ ...INSTRUMENT, questions }, kept.flat(), undefined);
      return [groups.service.map(({ n }) => n), gaps[0]?.services.map(({ service }) => service)];
    };
    // 3 of A's 9 have said what they got, and B's could be reckoned from the whole.
    expect(told(of('A', 3, 6), of('B', 12, 0))).toEqual([[12, 9], []]);
    // Nobody of A's 4 has; but B is held back with A, so that its number of answers is not told here either.
    expect(told(of('A', 0, 4), of('B', 5, 0), of('C', 20, 0))).toEqual([[20, null, null], ['C']]);
  });

  test('refuses answers that are missing, off the scale, of another kind or to no question', () => {
    const faults = answerFaults(INSTRUMENT, { satisfaction: 6, met: 'good', colour: 1 });
    expect(faults.map(({ question, fault }) => [question, fault])).toEqual([
      ['colour', 'unknown'],
      ['satisfaction', 'range'],
      ['wanted', 'missing'],
      ['met', 'kind'],
    ]);
  });
});

describe('two waves', () => {
  const compare = (before: KeptAnswer[], after: KeptAnswer[], population?: number) =>
    compareWaves(
      { instrument: INSTRUMENT, answers: before, population },
      { instrument: INSTRUMENT, answers: after, population },
    )[0];

  test('prove 60 → 70 % with 500 answers each, and do not with 100', () => {
    expect(compare(people(300, 200), people(350, 150))?.change).toBe('better');
    const unsure = compare(people(60, 40), people(70, 30));
    expect([unsure?.change, (unsure?.low ?? 0) < 0, (unsure?.high ?? 0) > 0]).toEqual(['not proven', true, true]);
    // The same hundred of 110 who could be asked.
    expect(compare(people(60, 40), people(70, 30), 110)?.change).toBe('better');
    expect(compare(people(6, 4), people(9, 1))?.change).toBe('not enough data');
    expect(compare(people(350, 150), people(300, 200))?.change).toBe('worse');
  });

  test('of a changed questionnaire are told apart, word by word', () => {
    const worded = {
      ...INSTRUMENT,
      questions: INSTRUMENT.questions.map((one) => (one.id === 'met' ? { ...one, text: { ...text, lt: 'Kitas' } } : one)),
    };
    expect(changedQuestions(INSTRUMENT, worded)).toEqual(['met']);
    expect(changedQuestions(INSTRUMENT, { ...INSTRUMENT, weights: { reliability: 2 } })).toEqual(['weights']);
    expect(changedQuestions(INSTRUMENT, structuredClone(INSTRUMENT))).toEqual([]);
  });
});
