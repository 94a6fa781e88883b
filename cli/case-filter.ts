/** Which cases a command looks at, in the words of the page's address and of the API. */
import { CASE_STATUSES, type EventLog } from '../analytics/log/event-log.ts';
import { attributesIn } from '../api/contract/case-filter.ts';
import { selectCases, type Selection, selects } from '../logs/index.ts';
import { WrongUse } from './command.ts';

export const FILTER_HELP = `  --filter 'NAME=VALUE|VALUE;NAME=VALUE'
                 only cases that meet all of it, of several values one: unit, activity, status, version, from and to (days of UTC, the last
                 one not in it) and attributes of the case, as in 'unit=front-desk;channel=desk|post;applicantKind=legal'; \\ before
                 a letter of | ; = that belongs to a name`;

/** What `institution` means: the units of the tree below, which only a database knows. */
export type UnitsWithin = (institutions: readonly string[]) => readonly string[];

/** @throws WrongUse with what is wrong */
export function selectionIn(text: string | undefined, unitsWithin?: UnitsWithin): Selection {
  const choices = attributesIn(text ?? '');
  if (choices === undefined) throw new WrongUse(`--filter is "${text ?? ''}": say names and values, as in channel=desk|post.`);
  const attributes = choices.filter(({ name }) => !RESERVED.has(name));
  const of = (name: string): readonly string[] | undefined => choices.find((one) => one.name === name)?.values;
  const one = (name: string): string | undefined => {
    const [value, ...more] = of(name) ?? [];
    if (more.length > 0) throw new WrongUse(`--filter: say one ${name}.`);
    return value;
  };
  const institutions = of('institution');
  if (institutions !== undefined && unitsWithin === undefined)
    throw new WrongUse('--filter: a file knows no institutions. Name its units: unit=a|b.');
  return {
    startedFromAt: dayOf(one('from'), '--filter: from'),
    startedBeforeAt: dayOf(one('to'), '--filter: to'),
    version: one('version'),
    status: statusOf(one('status'), '--filter: status'),
    units: of('unit'),
    activities: of('activity'),
    ...(institutions && unitsWithin && { institutions: { names: institutions, units: unitsWithin(institutions) } }),
    ...(attributes.length > 0 && { attributes }),
  };
}

const RESERVED: ReadonlySet<string> = new Set(['institution', 'unit', 'activity', 'status', 'version', 'from', 'to']);

/** The cases of a file that are meant. @throws WrongUse as `selectionIn`, and when no case is */
export function filtered(log: EventLog, text: string | undefined): EventLog {
  if (text === undefined) return log;
  const chosen = selectCases(log, selects(log, selectionIn(text)));
  if (chosen.cases.count === 0) throw new WrongUse(`--filter "${text}" leaves no case of ${String(log.cases.count)}.`);
  return chosen;
}

/** @throws WrongUse */
export function statusOf(text: string | undefined, option: string): Selection['status'] {
  const found = CASE_STATUSES.find((status) => status === text);
  if (text !== undefined && found === undefined) throw new WrongUse(`${option} is "${text}": say ${CASE_STATUSES.join(', ')}.`);
  return found;
}

/** @throws WrongUse */
export function dayOf(text: string | undefined, option: string): number | undefined {
  if (text === undefined) return undefined;
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(at)) throw new WrongUse(`${option} is "${text}": say a day (2026-01-01).`);
  return at;
}
