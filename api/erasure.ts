/** Erasing what an ended case says of people, in every room that keeps some of it; by hand, or once it has been kept long enough. */
import type { Refusal } from '../engine/errors.ts';
import { isRefusal, refuse } from '../engine/errors.ts';
import type { Access, CaseKey, Engine } from '../engine/index.ts';
import type { Organisation } from '../organisation/index.ts';
import type { Programme } from '../programme/index.ts';

interface Rooms {
  readonly engine: Engine;
  readonly organisation: Pick<Organisation, 'caseCodes'>;
  readonly programme: Pick<Programme, 'surveys'>;
}

/** At once; the next turn takes the rest. */
const MOST = 500;

/** Values, letters, code, visits, the mark that its applicant was asked. May be done again; refused while the case runs. */
export async function eraseCase(
  { engine, organisation, programme }: Rooms,
  access: Access,
  caseKey: CaseKey,
): Promise<Refusal | undefined> {
  const { items } = await engine.search.cases(access, { filter: [{ field: 'caseKey', is: 'eq', value: caseKey }], limit: 1 });
  const [row] = items;
  if (row === undefined) return refuse('notFound', 'There is no such case.');
  if (row.callerCaseKey !== undefined) return refuse('conflict', 'Another case called it: erase that one, and this one with it.');
  if (row.endedAt === undefined) return refuse('conflict', 'It has not ended yet.');
  // The engine last: its mark says that all is done.
  await organisation.caseCodes.forget(access.tenantId, caseKey);
  await programme.surveys.forgetCase(access.tenantId, caseKey);
  return engine.erase(access, caseKey);
}

/** Cases that ended before an instant, the oldest first. @returns how many were erased */
export async function eraseOld(rooms: Rooms, tenantId: string, beforeAt: number): Promise<number> {
  const access = { tenantId, units: 'all' } as const;
  const { items } = await rooms.engine.search.cases(access, {
    filter: [
      { field: 'endedAt', is: 'lt', value: beforeAt },
      { field: 'erasedAt', is: 'exists', value: false },
      { field: 'callerCaseKey', is: 'exists', value: false },
    ],
    sort: [{ field: 'endedAt', order: 'asc' }],
    limit: MOST,
  });
  let erased = 0;
  for (const { caseKey } of items) if (!isRefusal(await eraseCase(rooms, access, caseKey))) erased++;
  return erased;
}
