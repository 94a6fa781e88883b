import type { Estimate, Unit } from './estimate-words.ts';

/** A measure of both sides of a simulation with their difference, to-be − as-is, of the same chance. */
export interface SidedMeasure {
  readonly name: string;
  readonly unit: Unit;
  /** Which way is good. */
  readonly better: 'less' | 'more';
  readonly asIs: Estimate;
  readonly toBe: Estimate;
  readonly difference: Estimate;
}
