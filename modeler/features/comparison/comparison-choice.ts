import type { Cohort, ComparisonQuestion, SourceJson } from '../../../api/contract.ts';
import { conditionsOf } from '../insight/case-conditions.ts';
import type { ConditionSearch } from '../insight/case-conditions.ts';

export const WAYS = ['versions', 'periods', 'log'] as const;
export type Way = (typeof WAYS)[number];

/** What stands in the address of a comparison. */
export interface Asked extends ConditionSearch {
  readonly way?: string | undefined;
  readonly source?: string | undefined;
  readonly before?: string | undefined;
  readonly after?: string | undefined;
  readonly beforeFrom?: string | undefined;
  readonly beforeTo?: string | undefined;
  readonly afterFrom?: string | undefined;
  readonly afterTo?: string | undefined;
  readonly log?: string | undefined;
  /** What the whole comparison takes into account; of `by` several, as `listText` writes them. */
  readonly by?: string | undefined;
  readonly control?: string | undefined;
  readonly changeOn?: string | undefined;
  readonly hours?: string | undefined;
  readonly standardDays?: string | undefined;
  readonly dueAttribute?: string | undefined;
  readonly costAttribute?: string | undefined;
  readonly costPerHour?: string | undefined;
  readonly satisfactionAttribute?: string | undefined;
}

export interface Question {
  readonly before: Cohort;
  readonly after: Cohort;
  /** Which cases of both. */
  readonly filter?: ReturnType<typeof conditionsOf>;
}

/** The way that was chosen, else the first one for which there is enough to choose from. */
export function wayOf(asked: Asked, sources: readonly SourceJson[]): Way {
  const named = WAYS.find((way) => way === asked.way);
  if (named) return named;
  return sources.some(({ versions }) => versions.length > 1) ? 'versions' : 'periods';
}

/** The process whose change is asked about: the named one, else the one with most versions. */
export function processAsked(asked: Asked, sources: readonly SourceJson[]): SourceJson | undefined {
  const processes = sources.filter(({ kind }) => kind === 'process');
  const many = [...processes].sort((a, b) => b.versions.length - a.versions.length || b.cases - a.cases);
  return processes.find(({ id }) => id === asked.source) ?? many[0];
}

/** The versions that are compared: the named ones, else the newest against the one before. */
export function versionsAsked(
  asked: Asked,
  source: SourceJson,
): { readonly before: number | undefined; readonly after: number | undefined } {
  const known = source.versions.map(({ version }) => version);
  const named = (text: string | undefined): number | undefined => known.find((version) => String(version) === text);
  return { before: named(asked.before) ?? known[1] ?? known[0], after: named(asked.after) ?? known[0] };
}

/** What to ask the server, or undefined while something is not chosen yet. */
export function questionOf(asked: Asked, sources: readonly SourceJson[]): Question | undefined {
  const sides = sidesOf(asked, sources);
  const filter = conditionsOf({ ...asked });
  return sides && { ...sides, ...(Object.keys(filter).length > 0 && { filter }) };
}

function sidesOf(asked: Asked, sources: readonly SourceJson[]): Question | undefined {
  const source = processAsked(asked, sources);
  if (!source) return undefined;
  const way = wayOf(asked, sources);
  const log = sources.find(({ kind, id }) => kind === 'log' && id === asked.log) ?? sources.find(({ kind }) => kind === 'log');
  switch (way) {
    case 'versions': {
      const versions = versionsAsked(asked, source);
      if (versions.before === undefined || versions.after === undefined) return undefined;
      return {
        before: { processId: source.id, version: versions.before },
        after: { processId: source.id, version: versions.after },
      };
    }
    case 'periods': {
      const { beforeFrom, beforeTo, afterFrom, afterTo } = asked;
      if (beforeFrom === undefined || beforeTo === undefined || afterFrom === undefined || afterTo === undefined)
        return undefined;
      return {
        before: { processId: source.id, from: beforeFrom, to: beforeTo },
        after: { processId: source.id, from: afterFrom, to: afterTo },
      };
    }
    case 'log': {
      const version = versionsAsked(asked, source).after;
      if (!log || version === undefined) return undefined;
      return { before: { logKey: log.id }, after: { processId: source.id, version } };
    }
    default:
      way satisfies never;
      return undefined;
  }
}

export const HOURS = ['given', 'discovered', 'none'] as const;

/** The most attributes that a comparison takes. */
export const MOST_ATTRIBUTES = 5;

/** Attributes as one text of an address: divided by commas, their own commas written as %2C. */
export function listText(names: readonly string[]): string | undefined {
  return names.length === 0 ? undefined : names.map((name) => name.replaceAll('%', '%25').replaceAll(',', '%2C')).join(',');
}

export function listIn(text: string | undefined): readonly string[] {
  const names = (text ?? '').split(',').filter((name) => name !== '');
  return [...new Set(names.map((name) => name.replaceAll('%2C', ',').replaceAll('%25', '%')))].slice(0, MOST_ATTRIBUTES);
}

/** The same question with all that the address says of like cases, the change, terms, costs and ratings. */
export function wholeQuestionOf(question: Question, asked: Asked): ComparisonQuestion {
  const by = listIn(asked.by);
  const hours = HOURS.find((one) => one === asked.hours);
  return {
    ...question,
    ...(by.length > 0 && { by: [...by] }),
    ...textIn('control', asked.control),
    ...textIn('changeOn', asked.changeOn),
    ...(hours !== undefined && { hours }),
    ...numberIn('standardDays', asked.standardDays),
    ...textIn('dueAttribute', asked.dueAttribute),
    ...textIn('costAttribute', asked.costAttribute),
    ...numberIn('costPerHour', asked.costPerHour),
    ...textIn('satisfactionAttribute', asked.satisfactionAttribute),
  };
}

function textIn<const Name extends string>(name: Name, text: string | undefined): { readonly [K in Name]?: string } {
  return text === undefined || text === '' ? {} : ({ [name]: text } as { readonly [K in Name]: string });
}

/** What is no number is left out. */
function numberIn<const Name extends string>(name: Name, text: string | undefined): { readonly [K in Name]?: number } {
  const value = Number(text);
  const isNumber = text !== undefined && text !== '' && value >= 0 && value <= 10_000;
  return isNumber ? ({ [name]: value } as { readonly [K in Name]: number }) : {};
}
