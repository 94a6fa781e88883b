/** A case as an xstate actor: `createActor`, the pure `transition`, persistence, parent machines and inspectors work with any case. */
import type { ActionArgs, ActorLogic, ActorScope, EventObject, Snapshot } from 'xstate';
import { isRefusal, type Refusal } from '../errors.ts';
import type { ExecutableProcess } from '../model/executable-process.ts';
import type { WorkingCalendar } from '../time/calendar.ts';
import type { Actor, Command, StartCommand, StepContext } from './command.ts';
import type { Effect } from './effect.ts';
import type { CaseState, Instant } from './state.ts';
import { step, type Step } from './step.ts';

/** A command is the event itself, with the instant at which it is asked: a case has no clock of its own. */
export type CaseEvent = Exclude<Command, StartCommand> & { readonly at: Instant; readonly actor?: Actor };

export interface CaseInput {
  readonly start: StartCommand;
  readonly at: Instant;
  readonly actor?: Actor;
}

/** `done` when the case is completed, `stopped` when it was cancelled. JSON through and through, so it persists as it is. */
export type CaseSnapshot = Snapshot<undefined> & {
  readonly context: CaseState;
  /** Why the last event was refused; the state is then as it was. */
  readonly refusal?: Refusal;
};

export type CaseLogic = ActorLogic<CaseSnapshot, CaseEvent, CaseInput>;

/**
 * The actor logic of a process's cases.
 * @param surroundings keys for called cases and decisions for business rule tasks, where the process has any
 * @param carryOut what a running actor does with an effect; the pure `transition` of xstate returns effects as its actions instead
 * @throws Error from `createActor` or `initialTransition` when the start itself is refused
 */
export function caseLogic(
  process: ExecutableProcess,
  calendar: WorkingCalendar,
  carryOut: (effect: Effect) => void = () => {},
  surroundings: Pick<StepContext, 'newCaseKey' | 'decisionFor'> = {},
): CaseLogic {
  type Scope = ActorScope<CaseSnapshot, CaseEvent>;
  function hand(effects: readonly Effect[], event: EventObject, scope: Scope, context: CaseState): void {
    for (const effect of effects) {
      const info: ActionArgs<CaseState, EventObject, EventObject> = {
        context,
        event,
        self: scope.self as never,
        system: scope.system,
      };
      scope.actionExecutor({ type: effect.type, params: { ...effect }, info, exec: () => carryOut(effect) } as never);
    }
  }
  function ask(state: CaseState | undefined, command: Command, at: Instant, actor: Actor | undefined): Step | Refusal {
    return step(process, state, command, { now: at, calendar, ...surroundings, ...(actor ? { actor } : {}) });
  }
  return {
    getInitialSnapshot(scope, { start, at, actor }) {
      const begun = ask(undefined, start, at, actor);
      if (isRefusal(begun)) throw new Error(begun.message);
      hand(begun.effects, start, scope, begun.state);
      return snapshotOf(begun.state);
    },
    transition(snapshot, event, scope) {
      // xstate's own events (xstate.stop…) are no commands of ours.
      if (!('at' in event)) return snapshot;
      const { at, actor, ...command } = event;
      const stepped = ask(snapshot.context, command, at, actor);
      if (isRefusal(stepped)) return { ...snapshot, refusal: stepped };
      hand(stepped.effects, event, scope, stepped.state);
      return snapshotOf(stepped.state);
    },
    getPersistedSnapshot: (snapshot) => snapshot,
    restoreSnapshot: (persisted) => persisted as CaseSnapshot,
  };
}

const STATUSES = { active: 'active', suspended: 'active', completed: 'done', cancelled: 'stopped' } as const;

function snapshotOf(context: CaseState): CaseSnapshot {
  return { status: STATUSES[context.status], context, output: undefined, error: undefined };
}
