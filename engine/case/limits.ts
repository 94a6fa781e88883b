/** Limits of one case, where they hold; docs/limits.md gives the reasons. */
export const LIMITS = {
  /** Tokens that reach an element in one step: a loop without a wait is stopped here. */
  arrivals: 10_000,
  /** Element instances alive at once. */
  living: 10_000,
  /** Children that one multi-instance activity may have. */
  multiInstance: 1_000,
  /** Variables of a case, as JSON text; what loops and listeners keep for themselves does not count. */
  variables: 1_000_000,
  /** Values set in one step, each change counted: a loop may set the same ones over and over. */
  setInStep: 32_000_000,
  /** Calls of a process by a process by a process. */
  callDepth: 16,
};
