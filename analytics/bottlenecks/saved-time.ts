/** By how much each completed case would be shorter without the lost time of an activity, and of one cause of it alone. */
import { criticalPaths } from '../critical-path.ts';
import type { Enablement } from '../enablement.ts';
import type { Explainer } from '../explain-wait.ts';
import { CASE_COMPLETED } from '../log/event-log.ts';
import type { EventLog } from '../log/event-log.ts';
import { traces } from '../traces.ts';
import { caseReplay } from './case-replay.ts';
import { LOSSES, lossOf } from './losses.ts';

/** Of cases that would be shorter; `place` counts the cases of `SavedTime`. */
export interface Saving {
  readonly places: readonly number[];
  readonly ms: readonly number[];
}

export interface SavedTime {
  /** Completed cases whose cycle time is known, as indexes in the log; and their cycle times. */
  readonly cases: Int32Array;
  readonly cycleMs: Float64Array;
  /** By activity, and by activity and loss. */
  readonly of: (activity: number, loss?: number) => Saving;
  /** Lost time of an activity on the critical paths, ms: what its saving can be at most. */
  readonly pathMs: (activity: number) => number;
}

/** Beside the codes of LOSSES. */
const ALL_LOSSES = LOSSES.length;

function lossKey(activity: number, loss: number): number {
  return activity * 32 + loss;
}

/** Progress is told so often. */
const CASES_A_TURN = 64;

const NO_SAVING: Saving = { places: [], ms: [] };

/** @param progress told now and then how many of how many cases are replayed */
export function savedTime(
  log: EventLog,
  enabled: Enablement,
  explained: Explainer,
  progress?: (done: number, of: number) => void,
): SavedTime {
  const paths = criticalPaths(log, {}, { enabled, explained });
  const traced = traces(log);
  const cases: number[] = [];
  const cycleMs: number[] = [];
  const savings = new Map<number, { places: number[]; ms: number[] }>();
  const onPathMs = new Float64Array(log.activities.length);
  for (let index = 0; index < log.cases.count; index++) {
    if (index % CASES_A_TURN === 0) progress?.(index, log.cases.count);
    const [startedAt, completedAt] = [log.cases.startedAt[index]!, log.cases.completedAt[index]!];
    const [first, end] = [paths.first[index]!, paths.first[index + 1]!];
    const isKnown = log.cases.status[index] === CASE_COMPLETED && completedAt >= startedAt;
    if (!isKnown) continue;
    const place = cases.push(index) - 1;
    cycleMs.push(completedAt - startedAt);
    const keys = new Set<number>();
    for (let stretch = first; stretch < end; stretch++) {
      const loss = lossOf(paths.kindOf[stretch]!, paths.partOf[stretch]!);
      if (loss < 0) continue;
      const activity = log.activityOf[paths.rowOf[stretch]!]!;
      keys.add(lossKey(activity, loss)).add(lossKey(activity, ALL_LOSSES));
      onPathMs[activity]! += paths.toAt[stretch]! - paths.fromAt[stretch]!;
    }
    if (keys.size === 0) continue;
    const trace = traced.rows.subarray(traced.first[index], traced.first[index + 1]);
    const replay = caseReplay(log, enabled.enabledAt, explained, trace, startedAt, completedAt);
    for (const key of keys) {
      const [activity, loss] = [Math.floor(key / 32), key % 32];
      const ms = replay.savedMs(activity, loss === ALL_LOSSES ? undefined : loss);
      if (!(ms > 0)) continue;
      let saving = savings.get(key);
      if (!saving) savings.set(key, (saving = { places: [], ms: [] }));
      saving.places.push(place);
      saving.ms.push(ms);
    }
  }
  return {
    cases: Int32Array.from(cases),
    cycleMs: Float64Array.from(cycleMs),
    of: (activity, loss = ALL_LOSSES) => savings.get(lossKey(activity, loss)) ?? NO_SAVING,
    pathMs: (activity) => onPathMs[activity] ?? 0,
  };
}
