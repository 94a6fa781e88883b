import type { CaseFilterJson, ProcessJson } from '../../../api/contract.ts';

/** Which cases are meant, as the page's address holds it: texts, absent where all will do. */
export interface BatchSearch {
  readonly number?: string | undefined;
  readonly processId?: string | undefined;
  readonly version?: string | undefined;
  readonly unit?: string | undefined;
  readonly incident?: string | undefined;
  readonly caseKeys?: string | undefined;
  readonly kind?: string | undefined;
}

/** The same as the server wants it; undefined when nothing says which cases. */
export function filterOf({ number, processId, version, unit, incident, caseKeys }: BatchSearch): CaseFilterJson | undefined {
  const filter: CaseFilterJson = {
    ...(number !== undefined && { number }),
    ...(processId !== undefined && { processId }),
    ...(processId !== undefined && version !== undefined && /^[1-9]\d*$/.test(version) && { version: Number(version) }),
    ...(unit !== undefined && { unit }),
    ...(incident === 'true' && { hasIncident: true }),
    ...(caseKeys !== undefined && { caseKeys: caseKeys.split(',') }),
  };
  return Object.keys(filter).length === 0 ? undefined : filter;
}

/** The version whose steps are offered: the one that was asked for, else the newest. */
export function versionOf(
  process: ProcessJson | undefined,
  version: string | undefined,
): ProcessJson['versions'][number] | undefined {
  return process?.versions.find((one) => String(one.version) === version) ?? process?.versions[0];
}
