/**
 * Where a driven case lives. The driver asks a world for steps and plans by what comes back; it does not know whether anything else
 * listens. In memory a world is the engine's own `step` and a list of states.
 */
import { waitsFor } from '../../engine/case/call.ts';
import type { Actor, Command, StartCommand, StepContext } from '../../engine/case/command.ts';
import type { CallCase } from '../../engine/case/effect.ts';
import type { Dimensions, TermProfile, CaseState } from '../../engine/case/state.ts';
import { step } from '../../engine/case/step.ts';
import type { Step } from '../../engine/case/step.ts';
import type { Refusal, Variables } from '../../engine/errors.ts';
import { isRefusal, refuse } from '../../engine/errors.ts';
import { numberedKey } from '../../engine/ids.ts';
import type { CaseKey, DefinitionKey } from '../../engine/ids.ts';
import type { ExecutableProcess } from '../../engine/model/executable-process.ts';
import type { WorkingCalendar } from '../../engine/time/calendar.ts';

export type RunningCommand = Exclude<Command, StartCommand>;

export interface Begin {
  readonly variables: Variables;
  readonly dimensions: Dimensions;
}

export interface World {
  /** Starts the case with this index (0, 1, 2… in the order of starts). @throws Error when the process cannot be started so */
  start(at: number, caseIndex: number, begin: Begin): Step;
  /**
   * Begins the case that a call activity calls, under an index below zero (−1, −2, −3… in the order of calls).
   * @returns a refusal when it cannot be begun; undefined when nothing waits for it any more
   */
  call(at: number, caseIndex: number, called: CallCase): Step | Refusal | undefined;
  /** A refusal is an answer: the driver may come too late with something that the case no longer waits for. */
  perform(at: number, caseIndex: number, command: RunningCommand, actor?: Actor): Step | Refusal;
}

/** The process that a call means; undefined: there is none. */
export type CalledProcesses = (processId: string) => ExecutableProcess | undefined;

export interface MemoryWorld extends World {
  /** Of the cases that began by themselves, by index. */
  readonly states: readonly CaseState[];
  /** Of the called cases, in the order of calls. */
  readonly called: readonly CaseState[];
  /** The version of the model that the case began with. */
  processOf(caseIndex: number): ExecutableProcess;
}

export interface MemoryWorldOptions {
  /** The version that is in force when a case begins. */
  readonly processAt: (at: number) => ExecutableProcess;
  /** The institution's calendar, for timers in working time and for the term. */
  readonly calendar: WorkingCalendar;
  readonly term?: TermProfile;
  /** What business rule tasks evaluate; without it they stop with an incident. */
  readonly decisionFor?: StepContext['decisionFor'];
  /** What call activities call; without it they stop with an incident. */
  readonly calledProcess?: CalledProcesses;
}

/** The key a case has in a memory world: its number is its index + 1, its bucket 0. */
export function memoryCaseKey(caseIndex: number): CaseKey {
  return numberedKey<CaseKey>(caseIndex + 1, 0);
}

export function memoryCaseIndex(key: CaseKey): number {
  return Number(BigInt(key) >> 30n) - 1;
}

/** Called cases are numbered by themselves, in another bucket: how many there are changes no key of the others. */
const CALLED_BUCKET = 1;

interface Member {
  readonly process: ExecutableProcess;
  state: CaseState;
}

export function memoryWorld({ processAt, calendar, term, decisionFor, calledProcess }: MemoryWorldOptions): MemoryWorld {
  const cases: Member[] = [];
  const called: Member[] = [];
  const byKey = new Map<CaseKey, Member>();
  let keys = 0;
  const newCaseKey = (): CaseKey => numberedKey<CaseKey>(++keys, CALLED_BUCKET);
  const contextAt = (now: number): StepContext => ({
    now,
    calendar,
    newCaseKey,
    ...(decisionFor === undefined ? {} : { decisionFor }),
  });
  const member = (caseIndex: number): Member => {
    const found = caseIndex < 0 ? called[-1 - caseIndex] : cases[caseIndex];
    if (found === undefined) throw new Error(`Case ${String(caseIndex + 1)} has not begun.`);
    return found;
  };
  const begin = (process: ExecutableProcess, at: number, command: Omit<StartCommand, 'type' | 'tenantId' | 'definitionKey'>) => {
    const definitionKey = numberedKey<DefinitionKey>(1, 0);
    return step(process, undefined, { type: 'startCase', tenantId: 'simulation', definitionKey, ...command }, contextAt(at));
  };
  return {
    get states() {
      return cases.map(({ state }) => state);
    },
    get called() {
      return called.map(({ state }) => state);
    },
    processOf: (caseIndex) => member(caseIndex).process,
    start(at, caseIndex, { variables, dimensions }) {
      const process = processAt(at);
      const caseKey = memoryCaseKey(caseIndex);
      const done = begin(process, at, { caseKey, variables, dimensions, ...(term === undefined ? {} : { term }) });
      if (isRefusal(done)) throw new Error(`A case could not be started: ${done.message}.`);
      cases[caseIndex] = { process, state: done.state };
      if (calledProcess !== undefined) byKey.set(caseKey, cases[caseIndex]);
      return done;
    },
    call(at, caseIndex, { calledCaseKey, caller, processId, variables, dimensions }) {
      if (!waitsFor(byKey.get(caller.caseKey)?.state, caller.elementInstanceKey, calledCaseKey)) return undefined;
      const process = calledProcess?.(processId);
      if (process === undefined)
        return refuse('notFound', `process '${processId}' is called, but the simulation does not have it`);
      const done = begin(process, at, { caseKey: calledCaseKey, variables, dimensions, caller });
      if (isRefusal(done)) return done;
      const begun = { process, state: done.state };
      called[-1 - caseIndex] = begun;
      byKey.set(calledCaseKey, begun);
      return done;
    },
    perform(at, caseIndex, command, actor) {
      const of = member(caseIndex);
      const done = step(of.process, of.state, command, { ...contextAt(at), ...(actor === undefined ? {} : { actor }) });
      if (!isRefusal(done)) of.state = done.state;
      return done;
    },
  };
}
