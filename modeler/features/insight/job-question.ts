import type { CaseQuery } from './insight-search.ts';

/** The cases of a page as a long question names them: the source beside the filter. */
export function askedOf({ processId, logKey, ...filter }: CaseQuery) {
  return { source: logKey === undefined ? { processId: processId ?? '' } : { logKey }, filter };
}
