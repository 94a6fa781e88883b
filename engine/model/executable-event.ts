/** What events wait for and what they do, compiled: part of executable-process.ts, which is the door to it. */
import type { Expression } from '../feel/compile.ts';

/** What a catching event waits for. */
export type Trigger = SingleTrigger | MultipleTrigger;

export type SingleTrigger =
  | { readonly kind: 'none' }
  | TimerTrigger
  | MessageTrigger
  | { readonly kind: 'signal'; readonly name: Expression }
  | { readonly kind: 'condition'; readonly condition: Expression }
  | { readonly kind: 'error' | 'escalation'; readonly code?: string }
  /** Not waited for: a cancel end event, a compensation, a link's throw event leads there. */
  | { readonly kind: 'cancel' | 'compensation' | 'link' };

/** Several definitions on one event: any of them, or (`parallel`) all of them. */
export interface MultipleTrigger {
  readonly kind: 'multiple';
  readonly parallel: boolean;
  readonly triggers: readonly SingleTrigger[];
}

export interface MessageTrigger {
  readonly kind: 'message';
  readonly name: Expression;
  readonly correlationKey?: Expression;
  /** A message flow of the file leads here and no key is modelled: the cases of one conversation know each other. */
  readonly conversation?: true;
}

/** The triggers of an event one by one. */
export function triggersOf(trigger: Trigger): readonly SingleTrigger[] {
  return trigger.kind === 'multiple' ? trigger.triggers : [trigger];
}

export interface TimerTrigger {
  readonly kind: 'timer';
  readonly form: 'date' | 'duration' | 'cycle';
  readonly value: Expression;
  /** `working`: an ISO duration counted in working time of the case's calendar (`eiga:calendar="working"`). */
  readonly calendar: 'wall' | 'working';
}

export interface JobDefinition {
  readonly type: Expression;
  readonly retries: Expression;
  readonly headers: Readonly<Record<string, string>>;
}

/** What a throwing or end event does. A message that is thrown is a job when it has a job definition, else published by the engine. */
export type Throwing =
  | { readonly kind: 'none' | 'terminate' | 'cancel' }
  | { readonly kind: 'error' | 'escalation'; readonly code: string }
  | { readonly kind: 'signal'; readonly name: Expression }
  | {
      readonly kind: 'message';
      readonly name: Expression;
      readonly correlationKey?: Expression;
      readonly conversation?: true;
      readonly timeToLiveMs: number;
    }
  | { readonly kind: 'job'; readonly job: JobDefinition }
  /** Of one activity, or of all that has completed in the scope. */
  | { readonly kind: 'compensation'; readonly activity?: string; readonly waits: boolean }
  /** `target`: the link's catch event. */
  | { readonly kind: 'link'; readonly target: string }
  | { readonly kind: 'multiple'; readonly results: readonly Throwing[] };
