/** What a simulation asked of each case and of those that it calls, kept so that the real engine can be asked the same. */
import type { CaseState } from '../../engine/case/state.ts';
import type { CaseKey, ElementInstanceKey } from '../../engine/ids.ts';
import type { Arrival } from '../../analytics/simulation/arrivals.ts';
import { simulate } from '../../analytics/simulation/simulate.ts';
import type { Simulated, Simulation } from '../../analytics/simulation/simulate.ts';
import { memoryCaseKey } from '../../analytics/simulation/world.ts';
import type { RunningCommand } from '../../analytics/simulation/world.ts';
import type { Actor } from '../../engine/index.ts';

export interface ScriptedCase {
  readonly arrival: Arrival;
  /** Asked of it and of those that it calls, in the order of virtual time. What cases ask of each other the engine does by itself. */
  readonly commands: readonly ScriptedCommand[];
  /** How the case stands at the end of the script, with the keys of the simulation. */
  readonly state: CaseState;
  /** The cases that it calls, and those that they call, in the order in which they begin. */
  readonly called: readonly ScriptedCall[];
}

export interface ScriptedCall {
  /** Which case calls it: 0 the first of all, n the nth of `called`. */
  readonly caller: number;
  readonly elementInstanceKey: ElementInstanceKey;
  readonly state: CaseState;
}

export interface ScriptedCommand {
  readonly at: number;
  /** Which case it is asked of: 0 the case itself, n the nth of those that are called. */
  readonly of: number;
  /** The version in which that case is then. */
  readonly version: number;
  /** Names tasks, jobs, timers and subscriptions by the keys of the simulation. */
  readonly command: RunningCommand;
  readonly actor?: Actor;
}

export interface Script {
  readonly cases: readonly ScriptedCase[];
  readonly simulated: Simulated;
}

/** A case with those that it calls, while they are simulated. */
interface Family {
  readonly arrival: Arrival;
  readonly root: number;
  readonly commands: ScriptedCommand[];
  readonly called: (Omit<ScriptedCall, 'state'> & { readonly caseIndex: number })[];
}

interface Member {
  readonly family: Family;
  readonly of: number;
  version: number;
}

/** @throws Error what `simulate` throws, and when a case of the scenario ran into an incident: a demo has none */
export function scriptOf(simulation: Simulation): Script {
  const families: Family[] = [];
  const byIndex = new Map<number, Member>();
  const byKey = new Map<CaseKey, Member>();
  const join = (caseIndex: number, key: CaseKey, family: Family): void => {
    const member = { family, of: family.called.length, version: 1 };
    byIndex.set(caseIndex, member);
    byKey.set(key, member);
  };
  const simulated = simulate({
    ...simulation,
    onAsked(at, caseIndex, asked) {
      if (asked.kind === 'start') {
        const family: Family = { arrival: asked.arrival, root: caseIndex, commands: [], called: [] };
        families.push(family);
        join(caseIndex, memoryCaseKey(caseIndex), family);
        return;
      }
      if (asked.kind === 'call') {
        const { caller, calledCaseKey } = asked.called;
        const calls = byKey.get(caller.caseKey);
        if (calls === undefined) throw new Error(`Case ${caller.caseKey} calls before it has begun.`);
        calls.family.called.push({ caller: calls.of, elementInstanceKey: caller.elementInstanceKey, caseIndex });
        join(caseIndex, calledCaseKey, calls.family);
        return;
      }
      const member = byIndex.get(caseIndex);
      if (member === undefined) return;
      const { family, of, version } = member;
      member.version += 1;
      if (asked.kind === 'told') return;
      const actor = asked.kind === 'command' ? asked.actor : undefined;
      family.commands.push({ at, of, version, command: asked.command, ...(actor === undefined ? {} : { actor }) });
    },
  });
  const [incident] = simulated.incidents;
  if (incident !== undefined)
    throw new Error(`Case ${String(incident.caseIndex + 1)} stopped at "${incident.elementId}": ${incident.message}.`);
  const stateOf = (caseIndex: number): CaseState => {
    const state = caseIndex < 0 ? simulated.calledStates[-1 - caseIndex] : simulated.states[caseIndex];
    if (state === undefined) throw new Error(`Of case ${String(caseIndex + 1)} no state is known.`);
    return state;
  };
  const cases = families.map(({ arrival, root, commands, called }) => ({
    arrival,
    commands,
    state: stateOf(root),
    called: called.map(({ caseIndex, ...call }) => ({ ...call, state: stateOf(caseIndex) })),
  }));
  return { cases, simulated };
}
