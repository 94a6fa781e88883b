import type { BatchJson, Need, Session } from '../../../api/contract.ts';

export type BatchKind = BatchJson['plan']['kind'];

/** What can be done to many cases, with what one must be allowed to do to one; see api/routes/batches.ts. */
const KINDS: readonly (readonly [BatchKind, Need])[] = [
  ['resolve', 'incidents.resolve'],
  ['modify', 'cases.repair'],
  ['migrate', 'cases.repair'],
  ['cancel', 'cases.cancel'],
];

/** What a person may do to many cases at once; nothing for those who only read. */
export function kindsFor({ may }: Session): readonly BatchKind[] {
  return KINDS.flatMap(([kind, need]) => (may.includes(need) ? [kind] : []));
}
