import type { SqlTransaction } from '../store/sql.ts';
import type { Command } from '../case/command.ts';
import { step, type Step } from '../case/step.ts';
import type { CaseState } from '../case/state.ts';
import { isRefusal, refuse, type Refusal } from '../errors.ts';
import type { CaseKey, DefinitionKey } from '../ids.ts';
import { maySee, type Access } from '../store/access.ts';
import { applyEffects, type Written } from '../store/apply-effects.ts';
import { lockCases, type ReadCase } from '../store/cases.ts';
import type { Claim } from '../store/claims.ts';
import type { Message } from '../store/messages.ts';
import type { Bucketing } from '../store/table.ts';
import type { WorkingCalendar } from '../time/calendar.ts';
import type { Compiled, CompiledDefinitions } from './compiled-definitions.ts';

/** A command that somebody waits for. */
export interface Ask {
  readonly access: Access;
  readonly caseKey: CaseKey;
  readonly command: Command;
  /** When it happened, where that is not now: a history that is loaded, in the order of its instants. */
  readonly at?: number | undefined;
  /** Taken in the step's transaction; the command is refused when one of them is taken already. */
  readonly claims?: readonly Claim[];
  /** Of the message that starts the case, where it has one. */
  readonly correlationKey?: string;
}

/** What a command came to, committed. */
export interface Done {
  readonly step: Step;
  readonly state: CaseState;
  readonly compiled: Compiled;
  readonly correlationKey?: string | undefined;
  /** Messages and signals that the step sent: kept, not yet distributed. */
  readonly sent: readonly Message[];
}

/** A refusal is the command's answer; an error is a bug in its step, which concerns it alone. */
export type Result = { readonly answer: Done | Refusal } | { readonly error: unknown };

export interface Surroundings {
  readonly definitions: CompiledDefinitions;
  readonly groupWithin: Bucketing;
  readonly now: () => number;
  readonly calendarOf: (tenantId: string, unit: string | undefined) => WorkingCalendar;
}

/** A case within the transaction: as it was read, and as the steps so far have left it. */
interface Current {
  readonly read: CaseState | undefined;
  readonly state: CaseState | undefined;
  readonly processId: string;
  readonly correlationKey: string | undefined;
}

/**
 * The transaction of a group: lock the cases in order, read them, take the claims, step each command on the state that the one before
 * it left, write everything in one statement. A command that is refused, or whose step has a bug, leaves no trace and disturbs no other.
 */
export async function commitGroup(sql: SqlTransaction, asks: readonly Ask[], around: Surroundings): Promise<Result[]> {
  const locked = await lockCases(sql, names(asks), around.groupWithin);
  const current = new Map<CaseKey, Current>([...locked].map(([key, read]) => [key, opened(read)]));
  const claimed = await takeClaims(sql, asks);
  const written: Written[] = [];
  const results: Result[] = [];
  const done: { readonly index: number; readonly step: Step; readonly compiled: Compiled; readonly current: Current }[] = [];
  for (const [index, ask] of asks.entries()) {
    const now = ask.at ?? around.now();
    const stepped = claimed[index]
      ? await oneStep(sql, ask, current.get(ask.caseKey), now, around)
      : { answer: refuse('conflict', 'this has been done already') };
    if (!('step' in stepped)) {
      results[index] = stepped;
      if (claimed[index]) await giveBack(sql, ask);
      continue;
    }
    const { read, processId, correlationKey } = stepped.current;
    current.set(ask.caseKey, stepped.current);
    written.push({ step: stepped.step, processId, correlationKey, read, now });
    done.push({ index, ...stepped });
  }
  const sent = written.length > 0 ? await applyEffects(sql, written, around.groupWithin) : new Map<Step, readonly Message[]>();
  for (const { index, step: taken, compiled, current: after } of done) {
    const { correlationKey } = after;
    results[index] = { answer: { step: taken, state: taken.state, compiled, correlationKey, sent: sent.get(taken) ?? [] } };
  }
  return results;
}

function names(asks: readonly Ask[]) {
  const wanted = new Map(
    asks
      .filter((ask) => ask.command.type !== 'startCase')
      .map((ask) => [ask.caseKey, { tenantId: ask.access.tenantId, caseKey: ask.caseKey }]),
  );
  return [...wanted.values()];
}

function opened({ state, processId, correlationKey }: ReadCase): Current {
  return { read: state, state, processId, correlationKey };
}

interface Stepped {
  readonly step: Step;
  readonly compiled: Compiled;
  readonly current: Current;
}

async function oneStep(
  sql: SqlTransaction,
  ask: Ask,
  current: Current | undefined,
  now: number,
  around: Surroundings,
): Promise<Stepped | Result> {
  const { access, command } = ask;
  const state = current?.state;
  const gone = { answer: refuse('notFound', 'there is no such case') };
  if (command.type !== 'startCase' && (!state || !maySee(access, state))) return gone;
  const definitionKey: DefinitionKey | undefined = command.type === 'startCase' ? command.definitionKey : state?.definitionKey;
  const unit = command.type === 'startCase' ? command.dimensions.unit : state?.dimensions.unit;
  const context = { now, calendar: around.calendarOf(access.tenantId, unit), ...(access.actor ? { actor: access.actor } : {}) };
  try {
    const compiled = definitionKey && (await around.definitions.get(sql, access.tenantId, definitionKey));
    if (!compiled) return command.type === 'startCase' ? { answer: refuse('notFound', 'there is no such definition') } : gone;
    const taken = step(compiled.process, state, command, context);
    if (isRefusal(taken)) return { answer: taken };
    const processId = compiled.process.id;
    const correlationKey = current ? current.correlationKey : ask.correlationKey;
    return { step: taken, compiled, current: { read: current?.read, state: taken.state, processId, correlationKey } };
  } catch (error) {
    // After an error of the database the transaction is lost for all.
    if (error instanceof Error && 'severity' in error) throw error;
    return { error };
  }
}

/** Which asks have got all their claims. */
async function takeClaims(sql: SqlTransaction, asks: readonly Ask[]): Promise<boolean[]> {
  const got = asks.map(() => true);
  const wanted = asks.flatMap((ask, index) => (ask.claims ?? []).map((claim) => ({ index, claim })));
  wanted.sort((one, other) => (one.claim.id < other.claim.id ? -1 : one.claim.id > other.claim.id ? 1 : one.index - other.index));
  const taken: typeof wanted = [];
  for (const { index, claim } of wanted) {
    if (await claim.take(sql)) taken.push({ index, claim });
    else got[index] = false;
  }
  for (const { index, claim } of taken) if (!got[index]) await claim.giveBack(sql);
  return got;
}

async function giveBack(sql: SqlTransaction, ask: Ask): Promise<void> {
  for (const claim of ask.claims ?? []) await claim.giveBack(sql);
}
