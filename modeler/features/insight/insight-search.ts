/** What the address of an insight page says about the cases that are asked about. */
import type { SourceJson } from '../../../api/contract.ts';
import { CONDITION_SEARCH, conditionsOf } from './case-conditions.ts';

/** In the address of every view of a source: which cases, on which clock their durations are shown, and whose working hours count. */
export const CASE_SEARCH = ['source', 'version', 'from', 'to', ...CONDITION_SEARCH, 'clock', 'hours'] as const;
/** Of the page of flow over time, besides. */
export const FLOW_SEARCH = [
  'view',
  'step',
  'by',
  'line',
  'measure',
  'find',
  'standardDays',
  'dueAttribute',
  'time',
  'order',
] as const;
/** Of the page of units, besides. */
export const UNITS_SEARCH = ['by', 'step', 'one', 'other'] as const;
/** Of the page of before and after. */
export const CHANGE_SEARCH = [
  'way',
  'source',
  'before',
  'after',
  'beforeFrom',
  'beforeTo',
  'afterFrom',
  'afterTo',
  'log',
  'by',
  'control',
  'changeOn',
  'hours',
  'standardDays',
  'dueAttribute',
  'costAttribute',
  'costPerHour',
  'satisfactionAttribute',
  ...CONDITION_SEARCH,
] as const;

export type CaseSearch = { readonly [K in (typeof CASE_SEARCH)[number]]?: string | undefined };

/** In the address and in the list of versions. */
export const ALL_VERSIONS = 'all';

/** A question to the server about some cases of one source. */
export interface CaseQuery {
  readonly processId?: string;
  readonly logKey?: string;
  readonly version?: number;
  readonly from?: string;
  readonly to?: string;
  readonly institution?: string;
  readonly unit?: string;
  readonly activity?: string;
  readonly where?: string;
}

export const HOURS = ['given', 'discovered', 'none'] as const;
/** The institution's working hours, those seen in the log, or none. */
export type Hours = (typeof HOURS)[number];

/** A question about durations: with the working hours that were chosen, if any. */
export interface TimedQuery extends CaseQuery {
  readonly hours?: Hours;
}

/** The working hours that an address chooses. */
export function chosenHours(search: CaseSearch): { readonly hours?: Hours } {
  const hours = HOURS.find((one) => one === search.hours);
  return hours === undefined ? {} : { hours };
}

/** What an address asks of a source. */
export function caseQuery(source: SourceJson, search: CaseSearch): CaseQuery {
  const { version, from, to } = search;
  const number = Number(version);
  return {
    ...(source.kind === 'log' ? { logKey: source.id } : { processId: source.id }),
    ...(source.kind === 'process' && Number.isInteger(number) && number > 0 && { version: number }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...conditionsOf(search),
  };
}

/** What is kept in the address when one goes from view to view. */
export function keptSearch(search: Readonly<Record<string, unknown>>): CaseSearch {
  return Object.fromEntries(CASE_SEARCH.flatMap((name) => (typeof search[name] === 'string' ? [[name, search[name]]] : [])));
}
