/** A simulation in memory: a model and a scenario in, an event log and the end of each case out. Pure; the same seed, the same answer. */
import type { StepContext } from '../../engine/case/command.ts';
import type { CaseState, TermProfile } from '../../engine/case/state.ts';
import type { ExecutableProcess } from '../../engine/model/executable-process.ts';
import type { EventLog } from '../log/event-log.ts';
import { adaptedProcess } from './adapted-process.ts';
import { calendarsOf } from './calendars.ts';
import { drive } from './drive.ts';
import type { Asked, Drive, Driven } from './drive.ts';
import { calledName } from './run.ts';
import type { CaseChance } from './run.ts';
import { simulatedLog } from './simulated-log.ts';
import type { SimulatedLog } from './simulated-log.ts';
import { memoryCaseIndex, memoryWorld } from './world.ts';

export interface Simulation extends Omit<Drive, 'world' | 'onStep' | 'onTurn'> {
  /** The model; or, where a new version comes into force in the middle, the one that a case begins with at an instant. */
  readonly process: ExecutableProcess | ((startedAt: number) => ExecutableProcess);
  /** The scenario's when absent. */
  readonly term?: TermProfile;
  readonly decisionFor?: StepContext['decisionFor'];
  /** The processes that call activities call, one version of each; the scenario names their elements `process/id`. */
  readonly called?: readonly ExecutableProcess[];
  /** Told of everything asked of the cases, in the order of virtual time. */
  readonly onAsked?: (at: number, caseIndex: number, asked: Asked) => void;
}

export interface Simulated extends Driven {
  readonly log: EventLog;
  readonly states: readonly CaseState[];
  /** Of the called cases, in the order of calls. */
  readonly calledStates: readonly CaseState[];
  /** By process: a called case is a case of that, as in the engine's own log. */
  readonly calledLogs: ReadonlyMap<string, EventLog>;
  /** The case at the top of the calls, by the key of a called case. */
  readonly rootOfCalled: ReadonlyMap<string, number>;
}

/** @throws Error when the scenario does not cover what the model asks for (ask `scenarioGaps` first), or when a case never ends */
export function simulate({ process, term, decisionFor, called = [], onAsked, ...order }: Simulation): Simulated {
  const { scenario } = order;
  const calendar = calendarsOf(scenario).named('office');
  let turn: CaseChance | undefined;
  const chance = (): CaseChance => {
    if (turn === undefined) throw new Error('No case has its turn.');
    return turn;
  };
  // The process of the scenario may call itself.
  const [adapted, adaptedCalled] = [
    new Map<ExecutableProcess, ExecutableProcess>(),
    new Map<ExecutableProcess, ExecutableProcess>(),
  ];
  const processAt = (at: number): ExecutableProcess => {
    const meant = typeof process === 'function' ? process(at) : process;
    return keptIn(adapted, meant, () => adaptedProcess(meant, scenario, chance));
  };
  const calledProcess = (processId: string): ExecutableProcess | undefined => {
    const meant = called.find(({ id }) => id === processId);
    const named = (id: string): string => calledName(processId, id);
    return meant && keptIn(adaptedCalled, meant, () => adaptedProcess(meant, scenario, chance, named));
  };
  const profile = term ?? scenario.term;
  const world = memoryWorld({
    processAt,
    calendar,
    ...(profile === undefined ? {} : { term: profile }),
    ...(decisionFor === undefined ? {} : { decisionFor }),
    calledProcess,
  });
  const log = simulatedLog();
  const calledLogs = new Map<string, SimulatedLog>();
  const rootOfCalled = new Map<string, number>();
  const driven = drive({
    ...order,
    world,
    onTurn: (_caseIndex, own) => {
      turn = own;
    },
    onStep(at, caseIndex, asked, step) {
      const of = world.processOf(caseIndex);
      if (caseIndex >= 0) log.note(of, step);
      else keptIn(calledLogs, of.id, simulatedLog).note(of, step);
      if (asked.kind === 'call') rootOfCalled.set(step.state.caseKey, memoryCaseIndex(asked.called.caller.rootCaseKey));
      onAsked?.(at, caseIndex, asked);
    },
  });
  const observedUntilAt = order.untilAt ?? driven.endedAt;
  return {
    ...driven,
    log: log.build(observedUntilAt),
    states: world.states,
    calledStates: world.called,
    calledLogs: new Map([...calledLogs].map(([id, each]) => [id, each.build(observedUntilAt)])),
    rootOfCalled,
  };
}

function keptIn<Key, Value>(kept: Map<Key, Value>, key: Key, make: () => Value): Value {
  const found = kept.get(key) ?? make();
  kept.set(key, found);
  return found;
}
