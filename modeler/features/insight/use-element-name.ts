import { useCallback, useMemo } from 'react';
import type { SourceJson } from '../../../api/contract.ts';
import type { NamedElement } from '../../../api/contract/analytics-values.ts';
import { useNames } from '../labels/model-labels.ts';

export type ElementName = (element: NamedElement) => string;

/** What a step of a source is called in the reader's language: by the model of the version that is asked about, else by the newest that has it. */
export function useElementName(source: SourceJson, version: number | undefined): ElementName {
  const asked = source.versions.filter((one) => one.version === version);
  const definitionKeys = (asked.length > 0 ? asked : source.versions).map((one) => one.definitionKey).join(' ');
  const keys = useMemo(() => (definitionKeys === '' ? [] : definitionKeys.split(' ')), [definitionKeys]);
  const names = useNames(keys);
  return useCallback(
    ({ element, name }) => {
      const own = name === '' ? element : name;
      for (const key of keys) {
        const named = names(key, element, '');
        if (named !== '') return named;
      }
      return own;
    },
    [keys, names],
  );
}
