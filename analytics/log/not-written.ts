/** What an export could not write as it was: said, never silent. */

export const NOT_WRITTEN = {
  characters: 'Control characters, which XML cannot hold, were replaced by U+FFFD.',
  rowsWithoutTimes: 'Rows without any known instant were left out.',
  casesWithoutRows: 'Cases without rows were left out.',
  emptyNames: 'Empty names of cases or activities were written as “–”.',
  emptyTexts: 'Attributes whose text is empty read back as absent.',
  columns: 'These facts stand in columns for people and are not read back.',
  facts: 'The form has no place for these facts.',
  types: 'Values in these columns read back as text, or without what is nested in them.',
  order: 'Cases or rows read back in another order.',
} as const;
export type NotWrittenKind = keyof typeof NOT_WRITTEN;

export interface NotWritten {
  readonly kind: NotWrittenKind;
  /** How many values, rows, cases or columns. */
  readonly n: number;
  /** Keys of cases or names of columns, at most five. */
  readonly examples: readonly string[];
  readonly sentence: string;
}

const EXAMPLES = 5;

/** Counts what is not written, by kind. */
export class NotWrittenNotes {
  private readonly notes = new Map<NotWrittenKind, { n: number; readonly examples: string[] }>();

  add(kind: NotWrittenKind, example?: string, n = 1): void {
    const note = this.notes.get(kind) ?? { n: 0, examples: [] };
    this.notes.set(kind, note);
    note.n += n;
    if (example !== undefined && note.examples.length < EXAMPLES && !note.examples.includes(example)) note.examples.push(example);
  }

  build(): readonly NotWritten[] {
    return [...this.notes].map(([kind, { n, examples }]) => ({ kind, n, examples, sentence: NOT_WRITTEN[kind] }));
  }
}

/** Characters of a piece of a file: about so much is held at once. */
export const PIECE = 65_536;

/** Told after each piece: how many cases are written, of how many. */
export type WriteProgress = (cases: number, of: number) => void;

/** Whoever else runs in this process has a turn. */
export async function othersTurn(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
