/** How large a DMN file may be, and how much an evaluation may do. */
import type { Limits } from '../model/limits.ts';

export interface DecisionLimits extends Limits {
  /** Rules of one decision table. */
  readonly rules: number;
}

/** 10,000 rules of five columns are some 120,000 XML elements in 8 MB. */
export const DECISION_LIMITS: DecisionLimits = {
  bytes: 10 * 1024 * 1024,
  elements: 250_000,
  tags: 250_000,
  depth: 128,
  attributes: 200,
  rules: 10_000,
};

/** Units of work that one evaluation of a whole requirement graph may spend: a rule tried is one; expressions count as FEEL counts them. */
export const DECISION_FUEL = 1_000_000;

/** Notes kept of one evaluation; a loop over bad data would make as many as it has fuel for. */
export const MOST_NOTES = 100;
