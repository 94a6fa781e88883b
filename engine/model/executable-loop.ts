/** What is done several times, and what listens: part of executable-process.ts, which is the door to it. */
import type { Expression } from '../feel/compile.ts';
import type { JobDefinition, Throwing } from './executable-event.ts';

/**
 * Execution listeners: `start` before the work can begin, `end` before it is complete. Those of a user task: before it is created,
 * assigned, updated, completed or cancelled; what is asked of it may be denied.
 */
export type Listeners = { readonly [Phase in ListenerPhase]?: readonly JobDefinition[] };
export type ListenerPhase = 'start' | 'end' | TaskPhase;
export type TaskPhase = 'creating' | 'assigning' | 'updating' | 'completing' | 'canceling';

export type Loop = MultiInstance | StandardLoop;

export interface StandardLoop {
  readonly kind: 'standard';
  readonly testBefore: boolean;
  readonly maximum?: number;
  /** It goes on while this holds. */
  readonly condition?: Expression;
}

export interface MultiInstance {
  readonly kind: 'multiInstance';
  readonly sequential: boolean;
  /** A list; or with `cardinality`, a number of instances. */
  readonly inputCollection?: Expression;
  readonly cardinality?: Expression;
  readonly inputElement?: string;
  readonly outputCollection?: string;
  readonly outputElement?: Expression;
  readonly completionCondition?: Expression;
  /** What is thrown when children complete (BPMN's `behavior`; `all`: nothing); boundary events of the activity may catch it. */
  readonly throws?: readonly LoopThrow[];
}

/** `each`: at every completion (None), `first`: at the first (One), or when a condition holds (Complex). */
export interface LoopThrow {
  readonly when: 'each' | 'first' | Expression;
  readonly result: Throwing;
}
