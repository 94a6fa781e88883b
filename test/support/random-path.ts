/** Walks a case along a random path: at each moment one of the things it waits for happens, until it ends. */
import type { Command } from '../../engine/case/command.ts';
import type { CaseState, ElementInstance } from '../../engine/case/state.ts';
import type { Variables } from '../../engine/errors.ts';
import type { Play } from './play.ts';

/** A case at an instant: a play, or one read from a store. `now` moves forward to when the command is due. */
export interface Moment {
  readonly state: CaseState;
  now: number;
}

/** A number from 0 up to 1. */
export type Chance = () => number;

/**
 * One random command that the case allows now, with the clock moved to where it is due; undefined when nothing can happen.
 * @param variables what completing brings, so that conditions go either way
 */
export function randomCommand(game: Moment, chance: Chance, variables: () => Variables): Command | undefined {
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
  const { task, job, incident, waits } = instance;
  const { now } = game;
  const options: Option[] = [];
  if (incident) options.push({ at: now, command: { type: 'resolveIncident', incidentKey: incident.key } });
  if (task) {
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
      options.push({ at: now, command: { type: 'throwJobError', jobKey, code: 'E', message: 'bad', variables: {} } });
    }
    options.push({ at: now, command: { type: 'completeJob', jobKey, variables: variables() } });
  }
  // A worker may answer late, when an incident waits already.
  if (job?.status === 'exhausted')
    options.push({ at: now, command: { type: 'completeJob', jobKey: job.key, variables: variables() } });
  for (const wait of waits) {
    if (wait.kind === 'timer')
      options.push({ at: Math.max(now, wait.dueAt), command: { type: 'fireTimer', timerKey: wait.key } });
    else options.push({ at: now, command: { type: 'deliver', subscriptionKey: wait.key, variables: variables() } });
  }
  return options;
}

/** What must be true of a state between any two commands. Returns a sentence for each law that is broken. */
export function brokenLaws(state: CaseState): string[] {
  const living = Object.values(state.instances);
  const faults: string[] = [];
  if (state.status !== 'active' && living.length > 0)
    faults.push(`a ${state.status} case has ${living.length} living element instances`);
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
    if (state.status === 'active' && !living.some(({ key }) => key === scopeKey))
      faults.push(`variables of ${scopeKey} outlive their scope`);
  }
  const awaited = living.some(({ task, job, waits, incident }) => task || job || waits.length > 0 || incident);
  if (state.status === 'active' && !awaited) faults.push('the case waits for nothing: it is stuck');
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
