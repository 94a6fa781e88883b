/** Bottlenecks with what they cost, why, since when, where it is worst, and the sentence that says so. */
import {
  type Bottleneck,
  bottlenecks,
  type Clause,
  clauseText,
  COMPLETED,
  type Condition,
  type EventLog,
  type WaitingCauses,
} from '../../analytics/index.ts';
import { dayMsOf, dutyOf, elementOf, type Setting, unitOf } from '../analytics-work/setting.ts';
import type { BottleneckFound, BottlenecksAnswer } from '../contract/analytics-answers.ts';
import { causesByClocks, type TellPhase, waitSums } from './analytics-causes.ts';
import { iso } from './instants.ts';

export function bottlenecksAnswer(
  log: EventLog,
  setting: Setting,
  { limit }: { readonly limit: number },
  tell: TellPhase,
): BottlenecksAnswer {
  const duty = dutyOf(log, setting);
  const found = bottlenecks(log, { duty, topCases: 20, onStep: tell });
  const { wall, working } = causesByClocks(log, duty, tell);
  const rowsOf = new Map(log.activities.map((activity) => [activity, [] as number[]]));
  for (let row = 0; row < log.rows; row++)
    if (log.ending[row] === COMPLETED) rowsOf.get(log.activities[log.activityOf[row]!] ?? '')?.push(row);
  return {
    calendar: duty.source,
    dayMs: dayMsOf(log, duty),
    of: found.length,
    bottlenecks: found
      .slice(0, limit)
      .map((one, index) => bottleneckJson(one, index + 1, setting, rowsOf.get(one.activity) ?? [], wall, working)),
  };
}

function bottleneckJson(
  found: Bottleneck,
  rank: number,
  setting: Setting,
  rows: readonly number[],
  wall: WaitingCauses,
  working: WaitingCauses | undefined,
): BottleneckFound {
  const { saved, trend, segments, cases } = found;
  const inWork = working && waitSums(working, rows);
  const pausedMs = working ? rows.reduce((all, row) => all + (working.pausedMs[row]! || 0), 0) : 0;
  return {
    ...elementOf(setting, found.activity),
    rank,
    n: found.n,
    open: found.open,
    totalMs: found.totalMs,
    waitingMs: found.waitingMs,
    suspendedMs: found.suspendedMs,
    unseparatedMs: found.unseparatedMs,
    medianMs: found.medianMs,
    p90Ms: found.p90Ms,
    share: found.share,
    waitingShare: found.waitingShare === null ? null : Math.min(1, found.waitingShare),
    estimated: found.estimated,
    saved: {
      n: saved.n,
      cases: saved.cases,
      totalMs: saved.totalMs,
      meanMs: saved.meanMs,
      lowMs: saved.lowMs,
      highMs: saved.highMs,
      level: saved.level,
      share: saved.share,
      pathMs: saved.pathMs,
      byCause: saved.byCause.map((one) => ({ ...one })),
    },
    cause: found.cause,
    causes: lostTo(found),
    parts: waitSums(wall, rows).parts,
    workingParts: inWork?.parts ?? null,
    workingMs: inWork ? inWork.totalMs + pausedMs : null,
    cases: { count: cases.count, top: cases.top.map((one) => ({ ...one })) },
    trend: trend && (({ lastFromAt, ...told }) => ({ ...told, lastFrom: lastFromAt === null ? null : iso(lastFromAt) }))(trend),
    segments: segments && {
      tests: segments.tests,
      worst: segments.worst && { ...segments.worst, groups: segments.worst.groups.map((one) => conditionJson(one, setting)) },
    },
    sentence: sentenceJson(found, setting),
  };
}

/** Causes of the lost time, the extraneous ones by party; the greatest first. */
function lostTo({ causes, extraneous, totalMs }: Bottleneck): BottleneckFound['causes'] {
  const { batchingMs, contentionMs, prioritisationMs, unavailabilityMs } = causes;
  return Object.entries({ batchingMs, contentionMs, prioritisationMs, unavailabilityMs, ...extraneous })
    .filter(([, ms]) => ms > 0)
    .map(([name, ms]) => ({ cause: name.replace(/Ms$/, ''), ms, share: totalMs > 0 ? Math.min(1, ms / totalMs) : 0 }))
    .sort((a, b) => b.ms - a.ms);
}

function conditionJson(condition: Condition, setting: Setting) {
  const none = { attribute: null, value: null, name: null, from: null, to: null };
  if (condition.of !== 'attribute') {
    const name = condition.of === 'unit' ? unitOf(setting, condition.value).name : null;
    return { ...none, of: condition.of, value: condition.value, name };
  }
  return 'value' in condition
    ? { ...none, of: condition.of, attribute: condition.attribute, value: condition.value }
    : { ...none, of: condition.of, attribute: condition.attribute, from: condition.from, to: condition.to };
}

/** With names in the place of element ids, in the parameters and the text. */
function sentenceJson({ sentence }: Bottleneck, setting: Setting): BottleneckFound['sentence'] {
  const clauses = sentence.clauses.map((clause) => {
    const named = withName(clause, setting);
    return { key: named.key, params: { ...named.parameters }, text: clauseText(named) };
  });
  return { clauses, text: `${clauses.map(({ text }) => text).join('; ')}.` };
}

function withName(clause: Clause, setting: Setting): Clause {
  switch (clause.key) {
    case 'saves':
    case 'savesAtMost':
      return { ...clause, parameters: { ...clause.parameters, activity: elementOf(setting, clause.parameters.activity).name } };
    case 'savesWithin':
    case 'savesAtMostWithin':
      return { ...clause, parameters: { ...clause.parameters, activity: elementOf(setting, clause.parameters.activity).name } };
    case 'savesNothing':
    case 'noneCompleted':
      return { ...clause, parameters: { ...clause.parameters, activity: elementOf(setting, clause.parameters.activity).name } };
    case 'cause':
    case 'rising':
    case 'falling':
    case 'worstWhere':
    case 'waitingNow':
      return clause;
    default:
      return clause satisfies never;
  }
}
