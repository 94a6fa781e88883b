import { beforeAll, describe, expect, test } from '@jest/globals';
import { benchModel, modelTable, type ModelReport } from '../../bench/model-costs.ts';

/** Small tables and models, so that the benchmark cannot rot; what it measures here says nothing. */
describe('bench:model', () => {
  let report: ModelReport;
  beforeAll(async () => {
    report = await benchModel({ rounds: 1, rules: [3, 20], decisions: 12, nodes: 40, demo: 'processes/building-permit' });
  });

  test('compiles and evaluates tables of both kinds of cells, and decisions in a row', () => {
    expect(report.tables.map(({ rules, cells }) => `${String(rules)} ${cells}`)).toEqual([
      '3 plain',
      '20 plain',
      '3 FEEL',
      '20 FEEL',
    ]);
    expect(report.chains.map(({ names }) => names)).toEqual(['plain', 'with spaces']);
    const taken = [...report.tables, ...report.chains].flatMap((cost) => [
      cost.compileMs,
      'evaluateUs' in cost ? cost.evaluateUs : cost.evaluateMs,
    ]);
    expect(Math.min(...taken)).toBeGreaterThan(0);
  });

  test('searches the demo and models that are sound, and one beyond the bound that is not', () => {
    const found = new Map(report.soundness.map(({ model, complete, faults }) => [model, { complete, faults }]));
    expect(found.get('as-is')).toEqual({ complete: true, faults: 0 });
    expect(found.get('20 parallel branches of 10')).toEqual({ complete: true, faults: 0 });
    expect(found.get('40 nodes in loops of inclusive blocks')).toEqual({ complete: true, faults: 0 });
    expect(found.get('20 branches, each of which may end apart')).toEqual({ complete: false, faults: expect.any(Number) });
  });

  test('leaves the peer out when it is not asked for, and says so in the table', () => {
    expect(modelTable(report)).toContain('peer: skipped. Left out.');
    expect(report.tables.every(({ peer }) => peer === undefined)).toBe(true);
  });
});
