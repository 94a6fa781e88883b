/** A model that breaks one rule beside the nearest one that keeps it; arrow lines, or a file when it begins with `<`. */
export interface RuleCase {
  readonly rule: string;
  readonly what: string;
  /** The elements that the findings of the rule name. */
  readonly at: readonly string[];
  readonly broken: string;
  readonly neighbour: string;
  /** `rule at element` of what else the broken model breaks. */
  readonly alsoBroken?: readonly string[];
  /** `rule at element` of the warnings that the neighbour has. */
  readonly warnings?: readonly string[];
}
