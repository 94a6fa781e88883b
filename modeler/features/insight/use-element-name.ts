import { useCallback } from 'react';
import type { SourceJson } from '../../../api/contract.ts';
import type { NamedElement } from '../../../api/contract/analytics-values.ts';
import { useNames } from '../labels/model-labels.ts';

export type ElementName = (element: NamedElement) => string;

/** What a step of a source is called in the reader's language: by the model of the version that is asked about, or the newest. */
export function useElementName(source: SourceJson, version: number | undefined): ElementName {
  const asked = source.versions.find((one) => one.version === version) ?? source.versions[0];
  const definitionKey = asked?.definitionKey;
  const names = useNames(definitionKey === undefined ? [] : [definitionKey]);
  return useCallback(
    ({ element, name }) => {
      const own = name === '' ? element : name;
      return definitionKey === undefined ? own : names(definitionKey, element, own);
    },
    [definitionKey, names],
  );
}
