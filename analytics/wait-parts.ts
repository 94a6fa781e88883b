/** What a wait is made of: the finest parts, each belonging to one cause. */
import { SUSPENSION_REASONS } from '../engine/case/state.ts';
import { PARTIES } from '../engine/model/executable-process.ts';

export const CAUSES = ['batching', 'contention', 'prioritisation', 'unavailability', 'extraneous'] as const;
export type Cause = (typeof CAUSES)[number];

/**
 * - `offHours`, `holiday`, `absence`: unavailability by what kept the resource away;
 * - `applicant` … `other`: somebody said (by a suspension, or `eiga:waitsFor` in the model) for whom the case waited;
 * - `timer`, `message`: waits of which the model does not say for whom;
 * - `unassigned`: nobody had taken the work, and the one who took it in the end was on duty and idle;
 * - `unexplained`: the rest.
 */
export const WAIT_PARTS = [
  'batching',
  'contention',
  'prioritisation',
  'offHours',
  'holiday',
  'absence',
  'applicant',
  'document',
  'authority',
  'legal',
  'other',
  'timer',
  'message',
  'unassigned',
  'unexplained',
] as const;
export type WaitPart = (typeof WAIT_PARTS)[number];

export const PART_CODE = Object.fromEntries(WAIT_PARTS.map((part, code) => [part, code])) as Readonly<Record<WaitPart, number>>;

/** Parts of the extraneous wait. */
export const EXTRANEOUS_PARTS = WAIT_PARTS.slice(PART_CODE.applicant);

export function causeOf(part: WaitPart): Cause {
  switch (part) {
    case 'batching':
    case 'contention':
    case 'prioritisation':
      return part;
    case 'offHours':
    case 'holiday':
    case 'absence':
      return 'unavailability';
    case 'applicant':
    case 'document':
    case 'authority':
    case 'legal':
    case 'other':
    case 'timer':
    case 'message':
    case 'unassigned':
    case 'unexplained':
      return 'extraneous';
    default:
      return part satisfies never;
  }
}

const REASON_PARTS = SUSPENSION_REASONS.map((reason) => PART_CODE[reason]);
const PARTY_PARTS = PARTIES.map((party) => PART_CODE[party]);

/** The part of a suspension, by its code of reason; a reason that is not told explains nothing. */
export function partOfReason(reason: number): number {
  return REASON_PARTS[reason] ?? PART_CODE.unexplained;
}

/** The part of a wait by its code of party, or undefined when it is not told. */
export function partOfParty(party: number | undefined): number | undefined {
  return party === undefined ? undefined : PARTY_PARTS[party];
}
