import type { ProcessJson, SourceJson } from '../../../api/contract.ts';

export interface Reference {
  readonly processId: string;
  readonly version: number;
  readonly definitionKey: string;
}

/** The model that an address names; else the process itself, or the only model that there is. */
export function chosenReference(
  processes: readonly ProcessJson[],
  source: SourceJson,
  text: string | undefined,
): Reference | undefined {
  const all = processes.flatMap(({ processId, versions }) =>
    versions.map(({ version, definitionKey }) => ({ processId, version, definitionKey })),
  );
  const own = source.kind === 'process' ? all.find(({ processId }) => processId === source.id) : undefined;
  return all.find((one) => referenceText(one) === text) ?? own ?? (all.length === 1 ? all[0] : undefined);
}

/** In an address: `request:3`. */
export function referenceText({ processId, version }: Pick<Reference, 'processId' | 'version'>): string {
  return `${processId}:${String(version)}`;
}
