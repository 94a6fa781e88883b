/**
 * A control: cases that the change did not touch. What happened to them would have happened to all (season, law, staff); what is left is the change's
 * (difference in differences).
 */
import type { CaseCohort } from '../cohorts.ts';
import { cohortFigures, finite } from '../compare.ts';
import type { CohortFigures } from '../compare.ts';
import { intervalOf } from './bca.ts';
import { replicates } from './resampling.ts';
import type { DrawnBy, Resampling } from './resampling.ts';
import { attributeOfCases } from './strata.ts';
import type { EventLog } from '../log/event-log.ts';
import type { Bounds } from './bca.ts';

export interface ControlUnit {
  /** Which cases: those of which the attribute has this value. */
  readonly attribute: string;
  readonly value: string;
  readonly before: CohortFigures;
  readonly after: CohortFigures;
  /** The change of the medians of the others, less that of the control's. */
  readonly differenceInDifferences: {
    readonly estimateMs: number | null;
    readonly lowMs: number | null;
    readonly highMs: number | null;
    readonly level: number;
  };
}

/**
 * Where a control is found: `attribute=value`, or a value of one of the attributes named, else a unit.
 * @returns undefined when no case of one of the logs has it
 */
export function controlOf(
  logs: readonly EventLog[],
  control: string,
  by: readonly string[],
):
  | { readonly attribute: string; readonly value: string; readonly has: (log: EventLog) => (index: number) => boolean }
  | undefined {
  const cut = control.indexOf('=');
  const candidates = [
    ...(cut > 0 ? [[control.slice(0, cut), control.slice(cut + 1)] as const] : []),
    ...[...by, 'unit'].map((attribute) => [attribute, control] as const),
  ];
  for (const [attribute, value] of candidates) {
    const has = (log: EventLog) => {
      const of = attributeOfCases(log, attribute);
      return (index: number): boolean => String(of(index) ?? '') === value;
    };
    if (logs.every((log) => Array.from({ length: log.cases.count }, (_, index) => index).some(has(log))))
      return { attribute, value, has };
  }
  return undefined;
}

export function differenceInDifferences(
  treated: readonly [CaseCohort, CaseCohort],
  control: readonly [CaseCohort, CaseCohort],
  how: Omit<Resampling, 'standard'> & { readonly level: number },
): Bounds {
  const draw = (of: CaseCohort, name: string, by: DrawnBy) =>
    replicates(of.seen, [0.5], { ...how, by, chance: how.chance.split(name) })[0]!;
  return intervalOf(
    [
      { sign: 1, of: draw(treated[1], 'after', how.by) },
      { sign: -1, of: draw(treated[0], 'before', how.by) },
      { sign: -1, of: draw(control[1], 'control after', how.by) },
      { sign: 1, of: draw(control[0], 'control before', how.by) },
    ],
    how.level,
  );
}

export function controlUnit(
  of: { readonly attribute: string; readonly value: string },
  control: readonly [CaseCohort, CaseCohort],
  { estimateMs, lowMs, highMs }: Bounds,
  level: number,
): ControlUnit {
  return {
    attribute: of.attribute,
    value: of.value,
    before: cohortFigures(control[0]),
    after: cohortFigures(control[1]),
    differenceInDifferences: { estimateMs: finite(estimateMs), lowMs: finite(lowMs), highMs: finite(highMs), level },
  };
}
