import { transaction } from '../../database/transaction.ts';
import type { Command, StartCommand } from '../case/command.ts';
import { isRefusal, refuse, type Refusal } from '../errors.ts';
import type { CaseKey } from '../ids.ts';
import type { Access } from '../store/access.ts';
import { readCase } from '../store/cases.ts';
import { oneStep, opened } from './commit-group.ts';
import { decisionLookup } from './decision-lookup.ts';
import type { EngineNode } from './node.ts';

/** Takes a step on a case as it stands, and throws it away. @returns why it would be refused now; undefined when it would not */
export async function refusalOf(
  node: EngineNode,
  access: Access,
  caseKey: CaseKey,
  command: Exclude<Command, StartCommand>,
): Promise<Refusal | undefined> {
  const { tenantId } = access;
  const read = await readCase(node.sql, { tenantId, caseKey });
  if (!read) return refuse('notFound', 'there is no such case');
  const numbers = { ...node.numbers, atHand: () => 1 };
  const around = { ...node, now: () => node.clock.now(), groupWithin: 'server' as const, numbers };
  return transaction(node.database, async (sql) => {
    const current = new Map([[caseKey, opened(read)]]);
    const lookup = decisionLookup(sql, node.decisions);
    const taken = await oneStep(sql, { access, caseKey, command }, current, node.clock.now(), around, lookup);
    if ('error' in taken) throw taken.error;
    return 'answer' in taken && isRefusal(taken.answer) ? taken.answer : undefined;
  });
}
