/** What each flaw of a log does to the figures: the words of the quality report. Message keys are the kinds themselves. */
import type { LogNoteKind } from './log-notes.ts';

export type QualityKind =
  | 'missingStart'
  | 'missingEnabled'
  | 'noResource'
  | 'endBeforeStart'
  | 'startBeforeEnabled'
  | 'zeroDuration'
  | 'tie'
  | 'duplicateEvent'
  | 'dayPrecision'
  | 'implausibleTime'
  | 'openRow'
  | 'openCase'
  | 'outcomeUnknown'
  | 'oneEventCase'
  | 'similarNames'
  | LogNoteKind;

/** Figures that a flaw can bend or take away. */
export type Figure =
  | 'cycleTime'
  | 'waiting'
  | 'processing'
  | 'causes'
  | 'variants'
  | 'directlyFollows'
  | 'rework'
  | 'handovers'
  | 'utilisation'
  | 'workInProgress'
  | 'comparison';

interface Effect {
  readonly figures: readonly Figure[];
  readonly sentence: string;
}

export const EFFECTS: Readonly<Record<QualityKind, Effect>> = {
  missingStart: {
    figures: ['waiting', 'processing', 'causes'],
    sentence: 'Waiting and work of these rows cannot be told apart: only their sojourn counts.',
  },
  missingEnabled: {
    figures: ['waiting', 'causes'],
    sentence: 'When these could have begun is estimated from what was completed before; their waiting is marked as estimated.',
  },
  noResource: {
    figures: ['causes', 'handovers', 'utilisation'],
    sentence:
      'Waiting for a person cannot be told from other waiting here, and hand-overs to and from these rows are not counted.',
  },
  endBeforeStart: {
    figures: ['processing', 'waiting'],
    sentence: 'These rows contradict themselves and are left out of processing and waiting times.',
  },
  startBeforeEnabled: {
    figures: ['waiting'],
    sentence: 'These rows began before they could: they are left out of waiting times.',
  },
  zeroDuration: {
    figures: ['processing', 'utilisation'],
    sentence: 'Work that takes no time was recorded afterwards or by a machine: processing time and utilisation are too low.',
  },
  tie: {
    figures: ['variants', 'directlyFollows', 'rework'],
    sentence: 'Different activities at one instant: their order is that of the file, and variants may be split by chance.',
  },
  duplicateEvent: {
    figures: ['rework', 'directlyFollows', 'variants'],
    sentence: 'The same row again: it counts as rework and as a loop that never was.',
  },
  dayPrecision: {
    figures: ['cycleTime', 'waiting', 'directlyFollows', 'causes'],
    sentence:
      'These times are days without an hour: shorter durations are 0 or whole days, and order within a day is that of the file.',
  },
  implausibleTime: {
    figures: ['cycleTime', 'workInProgress'],
    sentence: 'Dates before 1990 are placeholders; cycle times with them are years.',
  },
  openRow: {
    figures: ['variants', 'processing'],
    sentence: 'Begun and never ended in the log: in no trace and no processing time.',
  },
  openCase: {
    figures: ['cycleTime', 'comparison'],
    sentence: 'Still open: counted as open for as long as they have lasted, not as completed.',
  },
  outcomeUnknown: {
    figures: ['cycleTime', 'comparison'],
    sentence: 'The source does not say which cases are still open: those that are look shorter than they will be.',
  },
  oneEventCase: { figures: ['cycleTime'], sentence: 'A case of one event lasts no time: it pulls the cycle time down.' },
  similarNames: {
    figures: ['variants', 'directlyFollows', 'rework'],
    sentence: 'Names that differ only in capitals, blanks or accents count as different activities.',
  },
  emptyTrace: { figures: ['cycleTime'], sentence: 'Cases without any event: counted as cases, without a duration.' },
  renamedCase: {
    figures: ['cycleTime', 'variants'],
    sentence: 'Without a name of their own they were named by their number: if they belong to another case, both look shorter.',
  },
  unpairedEvent: {
    figures: ['processing'],
    sentence: 'Suspensions or resumptions of nothing were left out: net times may be too long.',
  },
  eventOutsideTrace: { figures: ['cycleTime', 'variants'], sentence: 'Events of no case were left out.' },
  unknownTransition: {
    figures: ['variants', 'directlyFollows'],
    sentence: 'Transitions that no standard knows were taken as completions.',
  },
  startAsEvent: {
    figures: ['processing', 'waiting'],
    sentence: 'The log has beginnings only: they are taken as events, and nothing has a duration.',
  },
  skippedRow: {
    figures: ['cycleTime', 'variants', 'directlyFollows'],
    sentence: 'Broken rows were left out: their cases lack a step.',
  },
  outOfOrder: {
    figures: ['directlyFollows', 'variants'],
    sentence:
      'The source has these after later ones; they were put in the order of time. If its order was right, its times are wrong.',
  },
  localTime: {
    figures: ['waiting', 'causes'],
    sentence: 'Times without a zone were read in the one named: if it is another, working hours are shifted.',
  },
  repeatedHour: {
    figures: ['waiting'],
    sentence: 'In the hour that comes twice in autumn the first was taken: an hour too early at most.',
  },
};
