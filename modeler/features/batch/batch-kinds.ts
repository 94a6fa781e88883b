import type { BatchJson, Need, Session } from '../../../api/contract.ts';
import { placesOf } from '../../session.tsx';

export type BatchKind = BatchJson['plan']['kind'];

/** What can be done to many cases, with what one must be allowed to do to one; see api/routes/batches.ts. */
const KINDS: readonly (readonly [BatchKind, Need])[] = [
  ['resolve', 'incidents.resolve'],
  ['modify', 'cases.repair'],
  ['migrate', 'cases.repair'],
  ['suspend', 'cases.edit'],
  ['resume', 'cases.edit'],
  ['cancel', 'cases.cancel'],
];

/** What a person may do to many cases at once; nothing for those who have one case before them at a time. */
export function kindsFor(session: Session): readonly BatchKind[] {
  if (!placesOf(session).some(({ name }) => name === 'batches')) return [];
  const { may } = session;
  return KINDS.flatMap(([kind, need]) => (may.includes(need) ? [kind] : []));
}
