import { bucketOf, type CaseKey, type DefinitionKey } from '../ids.ts';
import type { CaseState } from '../case/state.ts';
import type { SqlRow } from './table.ts';

/** What each row of a case's objects carries besides its own: where the case lies and which model it follows. */
export interface CasePlace {
  readonly bucket: number;
  readonly tenant_id: string;
  readonly case_key: CaseKey;
  readonly definition_key: DefinitionKey;
}

export function placeOf(state: CaseState): CasePlace & SqlRow {
  return {
    bucket: bucketOf(state.caseKey),
    tenant_id: state.tenantId,
    case_key: state.caseKey,
    definition_key: state.definitionKey,
  };
}
