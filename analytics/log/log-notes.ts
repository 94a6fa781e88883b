/** What a reader noticed and could not keep as it was: carried in the log, told in its quality report. */

export const LOG_NOTES = [
  /** A trace without events: a case without rows. */
  'emptyTrace',
  /** A trace without a name, or with the name of an earlier one: named by its number. */
  'renamedCase',
  /** A suspension or resumption of nothing: left out. */
  'unpairedEvent',
  /** An event that belongs to no trace: left out. */
  'eventOutsideTrace',
  /** A lifecycle transition that no standard knows: taken as a completion. */
  'unknownTransition',
  /** A start without a completion in a log that has none: taken as an event. */
  'startAsEvent',
  /** A broken row, left out because the person said so. */
  'skippedRow',
  /** An event after a later one of its case: put in the order of time. */
  'outOfOrder',
  /** A time without a zone: read in the zone named, UTC when none was. */
  'localTime',
  /** A time without a zone in the hour that comes twice when the clock goes back: the first was taken. */
  'repeatedHour',
] as const;
export type LogNoteKind = (typeof LOG_NOTES)[number];

export interface LogNote {
  readonly kind: LogNoteKind;
  /** How many times. */
  readonly n: number;
  /** The first of them: a case's key, `line 7`, or what was found. */
  readonly examples: readonly string[];
}

const EXAMPLES = 5;

export class LogNotes {
  private readonly notes = new Map<LogNoteKind, { n: number; readonly examples: string[] }>();

  /** @param n how many at once */
  add(kind: LogNoteKind, example: string, n = 1): void {
    const note = this.notes.get(kind) ?? { n: 0, examples: [] };
    this.notes.set(kind, note);
    note.n += n;
    if (note.examples.length < EXAMPLES && !note.examples.includes(example)) note.examples.push(example.slice(0, 200));
  }

  count(kind: LogNoteKind): number {
    return this.notes.get(kind)?.n ?? 0;
  }

  build(): readonly LogNote[] {
    return LOG_NOTES.flatMap((kind) => {
      const note = this.notes.get(kind);
      return note ? [{ kind, n: note.n, examples: [...note.examples] }] : [];
    });
  }
}
