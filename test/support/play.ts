/**
 * Plays a model: commands in, trace out. Between two commands the state goes through JSON, and after each it is rebuilt from the two
 * logs and must be equal, so every test of a semantics is a test of the log as well.
 */
import { expect } from '@jest/globals';
import type { Actor, Command, StartCommand, StepContext } from '../../engine/case/command.ts';
import type { Effect } from '../../engine/case/effect.ts';
import { replay } from '../../engine/case/evolve.ts';
import type { LogEvent, VariableEntry } from '../../engine/case/log-event.ts';
import type { Caller, CaseState, Dimensions, ElementInstance, Job, Task, TermProfile, Wait } from '../../engine/case/state.ts';
import { step } from '../../engine/case/step.ts';
import { visible } from '../../engine/case/variables.ts';
import { isRefusal, type Refusal, type Variables } from '../../engine/errors.ts';
import { numberedKey, type CaseKey, type DefinitionKey, type ElementInstanceKey } from '../../engine/ids.ts';
import type { ExecutableProcess } from '../../engine/model/executable-process.ts';
import { calendar, LITHUANIAN_OFFICE } from '../../engine/time/calendar.ts';

export const CASE_KEY = numberedKey<CaseKey>(1, 7);
const OFFICE = calendar(LITHUANIAN_OFFICE);

export interface PlayOptions {
  readonly variables?: Variables;
  readonly dimensions?: Dimensions;
  readonly term?: TermProfile;
  readonly startEvent?: string;
  /** Which definition of a start event with several has happened. */
  readonly part?: number;
  /** Monday 2 March 2026, 09:00 in Vilnius, when absent. */
  readonly at?: number;
  readonly decisionFor?: StepContext['decisionFor'];
  readonly caller?: Caller;
  readonly endsAfter?: readonly string[];
}

/** Starts a case of the process. */
export function play(process: ExecutableProcess, options: PlayOptions = {}): Play {
  return new Play(process, options);
}

export class Play {
  process: ExecutableProcess;
  readonly log: LogEvent[] = [];
  readonly values: VariableEntry[] = [];
  effects: readonly Effect[] = [];
  now: number;
  actor: Actor | undefined;
  private current: CaseState | undefined;

  private called = 0;
  private readonly decisionFor: StepContext['decisionFor'];

  constructor(
    process: ExecutableProcess,
    { variables = {}, dimensions = {}, term, startEvent, part, at, decisionFor, caller, endsAfter }: PlayOptions,
  ) {
    this.decisionFor = decisionFor;
    this.process = process;
    this.now = at ?? Date.parse('2026-03-02T07:00:00Z');
    const start: StartCommand = {
      type: 'startCase',
      caseKey: CASE_KEY,
      tenantId: '<default>',
      definitionKey: numberedKey<DefinitionKey>(2, 0),
      variables,
      dimensions,
      ...(term ? { term } : {}),
      ...(startEvent ? { startEvent } : {}),
      ...(part === undefined ? {} : { part }),
      ...(caller ? { caller } : {}),
      ...(endsAfter ? { endsAfter } : {}),
    };
    this.do(start);
  }

  get state(): CaseState {
    if (!this.current) throw new Error('the case has not been started');
    return this.current;
  }

  /** Goes on in another version. */
  migrate(to: ExecutableProcess, elements: Readonly<Record<string, string>> = {}): Refusal | undefined {
    const from = this.process;
    this.process = to;
    const refusal = this.ask({ type: 'migrateCase', definitionKey: numberedKey<DefinitionKey>(3, 0), elements }, from);
    if (refusal) this.process = from;
    return refusal;
  }

  /** Asks; a refusal leaves all as it was. */
  ask(command: Command, from?: ExecutableProcess): Refusal | undefined {
    const before = JSON.stringify(this.current);
    const result = step(this.process, this.current, command, {
      ...(from ? { from } : {}),
      now: this.now,
      calendar: OFFICE,
      newCaseKey: () => numberedKey<CaseKey>(100 + this.called++, 7),
      ...(this.decisionFor ? { decisionFor: this.decisionFor } : {}),
      ...(this.actor ? { actor: this.actor } : {}),
    });
    // `expect` is asked only where there is something to tell: it takes ten times as long to find that all is as it should be.
    const after = JSON.stringify(this.current);
    if (after !== before) expect(after).toBe(before);
    if (isRefusal(result)) return result;
    this.log.push(...result.log);
    this.values.push(...result.values);
    this.effects = result.effects;
    this.current = JSON.parse(JSON.stringify(result.state)) as CaseState;
    const replayed = { ...replay(this.log, this.values), version: this.current.version };
    if (!isSame(replayed, this.current)) expect(replayed).toEqual(this.current);
    return undefined;
  }

  /** Asks, and expects to be obeyed. */
  do(command: Command): this {
    const refusal = this.ask(command);
    if (refusal) throw new Error(`${command.type} refused: ${refusal.message}`);
    return this;
  }

  /** Lets time pass. */
  wait(ms: number): this {
    this.now += ms;
    return this;
  }

  living(elementId: string): ElementInstance[] {
    return Object.values(this.state.instances).filter(
      (instance) => instance.elementId === elementId && instance.status !== 'completed',
    );
  }

  task(elementId: string, index = 0): Task {
    return one(
      this.living(elementId).flatMap(({ task }) => task ?? []),
      index,
      `task at ${elementId}`,
      this,
    );
  }

  job(elementId: string, index = 0): Job {
    return one(
      this.living(elementId).flatMap(({ job }) => job ?? []),
      index,
      `job at ${elementId}`,
      this,
    );
  }

  /** The wait whose target is this element. */
  awaited(target: string, index = 0): Wait {
    const waits = Object.values(this.state.instances).flatMap((instance) => instance.waits);
    return one(
      waits.filter((wait) => wait.target === target),
      index,
      `wait for ${target}`,
      this,
    );
  }

  completeTask(elementId: string, variables: Variables = {}, index = 0): this {
    return this.do({ type: 'completeTask', taskKey: this.task(elementId, index).key, variables });
  }

  completeJob(elementId: string, variables: Variables = {}, index = 0): this {
    return this.do({ type: 'completeJob', jobKey: this.job(elementId, index).key, variables });
  }

  /** Moves the clock to the timer's instant, unless it is past that, and fires it. */
  fire(target: string): this {
    const wait = this.awaited(target);
    if (wait.kind !== 'timer') throw new Error(`${target} does not wait for a timer`);
    this.now = Math.max(this.now, wait.dueAt);
    return this.do({ type: 'fireTimer', timerKey: wait.key });
  }

  deliver(target: string, variables: Variables = {}): this {
    const wait = this.awaited(target);
    if (wait.kind !== 'message' && wait.kind !== 'signal') throw new Error(`${target} waits for a ${wait.kind}`);
    return this.do({ type: 'deliver', subscriptionKey: wait.key, variables });
  }

  /** Sets variables in the case, or in a scope. */
  set(variables: Variables, scopeKey: ElementInstanceKey = CASE_KEY as string as ElementInstanceKey): this {
    return this.do({ type: 'setVariables', scopeKey, variables, local: false });
  }

  resolve(elementId: string): this {
    const incident = one(
      this.living(elementId).flatMap((instance) => instance.incident ?? []),
      0,
      `incident at ${elementId}`,
      this,
    );
    return this.do({ type: 'resolveIncident', incidentKey: incident.key });
  }

  variables(scopeKey: ElementInstanceKey = CASE_KEY as string as ElementInstanceKey): Variables {
    return visible(this.state, scopeKey);
  }

  /** Which elements were enabled or passed, in order; `-X` for one that was terminated, `!X` for one that failed. */
  trace(): string[] {
    return this.log.flatMap((event) => {
      switch (event.type) {
        case 'elementEnabled':
        case 'elementPassed':
          return [event.elementId];
        case 'elementTerminated':
          return [`-${event.elementId}`];
        case 'elementFailed':
          return [`!${event.elementId}`];
        default:
          return [];
      }
    });
  }

  incidents(): string[] {
    return Object.values(this.state.instances).flatMap(({ elementId, incident }) =>
      incident ? [`${elementId}: ${incident.kind}`] : [],
    );
  }
}

function one<Thing>(things: readonly Thing[], index: number, what: string, game: Play): Thing {
  const thing = things[index];
  if (thing === undefined) throw new Error(`no ${what}; the case is ${game.state.status}, trace: ${game.trace().join(' ')}`);
  return thing;
}

/** As `toEqual` sees it: a member that is undefined is none. Of plain objects, lists and single values; anything else is never the same. */
function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (!isPlain(one) || !isPlain(other) || Array.isArray(one) !== Array.isArray(other)) return false;
  for (const name in one) if (!isSame(one[name], other[name])) return false;
  for (const name in other) if (!(name in one) && other[name] !== undefined) return false;
  return true;
}

function isPlain(thing: unknown): thing is Readonly<Record<string, unknown>> {
  return typeof thing === 'object' && thing !== null && /^\[object (Object|Array)\]$/.test(Object.prototype.toString.call(thing));
}
