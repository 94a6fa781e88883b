/** A scope as a Petri net: places hold tokens, transitions move them. */
export interface Place {
  readonly id: string;
  /** The flow or node that a trace shows its tokens at. */
  readonly shown: string;
  /** `done`: counts tokens that have come to an end; `memory`: of a complex gateway; neither is a token that waits. */
  readonly kind: 'token' | 'done' | 'memory';
  /** The node that puts tokens here, none at the beginning, and the one that takes them. */
  readonly from?: string;
  readonly to?: string;
}

/** One move as drawn, with the places of its options that were chosen: what a trace is made of. */
export interface Move {
  readonly by: Drawn;
  readonly chosen: readonly number[];
}

/** A transition before any reduction. */
export interface Drawn extends Transition {
  /** The node it stands for; none for the beginning. */
  readonly element?: string;
  readonly flow?: string;
  /** The first half of what a node does, which is not shown when its other half follows at once. */
  readonly half?: true;
}

export interface Transition {
  readonly pre: readonly number[];
  readonly post: readonly number[];
  /** Of these any set of `fewest` or more gets tokens besides. */
  readonly options: readonly Option[];
  readonly fewest: number;
  readonly guard?: Guard;
  readonly ends?: 'scope' | 'abnormal';
  /** What it stands for; the move whose options are open has none chosen and stands at `picks`. */
  readonly run: readonly Move[];
  readonly picks?: number;
  /** Nodes that are proved alive when it fires, besides those of `run`. */
  readonly also: readonly string[];
}

export interface Option {
  /** The place as drawn. */
  readonly origin: number;
  readonly places: readonly number[];
  readonly run: readonly Move[];
}

/** Joins whose moves depend on other tokens; they take one token from each marked input (at a reset: that was not seen at the start). */
export interface Guard {
  readonly kind: 'inclusive' | 'start' | 'reset';
  readonly step: string;
  readonly inputs: readonly number[];
  /** Complex gateways: places that remember the inputs consumed at the start, and that it waits for its reset. */
  readonly seen: readonly number[];
  readonly active?: number;
  readonly starts: (count: number) => boolean;
  /** By place, the inputs (bit i: `inputs[i]`) that a token there may still come by without visiting the join: BPMN 2.0.2 table 13.3. */
  readonly reach: readonly bigint[];
}

export interface Net {
  readonly places: readonly Place[];
  readonly transitions: readonly Transition[];
  readonly start: number;
  /** Nodes that a token should come to. */
  readonly elements: readonly string[];
  /** Tokens on one place up to which a state is looked at further. */
  readonly most: number;
}
