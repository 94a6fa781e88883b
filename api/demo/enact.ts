/**
 * Lets the real engine and store live through a script under virtual time: every command goes through the engine's own transaction, at
 * the instant at which the scenario's people, machines and applicants gave it. What a case comes to depends on its own commands alone,
 * so cases go side by side and share commits; within a case the order is kept.
 */
import type { Access, DefinitionKey, Engine } from '../../engine/index.ts';
import { isRefusal } from '../../engine/errors.ts';
import { objectKey, objectOf } from '../../engine/ids.ts';
import type { CaseKey, JobKey, SubscriptionKey, TaskKey, TimerKey } from '../../engine/ids.ts';
import type { Arrival } from '../../analytics/simulation/arrivals.ts';
import type { RunningCommand } from '../../analytics/simulation/world.ts';
import type { ScriptedCase } from './script.ts';

export interface Enactment {
  readonly engine: Engine;
  readonly access: Access;
  readonly cases: readonly ScriptedCase[];
  /** The version with which a case begins. */
  readonly definitionOf: (arrival: Arrival) => DefinitionKey;
  /** Steps done so far, of all. */
  readonly onProgress?: (done: number, all: number) => void;
  readonly stopping?: AbortSignal;
}

/**
 * Cases that go on at once; as many steps may share a commit where nobody waits for an answer: that takes a quarter off the CPU of groups
 * of 16, and most of the syncs.
 */
export const SIDE_BY_SIDE = 96;

/**
 * @returns the key of each case, in the order of the script
 * @throws Error when the engine refuses what the simulation allowed, or counts another number of steps: they are one interpreter, and
 * this is where it shows; the signal's reason when it is stopped
 */
export async function enact(enactment: Enactment): Promise<readonly CaseKey[]> {
  const { cases, onProgress } = enactment;
  // One case that fails ends them all, and nothing is asked of the engine any more when this is over.
  const failure = new AbortController();
  const halt = enactment.stopping === undefined ? failure.signal : AbortSignal.any([failure.signal, enactment.stopping]);
  const all = cases.reduce((sum, { commands }) => sum + 1 + commands.length, 0);
  const keys: CaseKey[] = [];
  let next = 0;
  let done = 0;
  const counted = () => {
    done += 1;
    if (done % 100 === 0 || done === all) onProgress?.(done, all);
    halt.throwIfAborted();
  };
  const worker = async (): Promise<void> => {
    for (let index = next++; index < cases.length; index = next++) {
      const scripted = cases[index];
      if (scripted === undefined || halt.aborted) return;
      try {
        keys[index] = await enactCase(enactment, scripted, counted);
      } catch (error) {
        failure.abort(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(SIDE_BY_SIDE, cases.length) }, worker));
  halt.throwIfAborted();
  return keys;
}

async function enactCase(
  { engine, access, definitionOf }: Enactment,
  { arrival, commands, state }: ScriptedCase,
  counted: () => void,
): Promise<CaseKey> {
  const { registeredAt, variables, dimensions } = arrival;
  const definition = { key: definitionOf(arrival) };
  const started = await engine.start(access, { definition, variables, dimensions, at: registeredAt });
  if (isRefusal(started)) throw new Error(`The engine did not start ${dimensions.caseNumber ?? 'a case'}: ${started.message}.`);
  counted();
  const { caseKey } = started;
  let version = 1;
  for (const { at, command, actor } of commands) {
    const done = await engine.perform(actor === undefined ? access : { ...access, actor }, caseKey, inCase(caseKey, command), {
      at,
    });
    if (isRefusal(done))
      throw new Error(`The engine refused ${command.type} in ${dimensions.caseNumber ?? caseKey}: ${done.message}.`);
    version = done.version;
    counted();
  }
  if (version !== state.version)
    throw new Error(`Case ${caseKey} took ${String(version)} steps, ${String(state.version)} simulated.`);
  return caseKey;
}

/** The same command with the keys of the engine's case: objects are numbered in the order in which they come into being. */
function inCase(caseKey: CaseKey, command: RunningCommand): RunningCommand {
  if ('taskKey' in command) return { ...command, taskKey: objectKey<TaskKey>(caseKey, objectOf(command.taskKey)) };
  if ('jobKey' in command) return { ...command, jobKey: objectKey<JobKey>(caseKey, objectOf(command.jobKey)) };
  if ('timerKey' in command) return { ...command, timerKey: objectKey<TimerKey>(caseKey, objectOf(command.timerKey)) };
  if ('subscriptionKey' in command)
    return { ...command, subscriptionKey: objectKey<SubscriptionKey>(caseKey, objectOf(command.subscriptionKey)) };
  return command;
}
