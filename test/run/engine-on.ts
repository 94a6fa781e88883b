import { expect } from '@jest/globals';
import type { Database } from '../../database/connect.ts';
import { replay } from '../../engine/case/evolve.ts';
import { createEngine, type Access, type CaseKey, type Engine, type EngineOptions, type TaskKey } from '../../engine/index.ts';
import { isRefusal, type Refusal, type Variables } from '../../engine/errors.ts';
import { pinnableClock, type PinnableClock } from '../../engine/time/clock.ts';
import { modelXml } from '../support/model.ts';

export const ALL: Access = { tenantId: 'city', units: 'all', actor: { user: 'ona', role: 'clerk', unit: 'desk' } };

/** Monday 2026-03-02, nine in the morning in Vilnius. */
export const MORNING = Date.UTC(2026, 2, 2, 7);
export const HOUR = 3_600_000;

export interface Bench {
  readonly engine: Engine;
  readonly database: Database;
  readonly clock: PinnableClock;
  readonly faults: unknown[];
}

/** An engine with a clock that stands still. */
export function engineOn(database: Database, options: Partial<EngineOptions> = {}): Bench {
  const clock = pinnableClock();
  clock.pin(MORNING);
  const faults: unknown[] = [];
  return {
    engine: createEngine({ database, clock, onFault: (error) => faults.push(error), ...options }),
    database,
    clock,
    faults,
  };
}

/** Deploys arrow lines as a process. @throws Error with the findings when it is refused */
export async function deployed(engine: Engine, id: string, arrows: string, access: Access = ALL): Promise<void> {
  const answer = await engine.deploy(access, { resources: [{ name: `${id}.bpmn`, content: modelXml(arrows, { id }) }] });
  if (!('deploymentKey' in answer)) throw new Error(answer.findings.map(({ message }) => message).join('\n'));
}

export async function started(
  engine: Engine,
  processId: string,
  variables: Variables = {},
  access: Access = ALL,
): Promise<CaseKey> {
  return done(await engine.start(access, { definition: { processId }, variables })).caseKey;
}

/** @throws Error when it is a refusal */
export function done<Answer extends object>(answer: Answer | Refusal): Answer {
  if (isRefusal(answer)) throw new Error(`${answer.refused}: ${answer.message}`);
  return answer;
}

/** The key of the case's open task at an element. */
export async function taskAt(engine: Engine, caseKey: CaseKey, elementId: string): Promise<TaskKey> {
  const { items } = await engine.search.tasks(ALL, {
    filter: [
      { field: 'caseKey', is: 'eq', value: caseKey },
      { field: 'elementId', is: 'eq', value: elementId },
      { field: 'status', is: 'notIn', value: ['completed', 'cancelled'] },
    ],
  });
  const [task] = items;
  if (!task) throw new Error(`case ${caseKey} has no open task at ${elementId}`);
  return task.key;
}

export async function completed(engine: Engine, caseKey: CaseKey, elementId: string, variables: Variables = {}): Promise<void> {
  const taskKey = await taskAt(engine, caseKey, elementId);
  done(await engine.perform(ALL, caseKey, { type: 'completeTask', taskKey, variables }));
}

export async function statusOf(engine: Engine, caseKey: CaseKey): Promise<string | undefined> {
  return (await engine.state(ALL, caseKey))?.status;
}

/** What is stored is what the two logs tell, and the event log has no gap. */
export async function expectLogged(engine: Engine, caseKey: CaseKey): Promise<void> {
  const state = await engine.state(ALL, caseKey);
  const log = await engine.log(ALL, caseKey);
  if (!state || !log) throw new Error(`case ${caseKey} is not there`);
  expect(log.events.map(({ seq }) => seq)).toEqual(log.events.map((_, index) => index + 1));
  expect({ ...replay(log.events, log.values), version: state.version }).toEqual(state);
}

const OPEN = {
  tasks: "status NOT IN ('completed', 'cancelled')",
  jobs: "status IN ('available', 'activated', 'exhausted')",
  timers: 'true',
  subscriptions: 'true',
  incidents: 'resolved_at IS NULL',
  element_instances: 'ended_at IS NULL',
  message_starts: 'true',
};

/** How many rows of each kind a case still holds open. */
export async function openRows({ knex }: Database, caseKey: CaseKey): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const [table, open] of Object.entries(OPEN)) {
    const rows: { n: string }[] = await knex(table).where({ case_key: caseKey }).whereRaw(open).count('* as n');
    if (Number(rows[0]?.n) > 0) counts[table] = Number(rows[0]?.n);
  }
  return counts;
}
