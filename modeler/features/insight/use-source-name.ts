import { useCallback } from 'react';
import type { SourceJson } from '../../../api/contract.ts';
import { useNames } from '../labels/model-labels.ts';

/** What a source is called in the reader's language: the name of its newest model, or of the log. */
export function useSourceName(sources: readonly SourceJson[]): (source: SourceJson) => string {
  const nameOf = useNames(sources.flatMap(({ versions }) => versions[0]?.definitionKey ?? []));
  return useCallback(
    (source) => {
      const newest = source.versions[0];
      return newest === undefined ? source.name : nameOf(newest.definitionKey, source.id, source.name);
    },
    [nameOf],
  );
}
