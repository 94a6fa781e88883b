import { beforeAll, describe, expect, it } from '@jest/globals';
import { decisionsOf } from '../../api/demo/decisions.ts';
import { readService } from '../../api/demo/service-files.ts';
import { readModel } from '../../engine/model/compile.ts';
import * as change from './known-interventions.ts';
import type { Asked, Ask, Effects, Intervention } from './known-interventions.ts';

/** The full size: `npm run bench:calibration`. */
describe('a scenario calibrated from a log alone', () => {
  let truth: Asked;
  let ask: Omit<Ask, 'seed'>;
  let interventions: readonly Intervention[];
  let right: Effects;

  beforeAll(async () => {
    const service = await readService('interlibrary-loan');
    const [process] = (await readModel(service.models.get('as-is') ?? '')).processes;
    truth = { process: process!, scenario: service.scenario };
    interventions = [
      change.hourLonger(truth.scenario, 'interlibrary'),
      change.letterTimes('reader-agrees', 'postage-agreed', 0.5),
      change.letterTimes('book-comes', 'parcel-arrived', 0.5),
      change.withoutTask('quote-postage'),
      change.onePersonMore(truth.scenario, 'library'),
    ];
    ask = { cases: 120, replications: 3, fromAt: Date.parse('2024-01-02'), decisionFor: decisionsOf(service.decisions) };
    right = change.effectsOf(truth, interventions, { ...ask, seed: 'truth' });
  });

  it('ranks interventions as the scenario that made the log does', () => {
    const { scenario } = change.calibratedFrom(truth, { ...ask, cases: 400, seed: 'log' }, 'Europe/Vilnius');
    const found = change.effectsOf({ ...truth, scenario }, interventions, { ...ask, seed: 'asked' });
    expect([...found.incidents]).toEqual([]);
    const { tau, pairs, best, signs, proven, error } = change.agreement(
      right,
      found.days.map(({ mean }) => mean ?? NaN),
    );
    expect(pairs).toBeGreaterThanOrEqual(6);
    expect({ tau, best, signs }).toEqual({ tau: 1, best: true, signs: proven });
    expect(error).toBeLessThan(0.4);
  });

  it('is found out when it does not', () => {
    const means = right.days.map(({ mean }) => mean ?? NaN);
    const reversed = means.map((mean) => -mean);
    expect(change.agreement(right, means)).toMatchObject({ tau: 1, best: true, error: 0 });
    expect(change.agreement(right, reversed)).toMatchObject({ tau: -1, best: false, signs: 0, error: 2 });
  });
});
