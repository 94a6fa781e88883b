/** A simulation in memory: a model and a scenario in, an event log and the end of each case out. Pure; the same seed, the same answer. */
import type { StepContext } from '../../engine/case/command.ts';
import type { CaseState, TermProfile } from '../../engine/case/state.ts';
import type { ExecutableProcess } from '../../engine/model/executable-process.ts';
import type { EventLog } from '../log/event-log.ts';
import { adaptedProcess } from './adapted-process.ts';
import { calendarsOf } from './calendars.ts';
import { drive } from './drive.ts';
import type { Asked, Drive, Driven } from './drive.ts';
import type { CaseChance } from './run.ts';
import { simulatedLog } from './simulated-log.ts';
import { memoryWorld } from './world.ts';

export interface Simulation extends Omit<Drive, 'world' | 'onStep' | 'onTurn'> {
  /** The model; or, where a new version comes into force in the middle, the one that a case begins with at an instant. */
  readonly process: ExecutableProcess | ((startedAt: number) => ExecutableProcess);
  /** The scenario's when absent. */
  readonly term?: TermProfile;
  readonly decisionFor?: StepContext['decisionFor'];
  /** Told of everything asked of the cases, in the order of virtual time. */
  readonly onAsked?: (at: number, caseIndex: number, asked: Asked) => void;
}

export interface Simulated extends Driven {
  readonly log: EventLog;
  readonly states: readonly CaseState[];
}

/** @throws Error when the scenario does not cover what the model asks for (ask `scenarioGaps` first), or when a case never ends */
export function simulate({ process, term, decisionFor, onAsked, ...order }: Simulation): Simulated {
  const { scenario } = order;
  const calendar = calendarsOf(scenario).named('office');
  let turn: CaseChance | undefined;
  const chance = (): CaseChance => {
    if (turn === undefined) throw new Error('No case has its turn.');
    return turn;
  };
  const adapted = new Map<ExecutableProcess, ExecutableProcess>();
  const processAt = (at: number): ExecutableProcess => {
    const meant = typeof process === 'function' ? process(at) : process;
    const made = adapted.get(meant) ?? adaptedProcess(meant, scenario, chance);
    adapted.set(meant, made);
    return made;
  };
  const profile = term ?? scenario.term;
  const world = memoryWorld({
    processAt,
    calendar,
    ...(profile === undefined ? {} : { term: profile }),
    ...(decisionFor === undefined ? {} : { decisionFor }),
  });
  const log = simulatedLog();
  const driven = drive({
    ...order,
    world,
    onTurn: (_caseIndex, own) => {
      turn = own;
    },
    onStep(at, caseIndex, asked, step) {
      log.note(world.processOf(caseIndex), step);
      onAsked?.(at, caseIndex, asked);
    },
  });
  return { ...driven, log: log.build(order.untilAt ?? driven.endedAt), states: world.states };
}
