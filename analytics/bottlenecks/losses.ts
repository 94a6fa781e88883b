/** What a case loses time to: causes of waiting as a bottleneck names them, and time in which work and waiting cannot be told apart. */
import type { SuspensionReason } from '../../engine/case/state.ts';
import { PATH_KINDS } from '../critical-path.ts';
import { causeOf, WAIT_PARTS } from '../wait-parts.ts';

/** Whom or what an extraneous wait was for; `unexplained` when the log does not say. */
export type Party = SuspensionReason | 'timer' | 'message' | 'unassigned' | 'unexplained';

export type BottleneckCause = 'batching' | 'contention' | 'prioritisation' | 'unavailability' | Party;

/** `unseparated`: between enabled and completed of an instance whose start is not known. */
export type Loss = BottleneckCause | 'unseparated';

export const LOSSES = [
  'batching',
  'contention',
  'prioritisation',
  'unavailability',
  'applicant',
  'document',
  'authority',
  'legal',
  'other',
  'timer',
  'message',
  'unassigned',
  'unexplained',
  'unseparated',
] as const satisfies readonly Loss[];

const UNSEPARATED = LOSSES.indexOf('unseparated');

const LOSS_OF_PART = WAIT_PARTS.map((part) => {
  const named: readonly string[] = LOSSES;
  return named.indexOf(causeOf(part) === 'unavailability' ? 'unavailability' : part);
});

/** The code in LOSSES of a stretch of a row's time, by its codes of kind and part; -1 for work and gaps. */
export function lossOf(kind: number, part: number): number {
  const named = PATH_KINDS[kind];
  if (named === 'unseparated') return UNSEPARATED;
  return named === 'waiting' || named === 'suspension' ? (LOSS_OF_PART[part] ?? -1) : -1;
}
