import type { Finding } from '../errors.ts';

export type SoundnessRule = 'soundness/deadlock' | 'soundness/dead-node' | 'soundness/unsafe' | 'soundness/improper-completion';

/** A fault of the token net, shown as a way to it and, where one was found, with a change that mends it. */
export interface SoundnessFinding extends Finding {
  readonly rule: SoundnessRule;
  /** From the beginning of the element's scope to the fault; empty when nothing leads there. */
  readonly trace: readonly TraceStep[];
  readonly fix?: Fix;
}

/** One move of tokens. */
export interface TraceStep {
  /** The node that moves them, or the boundary event that is triggered. */
  readonly element: string;
  /** The one flow that is taken where there is a choice. */
  readonly flow?: string;
  /** Tokens afterwards, by sequence flow, or by node when they wait in it or (links, beginnings) right before it. */
  readonly marking: Readonly<Record<string, number>>;
}

export type GatewayKind = 'exclusiveGateway' | 'parallelGateway' | 'inclusiveGateway';

/**
 * A change that was tried: the changed net, explored in full, no longer has the fault and has none that the drawn one has not.
 * `insertGateway`: the flows into the element meet in a new gateway before it.
 */
export type Fix =
  | { readonly kind: 'changeGateway'; readonly element: string; readonly to: GatewayKind; readonly message: string }
  | { readonly kind: 'insertGateway'; readonly element: string; readonly gateway: GatewayKind; readonly message: string }
  | { readonly kind: 'removeFlow'; readonly flow: string; readonly message: string };
