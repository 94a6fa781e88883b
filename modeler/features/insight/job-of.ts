import type { CaseQuery } from './insight-search.ts';

type Source = { readonly processId: string } | { readonly logKey: string };

/** The question about some cases as a job is asked: source and filter apart. */
export function jobOf({ processId, logKey, ...filter }: CaseQuery): {
  readonly source: Source;
  readonly filter: Omit<CaseQuery, 'processId' | 'logKey'>;
} {
  return { source: logKey === undefined ? { processId: processId ?? '' } : { logKey }, filter };
}
