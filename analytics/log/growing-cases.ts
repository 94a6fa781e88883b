/** What is told of cases while a log is built. */
import { AttributeColumns, Dictionary } from './columns.ts';
import { CASE_COMPLETED, CASE_OPEN, CASE_STATUSES } from './event-log.ts';
import type { CaseColumns, CaseFacts, EventLog, RowOrder } from './event-log.ts';
import { CodeColumn, SparseNumberColumn } from './growing-columns.ts';

const NO_STATUS = -1;

type Instants = Pick<EventLog, 'enabledAt' | 'startedAt' | 'completedAt'>;

export class GrowingCases {
  readonly keys = new Dictionary();
  readonly attributes = new AttributeColumns();
  private readonly status = new CodeColumn();
  private readonly startedAt = new SparseNumberColumn();
  private readonly completedAt = new SparseNumberColumn();
  private readonly receivedAt = new SparseNumberColumn();
  private readonly registeredAt = new SparseNumberColumn();
  private readonly versionOf = new CodeColumn();
  private readonly versions = new Dictionary();

  get count(): number {
    return this.keys.texts.length;
  }

  /** Sets what is given and leaves the rest. */
  describe(index: number, facts: CaseFacts): void {
    if (facts.status !== undefined) this.status.set(index, CASE_STATUSES.indexOf(facts.status));
    if (facts.startedAt !== undefined) this.startedAt.set(index, facts.startedAt);
    if (facts.completedAt !== undefined) this.completedAt.set(index, facts.completedAt);
    if (facts.receivedAt !== undefined) this.receivedAt.set(index, facts.receivedAt);
    if (facts.registeredAt !== undefined) this.registeredAt.set(index, facts.registeredAt);
    if (facts.version !== undefined) this.versionOf.set(index, this.versions.code(facts.version));
  }

  /**
   * A case of which neither its standing nor its start is told is an imported one: it starts and ends with its rows. Where only the standing
   * is told, it starts with the first instant that is known of it.
   */
  build(rows: Instants, firstRow: Int32Array, orderedBy: RowOrder): CaseColumns {
    const { count } = this;
    const instants = (column: SparseNumberColumn) => Float64Array.from({ length: count }, (_, index) => column.at(index));
    const codes = (column: CodeColumn) =>
      Int32Array.from({ length: count }, (_, index) => (index < column.length ? column.codes[index]! : -1));
    const told = codes(this.status);
    const status = new Uint8Array(count);
    const startedAt = instants(this.startedAt);
    const completedAt = instants(this.completedAt);
    for (let index = 0; index < count; index++) {
      const imported = told[index] === NO_STATUS && Number.isNaN(startedAt[index]!);
      status[index] =
        told[index] !== NO_STATUS ? told[index]! : imported || !Number.isNaN(completedAt[index]!) ? CASE_COMPLETED : CASE_OPEN;
      if (!imported) {
        if (Number.isNaN(startedAt[index]!)) startedAt[index] = earliest(rows, firstRow[index]!, firstRow[index + 1]!);
        continue;
      }
      const [first, last] = span(rows, firstRow[index]!, firstRow[index + 1]!, orderedBy);
      startedAt[index] = first;
      if (Number.isNaN(completedAt[index]!)) completedAt[index] = last;
    }
    return {
      count,
      keys: [...this.keys.texts],
      firstRow,
      status,
      startedAt,
      completedAt,
      receivedAt: instants(this.receivedAt),
      registeredAt: instants(this.registeredAt),
      versionOf: codes(this.versionOf),
      versions: [...this.versions.texts],
      attributes: this.attributes.build(count),
    };
  }
}

/** First and last instant of a case's ended rows; a start counts only where the source orders by starts. */
function span(rows: Instants, from: number, to: number, orderedBy: RowOrder): readonly [number, number] {
  let first = NaN;
  let last = NaN;
  for (let row = from; row < to; row++) {
    const completedAt = rows.completedAt[row]!;
    if (Number.isNaN(completedAt)) continue;
    const startedAt = rows.startedAt[row]!;
    const beganAt = orderedBy === 'started' && !Number.isNaN(startedAt) ? startedAt : completedAt;
    if (!(beganAt >= first)) first = beganAt;
    if (!(completedAt <= last)) last = completedAt;
  }
  return [first, last];
}

/** The first instant of any of a case's rows, open ones too; NaN without any. */
function earliest({ enabledAt, startedAt, completedAt }: Instants, from: number, to: number): number {
  let first = NaN;
  for (const column of [enabledAt, startedAt, completedAt])
    for (let row = from; row < to; row++) if (!(column[row]! >= first) && !Number.isNaN(column[row]!)) first = column[row]!;
  return first;
}
