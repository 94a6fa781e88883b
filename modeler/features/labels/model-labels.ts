import { useQueries } from '@tanstack/react-query';
import { useCallback } from 'react';
import { call } from '../../api-client.ts';
import type { Language } from '../../i18n/languages.ts';
import { useLanguage } from '../../i18n/use-language.ts';

const EIGA = 'http://eiga.lt/schema/1.0';

/** Names that a model gives its elements in a language besides its own (`eiga:label lang="…"`), by element id. */
export function labelsOf(xml: string, language: Language): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  const document = new DOMParser().parseFromString(xml, 'application/xml');
  for (const label of document.getElementsByTagNameNS(EIGA, 'label')) {
    const element = label.parentElement?.parentElement;
    const text = label.textContent.trim();
    if (label.getAttribute('lang') === language && element?.id && text !== '') labels.set(element.id, text);
  }
  return labels;
}

/** How an element or process of a deployed version is called in the reader's language; `own` is the model's own name for it. */
export type NameOf = (definitionKey: string, elementId: string, own: string) => string;

/** The names of the elements of some versions; a version never changes, so each is asked for once. */
export function useNames(definitionKeys: readonly string[]): NameOf {
  const { language } = useLanguage();
  const wanted = [...new Set(definitionKeys)].sort();
  const found = useQueries({
    queries: wanted.map((definitionKey) => ({
      queryKey: ['getDefinition', { params: { definitionKey } }],
      queryFn: ({ signal }: { signal: AbortSignal }) => call('getDefinition', { params: { definitionKey } }, signal),
      staleTime: Infinity,
    })),
    combine: (results) =>
      new Map(results.flatMap(({ data }) => (data ? [[data.definitionKey, labelsOf(data.xml, language)]] : []))),
  });
  return useCallback((definitionKey, elementId, own) => found.get(definitionKey)?.get(elementId) ?? own, [found]);
}
