/** What a simulation came to, as rows of both sides. */
import type { SimulatedView } from '../../../api/contract/simulations.ts';
import type { Estimate, Unit } from './estimate-words.ts';
import type { SidedMeasure } from './sided-measure.ts';
import type { SidedRow } from './sided-table.tsx';

/** Measures by the name of the dictionary, where they are, in what, and which way is good. */
const MEASURES = [
  ['cycleTimeMean', 'cycleTimeMs', 'ms', 'less'],
  ['cycleTimeMedian', 'cycleTimeMedianMs', 'ms', 'less'],
  ['cycleTimeP90', 'cycleTimeP90Ms', 'ms', 'less'],
  ['leadTime', 'leadTimeMs', 'ms', 'less'],
  ['onTime', 'onTimeShare', 'share', 'more'],
  ['cost', 'costPerCase', 'money', 'less'],
  ['work', 'workMs', 'ms', 'less'],
  ['throughput', 'throughputPerDay', 'count', 'more'],
  ['withdrawn', 'withdrawnShare', 'share', 'less'],
] as const satisfies readonly (readonly [string, string, Unit, 'less' | 'more'])[];

/** Those that are told in words beside the time of a case. */
const TOLD: ReadonlySet<string> = new Set(['cycleTimeMean', 'cycleTimeP90', 'onTime', 'cost', 'work']);

/** Of both sides; one that no run has (a term, a cost) is left out. */
export function measuresOf({ asIs, toBe, difference }: SimulatedView): readonly SidedMeasure[] {
  return MEASURES.flatMap(([name, field, unit, better]) => {
    const [before, after] = [asIs[field], toBe[field]];
    const isKnown = before.n > 0 && after.n > 0 && !(before.mean === 0 && after.mean === 0);
    return isKnown ? [{ name, unit, better, asIs: before, toBe: after, difference: difference[field] }] : [];
  });
}

export function toldMeasures(measures: readonly SidedMeasure[]): readonly SidedMeasure[] {
  return measures.filter(({ name, difference }) => name === 'cycleTimeMean' || (TOLD.has(name) && difference.mean !== 0));
}

/** Waiting at each step of either side, in the order of the to-be; steps where nothing is waited for are left out. */
export function waitingRows({ asIs, toBe, difference }: SimulatedView, nameOf: (element: string) => string): readonly SidedRow[] {
  const elements = [...new Set([...toBe.activities, ...asIs.activities].map(({ element }) => element))];
  return elements.flatMap((element) => {
    const find = <Row extends { readonly element: string; readonly waitingMs: Estimate }>(
      rows: readonly Row[],
    ): Estimate | null => rows.find((row) => row.element === element)?.waitingMs ?? null;
    const [before, after] = [find(asIs.activities), find(toBe.activities)];
    if (!(before?.mean ?? 0) && !(after?.mean ?? 0)) return [];
    return [
      {
        key: element,
        name: nameOf(element),
        unit: 'ms' as const,
        better: 'less' as const,
        asIs: before,
        toBe: after,
        difference: find(difference.activities),
      },
    ];
  });
}

/** How much of their time people are at work, by group; how many they are on each side. */
export function busyRows(
  { asIs, toBe, difference }: SimulatedView,
  nameOf: (role: string) => string,
  people: (before: number | undefined, after: number | undefined) => string,
): readonly SidedRow[] {
  const roles = [...new Set([...asIs.utilisation, ...toBe.utilisation].map(({ role }) => role))];
  return roles.map((role) => {
    const [before, after] = [asIs, toBe].map(({ utilisation }) => utilisation.find((one) => one.role === role));
    return {
      key: role,
      name: nameOf(role),
      note: people(before?.people, after?.people),
      unit: 'share',
      better: 'none',
      asIs: before?.share ?? null,
      toBe: after?.share ?? null,
      difference: difference.utilisation.find((one) => one.role === role)?.share ?? null,
    };
  });
}
