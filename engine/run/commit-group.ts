import type { SqlTransaction } from '../store/sql.ts';
import { waitsFor } from '../case/call.ts';
import type { Command } from '../case/command.ts';
import { step, type Step } from '../case/step.ts';
import type { CaseState } from '../case/state.ts';
import { SUSPENDED } from '../case/suspension.ts';
import { isRefusal, refuse, type Refusal } from '../errors.ts';
import { bucketOf, numberedKey, type CaseKey, type DefinitionKey, type ElementInstanceKey } from '../ids.ts';
import { maySee, type Access } from '../store/access.ts';
import { applyEffects, type Sent, type Written } from '../store/apply-effects.ts';
import { lockCases, type CaseName, type ReadCase } from '../store/cases.ts';
import type { Claim } from '../store/claims.ts';
import { OutOfNumbers, type Numbers } from '../store/numbers.ts';
import type { Bucketing } from '../store/table.ts';
import type { WorkingCalendar } from '../time/calendar.ts';
import { deletedVersion, type Compiled, type CompiledDefinitions } from './compiled-definitions.ts';
import { decisionLookup, type DecisionLookup } from './decision-lookup.ts';
import type { DecisionModels } from './decision-models.ts';

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
  /** Of the case that starts. */
  readonly tags?: readonly string[];
  /** The command is refused unless this call activity still waits for that case; its case is locked too. */
  readonly call?: Call;
}

export interface Call {
  readonly caseKey: CaseKey;
  readonly elementInstanceKey: ElementInstanceKey;
  readonly calledCaseKey: CaseKey;
}

/** The cases that an ask locks: none of them may be held by another session. */
export function casesOf({ caseKey, call }: Ask): readonly CaseKey[] {
  return call && call.caseKey !== caseKey ? [caseKey, call.caseKey] : [caseKey];
}

/** The answer to an ask that did not get its claims. */
export const TAKEN = refuse('conflict', 'this has been done already');

/** What a command came to, committed. */
export interface Done {
  readonly step: Step;
  readonly state: CaseState;
  readonly compiled: Compiled;
  readonly correlationKey?: string | undefined;
  readonly tags?: readonly string[] | undefined;
  /** What the step sent: kept, not yet distributed. */
  readonly sent: Sent;
  readonly at: number | undefined;
}

/** A refusal is the command's answer; an error is a bug in its step, which concerns it alone. */
export type Result = { readonly answer: Done | Refusal } | { readonly error: unknown };

export interface Surroundings {
  readonly definitions: CompiledDefinitions;
  readonly decisions: DecisionModels;
  readonly groupWithin: Bucketing;
  readonly numbers: Numbers;
  readonly now: () => number;
  readonly calendarOf: (tenantId: string, unit: string | undefined) => WorkingCalendar;
}

/** A case within the transaction: as it was read, and as the steps so far have left it. */
export interface Current {
  readonly read: CaseState | undefined;
  readonly state: CaseState | undefined;
  readonly processId: string;
  readonly correlationKey: string | undefined;
  readonly tags?: readonly string[] | undefined;
}

/**
 * The transaction of a group: lock the cases in order, read them, take the claims, step each command on the state that the one before
 * it left, write everything in one statement. A command that is refused, or whose step has a bug, leaves no trace and disturbs no other.
 * @throws OutOfNumbers when its steps call more cases than there are numbers at hand
 */
export async function commitGroup(sql: SqlTransaction, asks: readonly Ask[], around: Surroundings): Promise<Result[]> {
  const locked = await lockCases(sql, names(asks), around.groupWithin);
  const current = new Map<CaseKey, Current>([...locked].map(([key, read]) => [key, opened(read)]));
  const claimed = await takeClaims(sql, asks);
  const decisions = decisionLookup(sql, around.decisions);
  const written: Written[] = [];
  const results: Result[] = [];
  const done: { readonly index: number; readonly step: Step; readonly compiled: Compiled; readonly current: Current }[] = [];
  for (const [index, ask] of asks.entries()) {
    const now = ask.at ?? around.now();
    const stepped = claimed[index] ? await oneStep(sql, ask, current, now, around, decisions) : { answer: TAKEN };
    if (!('step' in stepped)) {
      results[index] = stepped;
      if (claimed[index]) await giveBack(sql, ask);
      continue;
    }
    const { freed } = stepped;
    current.set(ask.caseKey, stepped.current);
    written.push({ step: stepped.step, ...stepped.current, freed, now });
    done.push({ index, ...stepped });
  }
  const sent = written.length > 0 ? await applyEffects(sql, written, around.groupWithin) : new Map<Step, Sent>();
  for (const { index, step: taken, compiled, current: after } of done) {
    const { correlationKey, tags } = after;
    const { at } = asks[index] ?? {};
    const own = sent.get(taken) ?? { messages: [], mail: [] };
    results[index] = { answer: { step: taken, state: taken.state, compiled, correlationKey, tags, sent: own, at } };
  }
  return results;
}

function names(asks: readonly Ask[]) {
  const wanted = new Map<CaseKey, CaseName>();
  for (const ask of asks) {
    const { tenantId } = ask.access;
    for (const caseKey of casesOf(ask))
      if (ask.command.type !== 'startCase' || caseKey !== ask.caseKey) wanted.set(caseKey, { tenantId, caseKey });
  }
  return [...wanted.values()];
}

export function opened({ state, processId, correlationKey, tags }: ReadCase): Current {
  return { read: state, state, processId, correlationKey, tags };
}

interface Stepped {
  readonly step: Step;
  readonly compiled: Compiled;
  readonly current: Current;
  readonly freed?: Written['freed'];
}

export async function oneStep(
  sql: SqlTransaction,
  ask: Ask,
  all: ReadonlyMap<CaseKey, Current>,
  now: number,
  around: Surroundings,
  decisions: DecisionLookup,
): Promise<Stepped | Result> {
  const { access, command } = ask;
  const current = all.get(ask.caseKey);
  const state = current?.state;
  const gone = { answer: refuse('notFound', 'there is no such case') };
  if (command.type !== 'startCase' && (!state || !maySee(access, state))) return gone;
  const { call } = ask;
  if (call && !waitsFor(all.get(call.caseKey)?.state, call.elementInstanceKey, call.calledCaseKey))
    return { answer: refuse('notFound', 'nothing waits for the called case any more') };
  // Nothing new begins for a case that stands still.
  if (ask.call && command.type === 'startCase' && all.get(ask.call.caseKey)?.state?.suspension) return { answer: SUSPENDED };
  const isNamed = command.type === 'startCase' || command.type === 'migrateCase';
  const definitionKey: DefinitionKey | undefined = isNamed ? command.definitionKey : state?.definitionKey;
  const unit = command.type === 'startCase' ? command.dimensions.unit : state?.dimensions.unit;
  const context = {
    now,
    calendar: around.calendarOf(access.tenantId, unit),
    ...(access.actor ? { actor: access.actor } : {}),
    newCaseKey: () => numberedKey<CaseKey>(around.numbers.atHand(), bucketOf(ask.caseKey)),
  };
  try {
    const compiled = definitionKey && (await around.definitions.get(sql, access.tenantId, definitionKey));
    if (!compiled) return isNamed ? { answer: refuse('notFound', 'there is no such definition') } : gone;
    const isMigration = command.type === 'migrateCase' && state !== undefined;
    if (isMigration && !(await around.definitions.mayStart(sql, access.tenantId, command.definitionKey)))
      return { answer: deletedVersion(compiled) };
    const from = isMigration ? (await around.definitions.get(sql, access.tenantId, state.definitionKey))?.process : undefined;
    const taken = await decisions.stepping(compiled, (decisionFor) =>
      step(compiled.process, state, command, { ...context, decisionFor, ...(from ? { from } : {}) }),
    );
    if (isRefusal(taken)) return { answer: taken };
    const processId = compiled.process.id;
    const { correlationKey, tags } = current ?? ask;
    const after = { read: current?.read, state: taken.state, processId, correlationKey, tags };
    if (!current || current.processId === processId || correlationKey === undefined)
      return { step: taken, compiled, current: after };
    // It is no longer the case of that process which a message with this key has started.
    const freed = { processId: current.processId, correlationKey };
    return { step: taken, compiled, current: { ...after, correlationKey: undefined }, freed };
  } catch (error) {
    // After an error of the database the transaction is lost for all; without numbers all begin again.
    if (error instanceof OutOfNumbers || (error instanceof Error && 'severity' in error)) throw error;
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
