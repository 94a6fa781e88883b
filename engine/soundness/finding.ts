import type { Finding, TraceStep } from '../errors.ts';

export type { Fix, GatewayKind, TraceStep } from '../errors.ts';

export type SoundnessRule =
  | 'soundness/deadlock'
  | 'soundness/dead-node'
  | 'soundness/unsafe'
  | 'soundness/improper-completion'
  /** Not a fault: some states were not looked at. */
  | 'soundness/unexplored';

/** A fault of the token net, shown as a way to it and, where one was found, with a change that mends it. */
export interface SoundnessFinding extends Finding {
  readonly rule: SoundnessRule;
  /** Empty when nothing leads there. */
  readonly trace: readonly TraceStep[];
}

/** Whether a finding is one that a person may overrule with a reason: the model can run, but not every case of it to its end. */
export function isSoundness({ rule }: Finding): boolean {
  return rule.startsWith('soundness/');
}
