/** Walks a case along a random path: at each moment one of the things it waits for happens, until it ends. */
import type { Command } from '../../engine/case/command.ts';
import type { CaseState, ElementInstance } from '../../engine/case/state.ts';
import type { Variables } from '../../engine/errors.ts';
import type { ElementInstanceKey } from '../../engine/ids.ts';
import type { ExecutableProcess } from '../../engine/model/executable-process.ts';
import type { Play } from './play.ts';

/** A case at an instant: a play, or one read from a store. `now` moves forward to when the command is due. */
export interface Moment {
  readonly state: CaseState;
  now: number;
  /** For what a person may begin in ad-hoc sub-processes. */
  readonly process?: ExecutableProcess;
}

/** A number from 0 up to 1. */
export type Chance = () => number;

/**
 * One random command that the case allows now, with the clock moved to where it is due; undefined when nothing can happen.
 * @param variables what completing brings, so that conditions go either way
 */
export function randomCommand(game: Moment, chance: Chance, variables: () => Variables): Command | undefined {
  // Whatever stands still is resumed at last, and only then does anything move.
  if (game.state.status === 'suspended') {
    game.now += 1000;
    return { type: 'resumeCase' };
  }
  if (chance() < 0.02) return { type: 'suspendCase', reason: 'other', ...(chance() < 0.5 ? { note: 'a word' } : {}) };
  const options = Object.values(game.state.instances).flatMap((instance) => commandsOf(instance, game, chance, variables));
  const option = options[Math.floor(chance() * options.length)];
  if (!option) return undefined;
  game.now = Math.max(game.now, option.at);
  return option.command;
}

interface Option {
  readonly at: number;
  readonly command: Command;
}

function commandsOf(instance: ElementInstance, game: Moment, chance: Chance, variables: () => Variables): Option[] {
  const { task, job, listener, incident, waits, key } = instance;
  const { now } = game;
  if (instance.status === 'completed') return []; // only kept to be compensated
  const options: Option[] = [...callOptions(instance, now, chance, variables), ...adHocOptions(instance, game, variables)];
  if (task && chance() < 0.03 && mayMove(instance, game)) {
    options.push({
      at: now,
      command: { type: 'modifyCase', activate: [], terminate: [], move: [{ key, to: instance.elementId }] },
    });
  }
  if (incident) options.push({ at: now, command: { type: 'resolveIncident', incidentKey: incident.key } });
  if (task && !listener && instance.status !== 'terminating') {
    const { key: taskKey, status } = task;
    if (status === 'created') options.push({ at: now + 1000, command: { type: 'claimTask', taskKey, user: 'ona' } });
    if (status === 'claimed') options.push({ at: now + 1000, command: { type: 'startTask', taskKey } });
    if (status === 'started' && chance() < 0.3) {
      options.push({ at: now + 1000, command: { type: 'suspendTask', taskKey, reason: 'applicant' } });
    }
    if (status === 'suspended') options.push({ at: now + 1000, command: { type: 'resumeTask', taskKey } });
    else options.push({ at: now + 1000, command: { type: 'completeTask', taskKey, variables: variables() } });
  }
  if (job && (job.status === 'available' || job.status === 'activated')) {
    const { key: jobKey } = job;
    const failure = { backOffMs: 0, message: 'no answer', variables: {} };
    if (job.status === 'available') {
      options.push({
        at: Math.max(now, job.availableAt),
        command: { type: 'activateJob', jobKey, worker: 'w', timeoutMs: 1000 },
      });
    } else if (chance() < 0.3) {
      options.push({ at: now, command: { type: 'failJob', jobKey, retries: job.retries - 1, ...failure } });
      if (!listener)
        options.push({ at: now, command: { type: 'throwJobError', jobKey, code: 'E', message: 'bad', variables: {} } });
    }
    options.push({ at: now, command: { type: 'completeJob', jobKey, variables: listener ? {} : variables() } });
  }
  // A worker may answer late, when an incident waits already.
  if (job?.status === 'exhausted')
    options.push({ at: now, command: { type: 'completeJob', jobKey: job.key, variables: listener ? {} : variables() } });
  for (const wait of waits) {
    if (wait.kind === 'timer')
      options.push({ at: Math.max(now, wait.dueAt), command: { type: 'fireTimer', timerKey: wait.key } });
    else if (wait.kind === 'condition') {
      const scopeKey = game.state.caseKey as string as ElementInstanceKey;
      options.push({ at: now, command: { type: 'setVariables', scopeKey, variables: variables(), local: false } });
    } else options.push({ at: now, command: { type: 'deliver', subscriptionKey: wait.key, variables: variables() } });
  }
  return options;
}

function callOptions(
  { key, calledCaseKey, incident, status }: ElementInstance,
  at: number,
  chance: Chance,
  variables: () => Variables,
): Option[] {
  if (calledCaseKey === undefined || status !== 'active') return [];
  const elementInstanceKey = key;
  const options: Option[] = [{ at, command: { type: 'calledCompleted', elementInstanceKey, variables: variables() } }];
  const luck = chance();
  if (luck < 0.2) {
    const thrown = { kind: luck < 0.1 ? 'error' : 'escalation', code: luck < 0.1 ? 'E' : 'X' } as const;
    options.push({ at, command: { type: 'calledThrew', elementInstanceKey, ...thrown, variables: {} } });
  } else if (luck < 0.3 && !incident) options.push({ at, command: { type: 'callRefused', elementInstanceKey, message: 'gone' } });
  return options;
}

/** In an ad-hoc sub-process in which nothing goes on, somebody begins one of its elements again, or changes what it waits for. */
function adHocOptions(
  { key, elementId, body, children, status, incident }: ElementInstance,
  { process, now, state }: Moment,
  variables: () => Variables,
): Option[] {
  const node = process?.nodes.get(elementId);
  if (node?.kind !== 'adHocSubProcess' || body || children > 0 || status !== 'active' || incident) return [];
  const scopeKey = state.caseKey as string as ElementInstanceKey;
  return [
    ...node.elements.map((elementId): Option => ({
      at: now,
      command: { type: 'activateElements', key, elements: [{ elementId }] },
    })),
    { at: now, command: { type: 'setVariables', scopeKey, variables: variables(), local: false } },
  ];
}

function mayMove({ scopeKey, loopCounter, compensates }: ElementInstance, { state }: Moment): boolean {
  const scope = scopeKey === undefined ? undefined : state.instances[scopeKey];
  return scope?.status === 'active' && loopCounter === undefined && compensates === undefined;
}

/** What must be true of a state between any two commands. Returns a sentence for each law that is broken. */
export function brokenLaws(state: CaseState): string[] {
  const present = Object.values(state.instances);
  const living = present.filter(({ status }) => status !== 'completed');
  const faults: string[] = [];
  for (const { kept, status, elementId, scopeKey } of present) {
    if ((status === 'completed') !== (kept !== undefined) && status !== 'compensating')
      faults.push(`${elementId} is ${status} and ${kept ? '' : 'not '}kept`);
    if (scopeKey !== undefined && !state.instances[scopeKey]) faults.push(`${elementId} is left of a scope that is gone`);
  }
  if (state.endedAt !== undefined && present.length > 0)
    faults.push(`a ${state.status} case has ${present.length} element instances`);
  for (const instance of living) {
    const children = living.filter(({ scopeKey }) => scopeKey === instance.key).length;
    if (children !== instance.children)
      faults.push(`${instance.elementId} counts ${instance.children} children and has ${children}`);
    if (instance.scopeKey !== undefined && !state.instances[instance.scopeKey])
      faults.push(`${instance.elementId} lives in a scope that does not`);
    for (const [flow, marks] of Object.entries(instance.marks ?? {}))
      if (marks < 1) faults.push(`flow ${flow} carries ${marks} tokens`);
  }
  for (const scopeKey of Object.keys(state.variables)) {
    if (state.endedAt === undefined && !present.some(({ key }) => key === scopeKey))
      faults.push(`variables of ${scopeKey} outlive their scope`);
  }
  const awaited = living.some(
    ({ task, job, waits, incident, calledCaseKey, elementId }) =>
      task || job || waits.length > 0 || incident || calledCaseKey !== undefined || elementId.startsWith('adhoc'),
  );
  if (state.endedAt === undefined && !awaited) faults.push('the case waits for nothing: it is stuck');
  return faults;
}

/** Carries out a step's effects on a ledger of what is open, as a store would. */
export class Ledger {
  readonly open = new Set<string>();

  note(game: Play): void {
    for (const effect of game.effects) {
      switch (effect.type) {
        case 'saveTask':
          this.set(`task ${effect.row.key}`, !['completed', 'cancelled'].includes(effect.row.status));
          break;
        case 'saveJob':
          this.set(`job ${effect.row.key}`, !['completed', 'cancelled', 'errorThrown'].includes(effect.row.status));
          break;
        case 'saveIncident':
          this.set(`incident ${effect.row.key}`, effect.row.resolvedAt === undefined);
          break;
        case 'saveElementInstance':
          this.set(`element instance ${effect.row.key} at ${effect.row.elementId}`, effect.row.endedAt === undefined);
          break;
        case 'scheduleTimer':
        case 'cancelTimer':
          this.set(`timer ${effect.timerKey}`, effect.type === 'scheduleTimer');
          break;
        case 'openSubscription':
        case 'closeSubscription':
          this.set(`subscription ${effect.subscriptionKey}`, effect.type === 'openSubscription');
          break;
        case 'publishMessage':
        case 'callCase':
        case 'tellCase':
        case 'saveDecision':
        case 'broadcastSignal':
          break;
        default:
          effect satisfies never;
      }
    }
  }

  private set(what: string, open: boolean): void {
    if (open) this.open.add(what);
    else this.open.delete(what);
  }
}
