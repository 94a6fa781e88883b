/** Lean: lead time by class of work, the stream of steps, wastes. */
import {
  decisions,
  enablement,
  type EventLog,
  inventory,
  type LeadTime,
  leadTime,
  rework,
  SMALLEST_GROUP,
  stream,
  type StreamStep,
  traces,
  unitHandovers,
} from '../../analytics/index.ts';
import type { ExecutableProcess } from '../../engine/index.ts';
import { dayMsOf, dutyOf, elementOf, type Setting } from '../analytics-work/setting.ts';
import type { LeanView } from '../contract/lean.ts';

/** From how sure on a decision counts as one that always falls the same way: 29 cases that all went one way. */
const RARELY = 0.1;

/** @param models of the versions that the cases run on, by number; none for an imported log */
export function leanView(log: EventLog, setting: Setting, models: ReadonlyMap<string, ExecutableProcess>): LeanView {
  const duty = dutyOf(log, setting);
  const versionOf = (index: number): string => log.cases.versions[log.cases.versionOf[index]!] ?? '';
  const factsOf = (row: number) => models.get(versionOf(log.caseOf[row]!))?.facts.get(log.activities[log.activityOf[row]!] ?? '');
  const classOf = (row: number) => factsOf(row)?.valueClass;
  const hasCalendar = duty.source !== 'none';
  const wall = leadTime(log, classOf);
  const working = hasCalendar ? leadTime(log, classOf, duty) : undefined;
  const found = stream(log, enablement(log), factsOf, duty);
  const isShown = found.n >= SMALLEST_GROUP;
  return {
    calendar: duty.source,
    dayMs: dayMsOf(log, duty),
    n: found.n,
    nTimed: wall.n,
    nUnknown: wall.nUnknown,
    wall: leadTimeJson(wall),
    working: working ? leadTimeJson(working) : null,
    versions: [...models.keys()]
      .sort((a, b) => Number(a) - Number(b))
      .map((version) => {
        const only = (index: number): boolean => versionOf(index) === version;
        const own = leadTime(log, classOf, undefined, only);
        return {
          version: Number(version),
          n: own.n,
          wall: own.n < SMALLEST_GROUP ? null : own.efficiency,
          working: own.n < SMALLEST_GROUP || !hasCalendar ? null : leadTime(log, classOf, duty, only).efficiency,
        };
      })
      .filter(({ n }) => n > 0),
    steps: found.steps.map(({ activity, kind, valueClass, legalBasis, n, cases, ...figures }) => ({
      ...elementOf(setting, activity),
      kind,
      valueClass,
      legalBasis,
      n,
      cases,
      figures: cases < SMALLEST_GROUP ? null : figures,
    })),
    perCase: isShown
      ? {
          touchMs: found.touchMs / found.n,
          againMs: found.againMs / found.n,
          cost: found.steps.reduce((sum, { cost }) => sum + cost, 0) / found.n,
        }
      : null,
    wastes: isShown ? wastesOf(log, setting, models, wall, found) : null,
  };
}

function leadTimeJson({ n, leadMs, partsMs, efficiency }: LeadTime): LeanView['wall'] {
  return n < SMALLEST_GROUP ? null : { leadMs, partsMs, efficiency };
}

function wastesOf(
  log: EventLog,
  setting: Setting,
  models: ReadonlyMap<string, ExecutableProcess>,
  lead: LeadTime,
  { n, againMs, steps }: ReturnType<typeof stream>,
): LeanView['wastes'] {
  const traced = traces(log);
  const again = rework(log, traced);
  const { changed } = unitHandovers(log, traced);
  const shareOf = (ms: number): number | null => (lead.n < SMALLEST_GROUP || lead.leadMs === 0 ? null : ms / lead.leadMs);
  const stepOf = new Map(steps.map((step) => [step.activity, step]));
  return {
    defects: { cases: again.cases, share: again.cases / log.cases.count, againMsPerCase: againMs / n },
    waiting: { share: shareOf(lead.partsMs.waiting) },
    transport: { perCase: log.units.length === 0 ? null : changed / log.cases.count },
    inventory: inventory(log),
    excess: {
      share: shareOf(lead.partsMs.NVA),
      decisions: newest(models)
        .flatMap((process) => decisions(log, traced, process))
        .flatMap(({ activity, n: seen, ways, othersAtMost }) =>
          othersAtMost === null || othersAtMost > RARELY
            ? []
            : [
                {
                  ...elementOf(setting, activity),
                  n: seen,
                  othersAtMost,
                  next: (ways[0]?.next ?? []).map((element) => elementOf(setting, element)),
                  touchMsPerCase: touchPerCase(stepOf.get(activity)),
                },
              ],
        ),
    },
  };
}

/** What it takes of each case that has it, working time where it is known. */
function touchPerCase(step: StreamStep | undefined): number | null {
  if (!step || step.cases < SMALLEST_GROUP) return null;
  return (step.processing.workingMs ?? step.processing.ms) / step.cases;
}

/** The newest version that any of the cases runs on. */
function newest(models: ReadonlyMap<string, ExecutableProcess>): readonly ExecutableProcess[] {
  return [...models]
    .sort(([a], [b]) => Number(b) - Number(a))
    .slice(0, 1)
    .map(([, process]) => process);
}
