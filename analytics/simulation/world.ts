/**
 * Where a driven case lives. The driver asks a world for steps and plans by what comes back; it does not know whether anything else
 * listens. In memory a world is the engine's own `step` and a list of states.
 */
import type { Actor, Command, StartCommand, StepContext } from '../../engine/case/command.ts';
import type { Dimensions, TermProfile, CaseState } from '../../engine/case/state.ts';
import { step } from '../../engine/case/step.ts';
import type { Step } from '../../engine/case/step.ts';
import type { Refusal, Variables } from '../../engine/errors.ts';
import { isRefusal } from '../../engine/errors.ts';
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
  /** A refusal is an answer: the driver may come too late with something that the case no longer waits for. */
  perform(at: number, caseIndex: number, command: RunningCommand, actor?: Actor): Step | Refusal;
}

export interface MemoryWorld extends World {
  readonly states: readonly CaseState[];
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
}

/** The key a case has in a memory world: its number is its index + 1, its bucket 0. */
export function memoryCaseKey(caseIndex: number): CaseKey {
  return numberedKey<CaseKey>(caseIndex + 1, 0);
}

export function memoryWorld({ processAt, calendar, term, decisionFor }: MemoryWorldOptions): MemoryWorld {
  const states: CaseState[] = [];
  const processes: ExecutableProcess[] = [];
  const contextAt = (now: number): StepContext => ({ now, calendar, ...(decisionFor === undefined ? {} : { decisionFor }) });
  const processOf = (caseIndex: number): ExecutableProcess => {
    const process = processes[caseIndex];
    if (process === undefined) throw new Error(`Case ${String(caseIndex + 1)} has not begun.`);
    return process;
  };
  return {
    states,
    processOf,
    start(at, caseIndex, { variables, dimensions }) {
      const command: StartCommand = {
        type: 'startCase',
        caseKey: memoryCaseKey(caseIndex),
        tenantId: 'simulation',
        definitionKey: numberedKey<DefinitionKey>(1, 0),
        variables,
        dimensions,
        ...(term === undefined ? {} : { term }),
      };
      const process = processAt(at);
      const done = step(process, undefined, command, contextAt(at));
      if (isRefusal(done)) throw new Error(`A case could not be started: ${done.message}.`);
      states[caseIndex] = done.state;
      processes[caseIndex] = process;
      return done;
    },
    perform(at, caseIndex, command, actor) {
      const done = step(processOf(caseIndex), states[caseIndex], command, {
        ...contextAt(at),
        ...(actor === undefined ? {} : { actor }),
      });
      if (!isRefusal(done)) states[caseIndex] = done.state;
      return done;
    },
  };
}
