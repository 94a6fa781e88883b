import type { SourceJson } from '../../../api/contract.ts';

/** A source in an address: `process:building-permit`, `log:123`. */
export function sourceText(source: Pick<SourceJson, 'kind' | 'id'>): string {
  return `${source.kind}:${source.id}`;
}

/** The source that an address names, or else the process with the most cases; an imported log where there is no process. */
export function chosenSource(sources: readonly SourceJson[], text: string | undefined): SourceJson | undefined {
  const named = sources.find((source) => sourceText(source) === text);
  return named ?? [...sources].sort((a, b) => Number(a.kind === 'log') - Number(b.kind === 'log') || b.cases - a.cases)[0];
}
