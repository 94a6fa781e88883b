import { expect, test } from '@jest/globals';
import type { ElementTimes, Figure, Heatmap } from '../../../api/contract.ts';
import { heatOf } from '../../../modeler/features/heatmap/measure.ts';

const figure = (totalMs: number): Figure => ({ n: 1, medianMs: totalMs, p90Ms: totalMs, meanMs: totalMs, totalMs });
const element = (name: string, waitingMs: number, processingMs: number): ElementTimes => ({
  element: name,
  name,
  instances: 1,
  cases: 1,
  openInstances: 0,
  waiting: figure(waitingMs),
  processing: figure(processingMs),
  suspended: figure(0),
  sojourn: figure(waitingMs + processingMs),
  waitingShare: 0,
  cycleShare: 0,
  estimated: false,
});

function heatmap(elements: ElementTimes[]): Heatmap {
  const source = { kind: 'process' as const, id: 'p', name: 'p' };
  return {
    source,
    cases: 1,
    openCases: 0,
    from: null,
    to: null,
    asOf: '',
    cycle: figure(1),
    elements,
    transitions: [],
    bottlenecks: [],
  };
}

test('heat is the part that a step has of all time of the chosen measure, in four levels, largest first', () => {
  // Waiting: 60 + 24 + 15 + 1 = 100.
  const map = heatmap([element('d', 1, 97), element('a', 60, 1), element('c', 15, 1), element('b', 24, 1)]);
  expect(heatOf(map, 'waiting').map(({ element: { name }, share, level }) => [name, share, level])).toEqual([
    ['a', 0.6, 3],
    ['b', 0.24, 2],
    ['c', 0.15, 2],
    ['d', 0.01, 0],
  ]);
  expect(heatOf(map, 'processing')[0]?.element.name).toBe('d');
});

test('where nothing is suspended, nothing is hot', () => {
  expect(heatOf(heatmap([element('a', 5, 5)]), 'suspended')).toMatchObject([{ share: 0, level: 0 }]);
});
