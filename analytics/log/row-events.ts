/** From a row back to the events of its lifecycle: each instant that is known is one. */
import { SUSPENSION_REASONS } from '../../engine/case/state.ts';
import type { SuspensionReason } from '../../engine/case/state.ts';
import { attributeAt } from './columns.ts';
import { CANCELLED, COMPLETED } from './event-log.ts';
import type { EventLog } from './event-log.ts';
import type { Move } from './lifecycle-transitions.ts';
import { parseIsoInstant } from './timestamps.ts';

export interface RowEvent {
  readonly move: Move;
  /** Under which `EventLog.eventAttributes` has its attributes; undefined of the end, whose attributes are the row's. */
  readonly part: string | undefined;
  readonly at: number;
  /** As the source wrote it, where that is kept. */
  readonly time?: string;
  /** Of a suspension; `until` where the next `resume` would be another's. */
  readonly reason?: SuspensionReason | undefined;
  readonly until?: number;
}

/** In the order of the lifecycle, which is that of time unless the instants contradict each other. None for a row of which no instant is known. */
export function rowEvents(log: EventLog, row: number): readonly RowEvent[] {
  const events: RowEvent[] = [];
  const at = (column: Float64Array | undefined): number => column?.[row] ?? NaN;
  const tell = (move: Move, instant: number, times = 1): void => {
    if (!Number.isNaN(instant)) events.push({ move, part: partOf(move, times), at: instant });
  };
  tell('schedule', at(log.enabledAt));
  events.push(...claims(log, row));
  tell('start', at(log.startedAt));
  events.push(...suspensions(log, row), ...secondStarts(log, row));
  const ending = log.ending[row];
  const move = ending === COMPLETED ? 'complete' : ending === CANCELLED ? 'abort' : undefined;
  const completedAt = at(log.completedAt);
  if (move !== undefined && !Number.isNaN(completedAt)) events.push({ move, part: undefined, at: completedAt });
  return events;
}

export function partOf(move: Move, times: number): string {
  return times === 1 ? move : `${move} ${String(times)}`;
}

/** Who suspends or resumes a task does not take it over; nor does a second start, which is how BPAF resumes. */
export function isAside(move: Move, part: string | undefined): boolean {
  return move === 'suspend' || move === 'resume' || (move === 'start' && part !== 'start');
}

/** Every claim that the source told, else the last, which is all that the column has. */
function claims(log: EventLog, row: number): readonly RowEvent[] {
  const claimedAt = log.claimedAt?.[row] ?? NaN;
  const told: RowEvent[] = [];
  for (let times = 1; ; times++) {
    const part = partOf('assign', times);
    const time = attributeAt(log.eventAttributes?.get(part)?.get('time:timestamp'), row);
    if (time === undefined) break;
    told.push({ move: 'assign', part, at: parseIsoInstant(String(time).trim()), time: String(time) });
  }
  if (told.length > 0) return told;
  return Number.isNaN(claimedAt) ? [] : [{ move: 'assign', part: 'assign', at: claimedAt }];
}

function suspensions({ suspensions: columns }: EventLog, row: number): readonly RowEvent[] {
  if (columns === undefined) return [];
  const { fromAt, toAt, reasonOf } = columns;
  const [first, end] = [columns.first[row]!, columns.first[row + 1]!];
  const events: RowEvent[] = [];
  const inTurn = isInTurn(fromAt.subarray(first, end), toAt.subarray(first, end));
  for (let place = first, times = 1; place < end; place++, times++) {
    const reason = SUSPENSION_REASONS[reasonOf[place]!];
    const until = inTurn || Number.isNaN(toAt[place]!) ? {} : { until: toAt[place]! };
    events.push({ move: 'suspend', part: partOf('suspend', times), at: fromAt[place]!, reason, ...until });
    if (inTurn && !Number.isNaN(toAt[place]!)) events.push({ move: 'resume', part: partOf('resume', times), at: toAt[place]! });
  }
  return events;
}

/** Whether each ends before the next begins, and only the last lasts: then events alone tell which ends which. */
function isInTurn(fromAt: Float64Array, toAt: Float64Array): boolean {
  return fromAt.every((from, index) => {
    const to = toAt[index]!;
    const next = fromAt[index + 1];
    return Number.isNaN(to) ? next === undefined : to >= from && (next === undefined || next >= to);
  });
}

/** In BPAF a resumption is a second start; its time is the end of a suspension. */
function secondStarts(log: EventLog, row: number): readonly RowEvent[] {
  const { eventAttributes, suspensions: columns } = log;
  if (!eventAttributes?.has('start 2') || columns === undefined) return [];
  const ends = [...columns.toAt.subarray(columns.first[row], columns.first[row + 1])].filter((at) => !Number.isNaN(at));
  const events: RowEvent[] = [];
  for (let times = 2; ; times++) {
    const part = partOf('start', times);
    const attributes = eventAttributes.get(part);
    const at = ends[times - 2] ?? ends.at(-1) ?? log.startedAt[row]!;
    if (attributes === undefined || ![...attributes.values()].some((column) => attributeAt(column, row) !== undefined)) break;
    events.push({ move: 'start', part, at });
  }
  return events;
}
