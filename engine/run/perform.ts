import { transaction } from '../../database/transaction.ts';
import type { Database } from '../../database/connect.ts';
import type { Refusal } from '../errors.ts';
import { bucketOf, type CaseKey } from '../ids.ts';
import { UnreadableCase } from '../store/cases.ts';
import { OutOfNumbers } from '../store/numbers.ts';
import { casesOf, commitGroup, type Ask, type Done, type Result, type Surroundings } from './commit-group.ts';

/** Every change of a case goes through here: one lock, one step, one commit; steps that arrive together share the commit. */
export interface Performer {
  /**
   * @throws what the step threw (a bug in it; nothing was changed), or the database's error; OutcomeUnknownError when the connection
   * broke during the commit.
   */
  perform(ask: Ask): Promise<Done | Refusal>;
  /** Resolves when nothing is waiting or under way. */
  idle(): Promise<void>;
}

interface Waiting {
  readonly ask: Ask;
  readonly resolve: (answer: Done | Refusal) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Sessions that commit at once. Two groups of 16 fill a server (measured: 10,000 durable steps/s); more would only make the groups
 * smaller. The rest of the pool answers questions.
 */
const COMMITTING = 2;

/** Numbers had at hand when a group's steps call cases and there were too few; more with each attempt. */
const FIRST_STOCK = 500;
const LARGEST_STOCK = 500 * 8 ** 4;

export interface Grouping {
  readonly groupSize: number;
}

export function performer(database: Database, around: Surroundings, { groupSize }: Grouping): Performer {
  let waiting: Waiting[] = [];
  let running = 0;
  let summoned = false;
  const busy = new Set<CaseKey>();
  const idlers: (() => void)[] = [];
  const atOnce = Math.min(COMMITTING, Math.max(1, database.poolSize - 1));

  function summon(): void {
    if (summoned || running >= atOnce || waiting.length === 0) return;
    summoned = true;
    // What arrives in the same turn of the event loop joins the group.
    setImmediate(() => {
      summoned = false;
      const group = nextGroup();
      if (group.length > 0) void run(group);
      summon();
    });
  }

  /** Those that came first; a case that another session holds waits for it, so that no session waits for a lock of ours. */
  function nextGroup(): Waiting[] {
    if (running >= atOnce) return [];
    const group: Waiting[] = [];
    const held = new Set(busy);
    const left: Waiting[] = [];
    for (const [index, one] of waiting.entries()) {
      if (group.length === groupSize) {
        left.push(...waiting.slice(index));
        break;
      }
      const cases = casesOf(one.ask);
      if (!cases.some((caseKey) => held.has(caseKey)) && fits(group[0], one)) group.push(one);
      else {
        for (const caseKey of cases) held.add(caseKey);
        left.push(one);
      }
    }
    waiting = left;
    return group;
  }

  function fits(first: Waiting | undefined, one: Waiting): boolean {
    if (!first || around.groupWithin === 'server') return true;
    return bucketOf(first.ask.caseKey) === bucketOf(one.ask.caseKey);
  }

  async function run(group: readonly Waiting[]): Promise<void> {
    running += 1;
    const cases = group.flatMap(({ ask }) => casesOf(ask));
    for (const caseKey of cases) busy.add(caseKey);
    await commit(group);
    for (const caseKey of cases) busy.delete(caseKey);
    running -= 1;
    summon();
    if (running === 0 && waiting.length === 0) for (const wake of idlers.splice(0)) wake();
  }

  /** A group that the database refuses is tried one by one, so that each gets its own answer. */
  async function commit(group: readonly Waiting[], stock = FIRST_STOCK): Promise<void> {
    const asks = group.map(({ ask }) => ask);
    try {
      const results = await transaction(database, (sql) => commitGroup(sql, asks, around));
      for (const [index, one] of group.entries()) answer(one, results[index]);
    } catch (error) {
      if (error instanceof OutOfNumbers && stock <= LARGEST_STOCK) {
        await restock(group, stock);
        return;
      }
      if (group.length === 1 || !isOfOneStatement(error)) for (const { reject } of group) reject(error);
      else for (const one of group) await commit([one]);
    }
  }

  /** Outside the transaction, as numbers have to be taken. */
  async function restock(group: readonly Waiting[], stock: number): Promise<void> {
    try {
      await around.numbers.stock(stock);
    } catch (error) {
      for (const { reject } of group) reject(error);
      return;
    }
    await commit(group, stock * 8);
  }

  return {
    perform(ask) {
      return new Promise((resolve, reject) => {
        waiting.push({ ask, resolve, reject });
        summon();
      });
    },
    idle() {
      if (running === 0 && waiting.length === 0) return Promise.resolve();
      return new Promise((resolve) => idlers.push(resolve));
    },
  };
}

function answer({ resolve, reject }: Waiting, result: Result | undefined): void {
  if (result && 'answer' in result) resolve(result.answer);
  else reject(result?.error ?? new Error('a command was not answered'));
}

/**
 * A statement was refused for what it says (a value that PostgreSQL cannot hold, a stale version: 22012) or for a lock that one of the
 * group waited for, or a case cannot be read, and everything is rolled back. Not so a lost connection, a full disk or a stopping server:
 * they would fail again.
 */
function isOfOneStatement(error: unknown): boolean {
  if (error instanceof UnreadableCase) return true;
  if (!(error instanceof Error) || !('code' in error) || !('severity' in error)) return false;
  return typeof error.code === 'string' && /^(2[0-9]|40|42|54|55|P0)/.test(error.code);
}
