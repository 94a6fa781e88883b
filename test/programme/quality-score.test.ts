import { describe, expect, test } from '@jest/globals';
import { random } from '../../analytics/simulation/random.ts';
import {
  DECLARED_DEFAULT,
  QUALITY_COMPONENTS,
  qualityMethod,
  type QualityMethod,
} from '../../programme/quality/method-shapes.ts';
import { type CaseQuality, scoreService, type ServiceQuality } from '../../programme/quality/score.ts';
import { covered } from '../analytics/comparison/coverage.ts';
import { LINEAR, qualityCases, randomService } from './quality-coverage.ts';

const CASE: CaseQuality = { onTime: 1, firstTimeRight: 1, complaints: 0, cost: 100 };
const repeat = <T>(n: number, of: T): T[] => Array.from({ length: n }, () => of);

/** 40 cases, 10 late, 20 done again, 4 complained of, each for 90 € where it was 100 €; of 50 answers 30 are 4 or 5. */
const WORKED: ServiceQuality = {
  cases: Array.from({ length: 40 }, (_, index) => ({
    onTime: index < 10 ? 0 : 1,
    firstTimeRight: index % 2,
    complaints: index < 4 ? 1 : 0,
    cost: 90,
  })),
  costsBefore: repeat(40, 100),
  ratings: [...repeat(15, 4), ...repeat(15, 5), ...repeat(20, 3)],
  hasComplaints: true,
};

describe('a score', () => {
  test('is the weighted sum of points between the goalposts, and its parts add up to it', () => {
    // 0.4 × 75 + 0.2 × 50 + 0.1 × 90 + 0.2 × 60 + 0.1 × (2 − 0.9) / 2 × 100 = 30 + 10 + 9 + 12 + 5.5 = 66.5
    const { score, components } = scoreService(WORKED, LINEAR);
    expect(score?.value).toBeCloseTo(66.5, 9);
    expect(score?.band).toBe('fair');
    expect(components.map(({ contribution }) => contribution)).toEqual(
      [30, 10, 9, 12, 5.5].map((points) => expect.closeTo(points, 9)),
    );
    expect(components.at(-1)).toMatchObject({ value: 0.9, mean: 90, meanBefore: 100 });
  });

  test('clips points at the goalposts, whichever side the best is on', () => {
    const method = {
      ...LINEAR,
      components: {
        ...LINEAR.components,
        onTime: { weight: 1, worst: 0.8, best: 0.9 },
        complaints: { weight: 1, worst: 0.2, best: 0.15 },
        cost: { weight: 1, worst: 1, best: 0.8 },
      },
    };
    const points = scoreService(WORKED, method).components.map((one) => one.points);
    expect([points[0], points[2], points[4]]).toEqual([0, 100, expect.closeTo(50, 9)]);
  });

  test('has an interval as wide as the delta method tells where cases are many, and components of the same cases go together', () => {
    const none = { ...LINEAR.components };
    for (const name of QUALITY_COMPONENTS) none[name] = { ...none[name], weight: 0 };
    const counted = (...names: readonly (keyof typeof none)[]): QualityMethod => ({
      ...LINEAR,
      components: { ...none, ...Object.fromEntries(names.map((name) => [name, { ...none[name], weight: 1 }])) },
    });
    const widthOf = (method: QualityMethod, of: (half: number) => Partial<CaseQuality>) => {
      const cases = Array.from({ length: 4000 }, (_, index) => ({ ...CASE, ...of(index % 2) }));
      const { score } = scoreService({ ...WORKED, cases }, method);
      return (score?.high ?? NaN) - (score?.low ?? NaN);
    };
    const one = 2 * 1.96 * 100 * Math.sqrt(0.25 / 4000);
    const twice = counted('onTime', 'firstTimeRight');
    // The same in each case: the mean of both has the standard error of one, not 1/√2 of it. The opposite: it never changes.
    expect(widthOf(twice, (half) => ({ onTime: half, firstTimeRight: half }))).toBeCloseTo(one, 1);
    expect(widthOf(twice, (half) => ({ onTime: half, firstTimeRight: 1 - half }))).toBeCloseTo(0, 6);
    // Of complaints less is better: late and complained of is the same.
    const complained = counted('onTime', 'complaints');
    expect(widthOf(complained, (half) => ({ onTime: half, complaints: 1 - half }))).toBeCloseTo(one, 1);
    expect(widthOf(complained, (half) => ({ onTime: half, complaints: half }))).toBeCloseTo(0, 6);
  });

  test('compares the cost with a mean that is uncertain itself', () => {
    // Costs before are 50 and 150: standard deviation 50.4 of 64 cases, standard error 6.3 of 100; now they are all 100.
    const costsBefore = Array.from({ length: 64 }, (_, index) => 50 + 100 * (index % 2));
    const { components } = scoreService({ ...WORKED, cases: repeat(64, CASE), costsBefore }, LINEAR);
    const reach = Math.exp(1.96 * 0.063);
    expect(components.at(-1)?.high).toBeCloseTo(reach, 3);
    expect(components.at(-1)?.low).toBeCloseTo(1 / reach, 3);
  });

  test('of cases that were all alike is still uncertain', () => {
    const { score } = scoreService({ ...WORKED, cases: repeat(30, CASE) }, LINEAR);
    expect((score?.high ?? 0) - (score?.low ?? 0)).toBeGreaterThan(3);
  });

  test('is not given where too little is known, and each component says why', () => {
    const few: ServiceQuality = { cases: repeat(29, CASE), costsBefore: [], ratings: undefined, hasComplaints: false };
    const { score, components, knownWeight } = scoreService(few, DECLARED_DEFAULT);
    expect([score, knownWeight]).toEqual([null, 0]);
    expect(components.map(({ component, n, missing }) => [component, n, missing])).toEqual([
      ['onTime', 29, 'few'],
      ['firstTimeRight', 29, 'few'],
      ['complaints', 0, 'notRecorded'],
      ['satisfaction', 0, 'notDivided'],
      ['cost', 29, 'few'],
    ]);
    const more = scoreService({ ...few, cases: repeat(30, CASE) }, DECLARED_DEFAULT);
    expect(more.components.map(({ missing }) => missing)).toEqual([null, null, 'notRecorded', 'notDivided', 'fewBefore']);
    expect([more.knownWeight, more.score]).toEqual([expect.closeTo(0.6, 9), null]);
    const lenient = scoreService({ ...few, cases: repeat(30, CASE) }, { ...DECLARED_DEFAULT, leastWeight: 0.6 });
    expect(lenient.score?.value).toBeCloseTo(100, 9);
    expect(lenient.components[0]?.part).toBeCloseTo(35 / 60, 9);
  });

  test('tells nothing of fewer than five', () => {
    const { components } = scoreService({ ...WORKED, cases: repeat(4, CASE), ratings: [5, 5] }, DECLARED_DEFAULT);
    expect(components.map(({ value, mean }) => [value, mean])).toEqual(repeat(5, [null, null]));
  });
});

describe('over random services', () => {
  const SEED = 'quality-score';
  const chance = random(SEED);
  const service = (n: number, onTime: number) => randomService(chance, n, onTime);
  const scoreOf = (of: ServiceQuality, method = LINEAR) => scoreService(of, method).score ?? { value: NaN, low: NaN, high: NaN };

  test(`neither scaled weights nor the order of cases change anything (seed ${SEED})`, () => {
    for (let round = 0; round < 20; round++) {
      const one = service(30 + chance.integer(60), chance.next());
      const { value, low, high } = scoreOf(one);
      const scaled = Object.fromEntries(
        QUALITY_COMPONENTS.map((name) => [name, { ...LINEAR.components[name], weight: LINEAR.components[name].weight / 7 }]),
      );
      const others = [
        scoreOf(one, { ...LINEAR, components: { ...LINEAR.components, ...scaled } }),
        scoreOf({ ...one, cases: [...one.cases].reverse(), costsBefore: [...one.costsBefore].reverse() }),
      ];
      for (const other of others) {
        expect([other.value, other.low, other.high]).toEqual([value, low, high].map((told) => expect.closeTo(told, 9)));
      }
    }
  });

  test(`better data never lower the score, and the score lies in its interval within 0 and 100 (seed ${SEED})`, () => {
    for (let round = 0; round < 60; round++) {
      const one = service(30 + chance.integer(60), chance.next());
      const place = chance.integer(one.cases.length);
      const kind = (['onTime', 'firstTimeRight', 'complaints', 'cost'] as const)[round % 4] ?? 'cost';
      const better = { onTime: 1, firstTimeRight: 1, complaints: 0, cost: (one.cases[place]?.cost ?? 0) / 2 }[kind];
      const method = round % 2 === 0 ? LINEAR : DECLARED_DEFAULT;
      const next = { ...one, cases: one.cases.map((known, at) => (at === place ? { ...known, [kind]: better } : known)) };
      const [before, after] = [scoreOf(one, method), scoreOf(next, method)];
      expect(after.value).toBeGreaterThanOrEqual(before.value - 1e-9);
      expect(before.low).toBeGreaterThanOrEqual(0);
      expect(before.low).toBeLessThanOrEqual(before.value);
      expect(before.high).toBeGreaterThanOrEqual(before.value);
      expect(before.high).toBeLessThanOrEqual(100);
    }
  });

  test.each(qualityCases.filter(({ name }) => name.includes(' 60 cases')))(
    'the interval of $name holds the true score in about 95 of 100',
    (one) => {
      const { share } = covered(one, 400);
      expect(share).toBeGreaterThan(0.92);
      expect(share).toBeLessThan(0.995);
    },
  );
});

describe('a method', () => {
  const changed = (change: object) => qualityMethod.safeParse({ ...DECLARED_DEFAULT, ...change }).success;
  const component = (name: string, change: object) =>
    changed({ components: { ...DECLARED_DEFAULT.components, [name]: { weight: 10, worst: 0.5, best: 0.9, ...change } } });

  test('is refused when nothing has a weight, goalposts are the same or the wrong way round, bands overlap, or a field is unknown', () => {
    expect(changed({})).toBe(true);
    const weightless = Object.fromEntries(
      Object.entries(DECLARED_DEFAULT.components).map(([name, one]) => [name, { ...one, weight: 0 }]),
    );
    expect(changed({ components: weightless })).toBe(false);
    expect(component('onTime', {})).toBe(true);
    expect(component('onTime', { best: 0.5 })).toBe(false);
    expect(component('onTime', { best: 0.4 })).toBe(false);
    expect(component('complaints', { worst: 0.1, best: 0.2 })).toBe(false);
    expect(component('onTime', { weight: -1 })).toBe(false);
    expect(component('onTime', { best: 1.1 })).toBe(false);
    expect(changed({ bands: { good: 60, fair: 60 } })).toBe(false);
    expect(changed({ colour: 'red' })).toBe(false);
    expect(changed({ leastCases: 4 })).toBe(false);
  });
});
