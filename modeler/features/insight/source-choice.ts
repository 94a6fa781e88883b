import type { SourceJson } from '../../../api/contract.ts';

/** A source in an address: `process:building-permit`, `log:123`. */
export function sourceText(source: Pick<SourceJson, 'kind' | 'id'>): string {
  return `${source.kind}:${source.id}`;
}

/** The source that an address names, or else the one with the most cases. */
export function chosenSource(sources: readonly SourceJson[], text: string | undefined): SourceJson | undefined {
  const named = sources.find((source) => sourceText(source) === text);
  return named ?? [...sources].sort((a, b) => b.cases - a.cases)[0];
}
