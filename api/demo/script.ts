/** What a simulation asked of each case, kept so that the real engine can be asked the same. */
import type { CaseState } from '../../engine/case/state.ts';
import type { Arrival } from '../../analytics/simulation/arrivals.ts';
import { simulate } from '../../analytics/simulation/simulate.ts';
import type { Simulated, Simulation } from '../../analytics/simulation/simulate.ts';
import type { RunningCommand } from '../../analytics/simulation/world.ts';
import type { Actor } from '../../engine/index.ts';

export interface ScriptedCase {
  readonly arrival: Arrival;
  readonly commands: readonly ScriptedCommand[];
  /** How the case stands at the end of the script, with the keys of the simulation. */
  readonly state: CaseState;
}

export interface ScriptedCommand {
  readonly at: number;
  /** Names tasks, jobs, timers and subscriptions by the keys of the simulation. */
  readonly command: RunningCommand;
  readonly actor?: Actor;
}

export interface Script {
  readonly cases: readonly ScriptedCase[];
  readonly simulated: Simulated;
}

/** @throws Error what `simulate` throws, and when a case of the scenario ran into an incident: a demo has none */
export function scriptOf(simulation: Simulation): Script {
  const arrivals = new Map<number, Arrival>();
  const commands = new Map<number, ScriptedCommand[]>();
  const simulated = simulate({
    ...simulation,
    onAsked(at, caseIndex, asked) {
      if (asked.kind === 'start') {
        arrivals.set(caseIndex, asked.arrival);
        commands.set(caseIndex, []);
      } else if (asked.kind === 'call' || caseIndex < 0) throw new Error('A case that calls another one is not enacted.');
      else if (asked.kind !== 'told') {
        const actor = asked.kind === 'command' ? asked.actor : undefined;
        commands.get(caseIndex)?.push({ at, command: asked.command, ...(actor === undefined ? {} : { actor }) });
      }
    },
  });
  const [incident] = simulated.incidents;
  if (incident !== undefined)
    throw new Error(`Case ${String(incident.caseIndex + 1)} stopped at "${incident.elementId}": ${incident.message}.`);
  const cases: ScriptedCase[] = [];
  for (const [caseIndex, arrival] of arrivals) {
    const state = simulated.states[caseIndex];
    if (state !== undefined) cases.push({ arrival, commands: commands.get(caseIndex) ?? [], state });
  }
  return { cases, simulated };
}
