/**
 * Lets the real engine and store live through a script under virtual time: every command goes through the engine's own transaction, at
 * the instant at which the scenario's people, machines and applicants gave it. What a case comes to depends on its own commands alone,
 * so cases go side by side and share commits; within a case and those that it calls the order is kept. What cases ask of each other (to
 * begin, to end, what came of it) is the engine's own doing: it is waited for.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Access, DefinitionKey, Engine } from '../../engine/index.ts';
import { isRefusal } from '../../engine/errors.ts';
import { objectKey, objectOf } from '../../engine/ids.ts';
import type { CaseKey, ElementInstanceKey, JobKey, SubscriptionKey, TaskKey, TimerKey } from '../../engine/ids.ts';
import type { Arrival } from '../../analytics/simulation/arrivals.ts';
import type { RunningCommand } from '../../analytics/simulation/world.ts';
import type { ScriptedCall, ScriptedCase } from './script.ts';

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

export interface EnactedCase {
  readonly caseKey: CaseKey;
  /** Of the cases that it called, in the order of the script. */
  readonly called: readonly CaseKey[];
}

/**
 * @returns the keys of each case, in the order of the script
 * @throws Error when the engine refuses what the simulation allowed, or counts another number of steps: they are one interpreter, and
 * this is where it shows; the signal's reason when it is stopped
 */
export async function enact(enactment: Enactment): Promise<readonly EnactedCase[]> {
  const { cases, onProgress } = enactment;
  // One case that fails ends them all, and nothing is asked of the engine any more when this is over.
  const failure = new AbortController();
  const halt = enactment.stopping === undefined ? failure.signal : AbortSignal.any([failure.signal, enactment.stopping]);
  const all = cases.reduce((sum, { commands }) => sum + 1 + commands.length, 0);
  const enacted: EnactedCase[] = [];
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
        enacted[index] = await enactCase(enactment, scripted, counted);
      } catch (error) {
        failure.abort(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(SIDE_BY_SIDE, cases.length) }, worker));
  halt.throwIfAborted();
  return enacted;
}

async function enactCase(enactment: Enactment, scripted: ScriptedCase, counted: () => void): Promise<EnactedCase> {
  const { engine, access, definitionOf } = enactment;
  const { arrival, commands, state, called } = scripted;
  const { registeredAt, variables, dimensions } = arrival;
  const definition = { key: definitionOf(arrival) };
  const name = dimensions.caseNumber ?? 'a case';
  const started = await engine.start(access, { definition, variables, dimensions, at: registeredAt });
  if (isRefusal(started)) throw new Error(`The engine did not start ${name}: ${started.message}.`);
  counted();
  const keys = [started.caseKey];
  const versions = [1];
  const keyOf = async (of: number): Promise<CaseKey> => {
    const known = keys[of];
    if (known !== undefined) return known;
    const call = called[of - 1];
    if (call === undefined) throw new Error(`${name} has no case ${String(of)}.`);
    const found = await calledCase(enactment, await keyOf(call.caller), call);
    keys[of] = found;
    return found;
  };
  for (const { at, of, version, command, actor } of commands) {
    const caseKey = await keyOf(of);
    if ((versions[of] ?? 0) < version) await reached(enactment, caseKey, version);
    const who = actor === undefined ? access : { ...access, actor };
    const done = await engine.perform(who, caseKey, inCase(caseKey, command), { at });
    if (isRefusal(done)) throw new Error(`The engine refused ${command.type} in ${name}: ${done.message}.`);
    versions[of] = done.version;
    counted();
  }
  for (const [of, { version }] of [state, ...called.map((call) => call.state)].entries()) {
    const caseKey = await keyOf(of);
    const known = versions[of] ?? 0;
    const taken = known < version ? await reached(enactment, caseKey, version) : known;
    if (taken !== version) throw new Error(`Case ${caseKey} took ${String(taken)} steps, ${String(version)} simulated.`);
  }
  const [caseKey = started.caseKey, ...others] = keys;
  return { caseKey, called: others };
}

/** The case that the same call activity of the engine's case calls. */
async function calledCase({ engine, access }: Enactment, caller: CaseKey, call: ScriptedCall): Promise<CaseKey> {
  const key = objectKey<ElementInstanceKey>(caller, objectOf(call.elementInstanceKey));
  const look = async () => {
    const { items } = await engine.search.elementInstances(access, { filter: [{ field: 'key', is: 'eq', value: key }] });
    return items[0]?.calledCaseKey;
  };
  const found = await whenThere(look);
  if (found === undefined) throw new Error(`${key} in case ${caller} calls nothing.`);
  return found;
}

/** @returns the version of the case when it has come so far, or where it still stands when the engine has not brought it there */
async function reached({ engine, access }: Enactment, caseKey: CaseKey, version: number): Promise<number> {
  let last = 0;
  await whenThere(async () => {
    last = (await engine.state(access, caseKey))?.version ?? 0;
    return last >= version ? last : undefined;
  });
  return last;
}

const FIRST_PAUSE_MS = 1;
const LONGEST_PAUSE_MS = 64;
/** What one case asks of another is done within milliseconds; so often it is looked for, for half a minute in all. */
const LOOKS = 500;

/** What the engine brings from one case to another is there a little later. */
async function whenThere<Value>(look: () => Promise<Value | undefined>): Promise<Value | undefined> {
  let pauseMs = FIRST_PAUSE_MS;
  for (let looked = 0; looked < LOOKS; looked++) {
    const found = await look();
    if (found !== undefined) return found;
    await pause(pauseMs);
    pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
  }
  return undefined;
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
