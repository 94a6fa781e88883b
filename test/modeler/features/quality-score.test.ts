import { describe, expect, test } from '@jest/globals';
import type { QualityComponentJson, ServiceScoreJson } from '../../../api/contract.ts';
import { methodDraft, methodOf } from '../../../modeler/features/quality-score/method-draft.ts';
import { sorted } from '../../../modeler/features/quality-score/sorting.ts';
import { DECLARED_DEFAULT, QUALITY_COMPONENTS } from '../../../programme/quality/method-shapes.ts';

describe('a method that is typed', () => {
  const draft = methodDraft(DECLARED_DEFAULT);

  test('comes back as it was, with percent and commas', () => {
    expect(draft['complaints-worst']).toBe('5');
    expect(methodOf(draft)).toEqual({ method: DECLARED_DEFAULT, faults: {} });
    expect(methodOf({ ...draft, 'onTime-worst': '72,5' }).method?.components.onTime.worst).toBe(0.725);
  });

  test('is not read with a fault, which stands at its field', () => {
    const faultsOf = (change: object) => methodOf({ ...draft, ...change });
    const weightless = Object.fromEntries(QUALITY_COMPONENTS.map((name) => [`${name}-weight`, '0']));
    expect(faultsOf({ months: 'x' })).toEqual({ method: undefined, faults: { months: 'number' } });
    expect(faultsOf({ months: '1,5' })).toEqual({ method: undefined, faults: { months: 'range' } });
    expect(faultsOf({ 'onTime-best': '50' })).toEqual({ method: undefined, faults: { 'onTime-best': 'order' } });
    expect(faultsOf({ 'onTime-best': '120' }).faults).toEqual({ 'onTime-best': 'range' });
    expect(faultsOf({ fair: '90' }).faults).toEqual({ good: 'bands' });
    expect(faultsOf(weightless).faults).toEqual({ 'onTime-weight': 'weightless' });
  });
});

describe('the table of scores', () => {
  const part = (component: QualityComponentJson['component'], value: number | null): QualityComponentJson => ({
    ...{
      component,
      n: 30,
      value,
      low: value,
      high: value,
      mean: null,
      meanBefore: null,
      part: 0.2,
      contribution: null,
      missing: null,
    },
    ...{ points: null, pointsLow: null, pointsHigh: null },
  });
  const row = (service: string, score: number | null, late: number | null): ServiceScoreJson => ({
    ...{ service, code: service, title: { lt: service }, processIds: [], cases: 30, medianLeadMs: null, knownWeight: 1 },
    components: QUALITY_COMPONENTS.map((component) => part(component, component === 'onTime' ? late : 0.5)),
    score: score === null ? null : { value: score, low: score, high: score, band: 'fair' },
  });
  const rows = [row('Č', null, 0.2), row('B', 70, null), row('A', 30, 0.9)];
  const order = (sort: string | undefined) => sorted(rows, sort, 'lt').map(({ service }) => service);

  test('begins with the weakest, by another order when asked; what is not known comes last', () => {
    expect(order(undefined)).toEqual(['A', 'B', 'Č']);
    expect(order('best')).toEqual(['B', 'A', 'Č']);
    expect(order('onTime')).toEqual(['Č', 'A', 'B']);
    expect(order('name')).toEqual(['A', 'B', 'Č']);
    expect(order('nothing')).toEqual(['A', 'B', 'Č']);
  });
});
