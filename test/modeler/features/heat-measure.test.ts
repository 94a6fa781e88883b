import { describe, expect, test } from '@jest/globals';
import type { CausesAnswer } from '../../../api/contract/analytics-answers.ts';
import type { TimesView } from '../../../api/contract/analytics-views.ts';
import { heatOf, timesBy, waitsBy } from '../../../modeler/features/heatmap/measure.ts';

type Element = TimesView['elements'][number];

function clocks(totalMs: number, workingMs: number | null): Element['waiting'] {
  const figures = { medianMs: null, p90Ms: null, meanMs: null };
  return { n: 1, ...figures, totalMs, working: workingMs === null ? null : { ...figures, totalMs: workingMs } };
}

function element(name: string, waitingMs: number, workingMs: number | null): Element {
  const nothing = clocks(0, null);
  return {
    element: name,
    name,
    n: 1,
    nEstimated: 0,
    waiting: clocks(waitingMs, workingMs),
    processing: nothing,
    suspended: nothing,
    sojourn: nothing,
  };
}

function wait(parts: readonly (readonly ['offHours' | 'holiday' | 'contention', number])[]): CausesAnswer['elements'][number] {
  const totalMs = parts.reduce((sum, [, ms]) => sum + ms, 0);
  const causeOf = (part: string): 'contention' | 'unavailability' => (part === 'contention' ? 'contention' : 'unavailability');
  const causes = (['contention', 'unavailability'] as const).map((cause) => {
    const ms = parts.filter(([part]) => causeOf(part) === cause).reduce((sum, [, own]) => sum + own, 0);
    return { cause, ms, share: ms / totalMs, n: 9 };
  });
  const sums = {
    n: 9,
    totalMs,
    causes,
    parts: parts.map(([part, ms]) => ({ part, cause: causeOf(part), ms, share: ms / totalMs, n: 9 })),
  };
  const more = { cases: 9, pausedMs: 0, processingMs: 0, someoneElseFreeMs: null, working: null };
  return { element: 'a', name: 'A', suppressed: false, wait: { ...sums, ...more } };
}

describe('the heat of the diagram', () => {
  test('is the share of all time of the measure, the largest first, in steps of a fiftieth, a tenth and a quarter', () => {
    const elements = [element('tepid', 3, null), element('hot', 80, null), element('cold', 1, null), element('warm', 16, null)];
    const heats = heatOf(timesBy(elements, 'waiting', 'calendar'));
    expect(heats.map(({ element: id, share, level }) => [id, share, level])).toEqual([
      ['hot', 0.8, 3],
      ['warm', 0.16, 2],
      ['tepid', 0.03, 1],
      ['cold', 0.01, 0],
    ]);
  });

  test('in working time is that of working time alone', () => {
    const elements = [element('nights', 90, 1), element('queue', 10, 9)];
    expect(heatOf(timesBy(elements, 'waiting', 'working')).map(({ element: id, share }) => [id, share])).toEqual([
      ['queue', 0.9],
      ['nights', 0.1],
    ]);
  });

  test('of a cause is that of the cause or of one of its parts; steps that are held back have none', () => {
    const causes = [
      wait([
        ['offHours', 30],
        ['holiday', 20],
        ['contention', 50],
      ]),
      { element: 'b', name: 'B', suppressed: true, wait: null },
    ];
    const msOf = (cause: string) => waitsBy(causes, cause, 'calendar').map(({ ms }) => ms);
    expect(msOf('unavailability')).toEqual([50, 0]);
    expect(msOf('holiday')).toEqual([20, 0]);
    expect(msOf('contention')).toEqual([50, 0]);
    expect(msOf('batching')).toEqual([0, 0]);
  });

  test('of nothing is no share at all', () => {
    expect(heatOf(timesBy([element('a', 0, null)], 'waiting', 'calendar'))[0]).toMatchObject({ share: 0, level: 0 });
  });
});
