/**
 * Drives the cases of a scenario through a world in virtual time: who arrives, who takes which task and when it is done, what
 * machines and applicants answer, which timers fire. Every draw has a stream of its own, named by case, element and occurrence, so
 * that two models under the same seed meet the same applicants, and a difference between them is the models' own.
 */
import type { Actor } from '../../engine/case/command.ts';
import type { CallCase, Effect } from '../../engine/case/effect.ts';
import type { Step } from '../../engine/case/step.ts';
import { isRefusal } from '../../engine/errors.ts';
import type { CaseKey } from '../../engine/ids.ts';
import { arrivalsOf } from './arrivals.ts';
import type { Arrival } from './arrivals.ts';
import { calendarsOf } from './calendars.ts';
import { draw } from './distributions.ts';
import { eventCalendar } from './event-calendar.ts';
import { feelOf, isTrueOf } from './conditions.ts';
import { ledgerOf } from './ledger.ts';
import type { Ledger } from './ledger.ts';
import { letters, machines, timers } from './machines-and-letters.ts';
import { peopleAtWork } from './people-at-work.ts';
import { peopleOf } from './people.ts';
import { random } from './random.ts';
import { calledChance, calledName, caseChance } from './run.ts';
import type { CaseChance, Observer, Run } from './run.ts';
import type { Scenario } from './scenario.ts';
import type { RunningCommand, World } from './world.ts';

export interface Drive {
  readonly world: World;
  readonly scenario: Scenario;
  readonly seed: number | string;
  /** The first applicant comes after this instant. */
  readonly fromAt: number;
  /** How many applicants come at most. */
  readonly cases: number;
  /** Nobody comes after this instant. */
  readonly arrivalsUntilAt?: number;
  /** Nothing after this instant happens: what is open then stays open. To the last end when absent. */
  readonly untilAt?: number;
  /** The number of the first case; 1 when absent. */
  readonly firstNumber?: number;
  /** Told after every step, in the order of virtual time. A called case has an index below zero. */
  readonly onStep?: (at: number, caseIndex: number, asked: Asked, step: Step) => void;
  /** Told before a case is asked for anything. */
  readonly onTurn?: (caseIndex: number, chance: CaseChance) => void;
  /** Told how many cases have come; what it throws ends the simulation. */
  readonly onArrival?: (cases: number) => void;
}

/** What was asked of a case, as far as a listener needs it to ask the same elsewhere. */
export type Asked =
  | { readonly kind: 'start'; readonly arrival: Arrival }
  | { readonly kind: 'command'; readonly command: RunningCommand; readonly actor?: Actor }
  | { readonly kind: 'message'; readonly name: string; readonly command: RunningCommand }
  /** By another case: the engine sends these by itself. */
  | { readonly kind: 'call'; readonly called: CallCase }
  | { readonly kind: 'told'; readonly command: RunningCommand };

export interface Driven {
  readonly cases: number;
  readonly steps: number;
  /** The last instant at which anything happened. */
  readonly endedAt: number;
  /** When the last case came. */
  readonly lastArrivalAt: number;
  readonly ledger: Ledger;
  /** What went wrong inside cases. A simulation goes on with the others. */
  readonly incidents: readonly CaseIncident[];
}

export interface CaseIncident {
  /** Of the case at the top of the calls. */
  readonly caseIndex: number;
  /** As the scenario names it. */
  readonly elementId: string;
  readonly message: string;
}

interface Called {
  readonly root: number;
  readonly processId: string;
  readonly chance: CaseChance;
}

type Mail = Extract<Effect, { readonly type: 'callCase' | 'tellCase' }>;

/** More steps than any sensible case takes: a model that goes round for ever must not hang the simulation. */
const STEPS_PER_CASE = 5_000;
/** Absences by chance are drawn so far ahead. */
const LONGEST_MS = 50 * 365.25 * 86_400_000;

/** @throws Error when a case takes more than 5,000 steps, or the scenario does not know an activity, a job type or a group it meets */
export function drive(order: Drive): Driven {
  const { world, scenario, fromAt } = order;
  const calendars = calendarsOf(scenario);
  const chance = random(order.seed);
  const planned = eventCalendar<() => void>();
  const chances: CaseChance[] = [];
  /** In the order of calls. */
  const called: Called[] = [];
  const indexOf = new Map<CaseKey, number>();
  const dueOn: (string | undefined)[] = [];
  const stepsOf: number[] = [];
  const incidents: CaseIncident[] = [];
  let now = fromAt;
  let lastArrivalAt = fromAt;
  let steps = 0;

  const seen = (caseIndex: number, asked: Asked, step: Step): Step => {
    const root = run.rootOf(caseIndex);
    steps += 1;
    stepsOf[root] = (stepsOf[root] ?? 0) + 1;
    if (stepsOf[root] > STEPS_PER_CASE) throw new Error(`Case ${String(root + 1)} took more than 5,000 steps.`);
    if (root === caseIndex) dueOn[root] = step.state.term?.dueOn;
    order.onStep?.(now, caseIndex, asked, step);
    for (const effect of step.effects) {
      if (effect.type === 'saveIncident' && effect.row.resolvedAt === undefined) {
        const { elementId, message, kind } = effect.row;
        incidents.push({ caseIndex: root, elementId: run.nameOf(caseIndex, elementId), message: message ?? kind });
      }
      if (effect.type === 'callCase' || effect.type === 'tellCase') bring(caseIndex, effect, step.state.caseKey);
      for (const observer of observers) observer.observe(caseIndex, effect, step.state);
    }
    return step;
  };
  /** What one case asks of another is done at once, after what is being done. Refused, nobody waits for it any more. */
  const bring = (caseIndex: number, effect: Mail, from: CaseKey): void => {
    if (effect.type === 'callCase') indexOf.set(from, caseIndex);
    planned.plan(now, () => {
      if (effect.type === 'callCase') call(caseIndex, effect);
      else tell(indexOf.get(effect.caseKey), effect.command);
    });
  };
  const call = (caller: number, effect: CallCase): void => {
    const { processId, calledCaseKey } = effect;
    const caseIndex = -1 - called.length;
    const root = run.rootOf(caller);
    called.push({ root, processId, chance: calledChance(chances[root]!, processId) });
    indexOf.set(calledCaseKey, caseIndex);
    order.onTurn?.(caseIndex, run.chanceOf(caseIndex));
    const step = world.call(now, caseIndex, effect);
    if (step !== undefined && !isRefusal(step)) {
      seen(caseIndex, { kind: 'call', called: effect }, step);
      return;
    }
    called.pop();
    indexOf.delete(calledCaseKey);
    if (step === undefined) return;
    const message = `process '${processId}' cannot be called: ${step.message}`;
    tell(caller, { type: 'callRefused', elementInstanceKey: effect.caller.elementInstanceKey, message });
  };
  const tell = (caseIndex: number | undefined, command: RunningCommand): void => {
    if (caseIndex === undefined) return;
    order.onTurn?.(caseIndex, run.chanceOf(caseIndex));
    const step = world.perform(now, caseIndex, command);
    if (!isRefusal(step)) seen(caseIndex, { kind: 'told', command }, step);
  };
  const office = calendars.named('office');
  const people = peopleOf(scenario, calendars, { random: chance.split('away'), fromAt, toAt: fromAt + LONGEST_MS });
  const ledger = ledgerOf(people);
  const run: Run = {
    scenario,
    calendars,
    office,
    random: chance,
    fromAt,
    ledger,
    now: () => now,
    plan: (at, happen) => planned.plan(at, happen),
    ask(caseIndex, command, { actor, message } = {}) {
      order.onTurn?.(caseIndex, run.chanceOf(caseIndex));
      const step = world.perform(now, caseIndex, command, actor);
      if (isRefusal(step)) throw new Error(`Case ${String(run.rootOf(caseIndex) + 1)} refused ${command.type}: ${step.message}.`);
      if (message !== undefined) return seen(caseIndex, { kind: 'message', name: message, command }, step);
      return seen(caseIndex, { kind: 'command', command, ...(actor === undefined ? {} : { actor }) }, step);
    },
    chanceOf: (caseIndex) => (caseIndex < 0 ? called[-1 - caseIndex]!.chance : chances[caseIndex]!),
    rootOf: (caseIndex) => (caseIndex < 0 ? called[-1 - caseIndex]!.root : caseIndex),
    nameOf: (caseIndex, elementId) => (caseIndex < 0 ? calledName(called[-1 - caseIndex]!.processId, elementId) : elementId),
    termDueOn: (caseIndex) => dueOn[run.rootOf(caseIndex)],
  };
  const observers: readonly Observer[] = [peopleAtWork(run, people), machines(run), timers(run), letters(run)];

  const arrivals = arrivalsOf({
    scenario,
    calendar: calendars.named(scenario.arrivals.calendar),
    random: chance,
    fromAt,
    firstNumber: order.firstNumber ?? 1,
  });
  const priorities = scenario.cases.priorities.map(({ when, priority }) => ({ condition: feelOf(when), priority }));
  const begin = (arrival: Arrival): void => {
    const { caseIndex, variables, dimensions } = arrival;
    lastArrivalAt = now;
    order.onTurn?.(caseIndex, chances[caseIndex]!);
    seen(caseIndex, { kind: 'start', arrival }, world.start(now, caseIndex, { variables, dimensions }));
  };
  const comeNext = (): void => {
    if (chances.length >= order.cases) return;
    const arrival = arrivals.next().value;
    if (arrival.registeredAt > (order.arrivalsUntilAt ?? Infinity)) return;
    const own = chance.split('case').split(arrival.caseIndex);
    const first = priorities.find(({ condition }) => isTrueOf(condition, arrival.variables, arrival.registeredAt, office.zone));
    chances.push(caseChance(own, draw(scenario.cases.effort, own.split('effort')), first?.priority ?? 0));
    order.onArrival?.(chances.length);
    planned.plan(arrival.receivedAt, comeNext);
    planned.plan(arrival.registeredAt, () => begin(arrival));
  };
  comeNext();

  for (;;) {
    const next = planned.next();
    if (next === undefined) {
      if (observers.some((observer) => observer.idle?.())) continue;
      break;
    }
    if (next.at > (order.untilAt ?? Infinity)) break;
    now = next.at;
    next.event();
  }
  return { cases: chances.length, steps, endedAt: now, lastArrivalAt, ledger, incidents };
}
