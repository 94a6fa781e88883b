import { hostname } from 'node:os';
import type { Command, StartCommand } from '../case/command.ts';
import { isRefusal, refuse, type Refusal, type Variables } from '../errors.ts';
import { caseKeyOf, type CaseKey } from '../ids.ts';
import type { Access } from '../store/access.ts';
import { endedObject } from '../store/ended.ts';
import { eraseCase } from '../store/erase-case.ts';
import { followHistory } from '../store/history.ts';
import { numbers } from '../store/numbers.ts';
import { LITHUANIAN_OFFICE } from '../time/calendar-data.ts';
import { calendar } from '../time/calendar.ts';
import { firstUnacceptable } from './acceptable.ts';
import { activateJobs } from './activate.ts';
import { background } from './background.ts';
import { batches } from './batch.ts';
import { compiledDefinitions } from './compiled-definitions.ts';
import { decisionModels } from './decision-models.ts';
import { evaluateAlone } from './decision-evaluation.ts';
import type { Engine, EngineOptions, Performed } from './contract.ts';
import { broadcastSignal, correlateMessage, publishMessage } from './correlate.ts';
import { deleteDefinition } from './delete-definition.ts';
import { deleteFile } from './delete-file.ts';
import { check, deploy } from './deploy.ts';
import { refusalOf } from './dry-run.ts';
import { fileReading } from './file-reading.ts';
import { evaluateConditions } from './evaluate-conditions.ts';
import { followed } from './follow-up.ts';
import { handlerPool } from './handlers.ts';
import { migrate } from './migrate.ts';
import type { EngineNode } from './node.ts';
import { performer } from './perform.ts';
import { reads } from './reads.ts';
import { start } from './start.ts';
import { worker } from './worker.ts';

/** Steps of a commit group: 16 a statement was the best of those measured. */
const GROUP_SIZE = 16;

/** One node of the engine over an open, migrated database. Several nodes may run on one server. It does nothing by itself until `run`. */
export function createEngine(options: EngineOptions): Engine {
  const node = engineNode(options);
  const pool = handlerPool(node, options.handlers ?? {}, `eiga@${hostname()}`);
  const work = worker(node, pool);
  return {
    clock: node.clock,
    deploy: (access, request) => deploy(node, access, request),
    deleteDefinition: (access, key) => deleteDefinition(node, access, key),
    deleteFile: (access, key) => deleteFile(node, access, key),
    check: (request) => check(node, request),
    start: (access, request) => start(node, access, request),
    perform: (access, caseKey, command, options) => perform(node, access, caseKey, command, options?.at),
    refusalOf: (access, caseKey, command) => refusalOf(node, access, caseKey, command),
    migrate: (access, caseKey, request) => migrate(node, access, caseKey, request),
    erase: (access, caseKey) => eraseCase(node.database, access, caseKey, node.clock.now()),
    batches: batches(node),
    activateJobs: (access, request) => activateJobs(node, access, request),
    publishMessage: (access, request) => publishMessage(node, access, request),
    correlateMessage: (access, request) => correlateMessage(node, access, request),
    broadcastSignal: (access, name, variables) => broadcastSignal(node, access, name, variables),
    evaluateConditions: (access, request) => evaluateConditions(node, access, request),
    evaluateDecision: (access, request) => evaluateAlone(node, access, request),
    history: (access, since, take) => followHistory(node.database, access.tenantId, since, take),
    ...reads(node),
    ...work,
    async stop() {
      await work.stop();
      await node.reading.stop();
    },
  };
}

function engineNode(options: EngineOptions): EngineNode {
  const { database, clock } = options;
  const office = calendar(LITHUANIAN_OFFICE);
  const reading = fileReading(options.fileReader);
  const definitions = compiledDefinitions(reading);
  const decisions = decisionModels();
  const calendarOf = options.calendarOf ?? (() => office);
  const taken = numbers(database.knex);
  const around = {
    definitions,
    decisions,
    groupWithin: options.groupWithin ?? 'server',
    numbers: taken,
    now: () => clock.now(),
    calendarOf,
  };
  const performs = performer(database, around, { groupSize: Math.max(1, options.groupSize ?? GROUP_SIZE) });
  const node: EngineNode = {
    database,
    sql: database.knex,
    clock,
    numbers: taken,
    definitions,
    decisions,
    reading,
    calendarOf,
    termProfileOf: options.termProfileOf ?? (() => undefined),
    perform: followed(() => node, performs),
    background: background(options.onFault ?? toStandardError),
    watchers: new Set(),
    rousers: new Set(),
    distributing: new Set(),
  };
  return node;
}

function toStandardError(error: unknown, doing: string): void {
  process.stderr.write(`Engine, ${doing}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
}

async function perform(
  node: EngineNode,
  access: Access,
  caseKey: CaseKey,
  command: Exclude<Command, StartCommand>,
  at: number | undefined,
): Promise<Performed | Refusal> {
  const refusal = firstUnacceptable(variablesOf(command));
  if (refusal) return refusal;
  const object = objectOfCommand(command);
  if (object && caseKeyOf(object.key) !== caseKey) return refuse('notFound', `${object.key} does not belong to this case`);
  const done = await node.perform({ access, caseKey, command, at });
  if (isRefusal(done)) return done.refused === 'notFound' && object ? ended(node, access, object, done) : done;
  await done.followed;
  return { caseKey, version: done.state.version };
}

/** All values that a command brings. */
function variablesOf(command: Command): readonly Variables[] {
  switch (command.type) {
    case 'modifyCase':
      return [command.variables ?? {}, ...command.activate.map(({ variables }) => variables ?? {})];
    case 'activateElements':
      return command.elements.map(({ variables }) => variables ?? {});
    default:
      return 'variables' in command ? [command.variables] : [];
  }
}

type ObjectName = Parameters<typeof endedObject>[2];

function objectOfCommand(command: Command): ObjectName | undefined {
  if ('taskKey' in command) return { table: 'tasks', key: command.taskKey };
  if ('jobKey' in command) return { table: 'jobs', key: command.jobKey };
  return 'incidentKey' in command ? { table: 'incidents', key: command.incidentKey } : undefined;
}

/** The case knows only what lives in it. What has lived is a conflict (completed twice), not unknown. */
async function ended(node: EngineNode, access: Access, object: ObjectName, unknown: Refusal): Promise<Refusal> {
  const status = await endedObject(node.sql, access, object);
  return status === undefined ? unknown : refuse('conflict', `it is ${status} already`);
}
