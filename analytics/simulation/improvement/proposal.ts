/** A change that the program proposes: a sentence, what it changes, and the model and scenario with it. */
import type { ExecutableProcess } from '../../../engine/model/executable-process.ts';
import type { Scenario } from '../scenario.ts';

export const PROPOSAL_KINDS = ['endBatch', 'movePerson', 'parallelise', 'skipApproval'] as const;
export type ProposalKind = (typeof PROPOSAL_KINDS)[number];

/** One line of the diff. `from` and `to` are JSON of the scenario; of the model, what stands at the place. */
export interface Change {
  readonly of: 'model' | 'scenario';
  /** A path in the scenario, or the id of an element. */
  readonly place: string;
  readonly from: unknown;
  readonly to: unknown;
}

export interface Proposal {
  readonly kind: ProposalKind;
  /** For translations: `improve.<kind>` with these in it. */
  readonly key: `improve.${ProposalKind}`;
  readonly params: Readonly<Record<string, string>>;
  /** In English. */
  readonly text: string;
  readonly changes: readonly Change[];
  readonly process: ExecutableProcess;
  readonly scenario: Scenario;
}

/** What an element is called, else its id. */
export function nameOf(process: ExecutableProcess, id: string): string {
  const name = process.nodes.get(id)?.name;
  return name === undefined || name === '' ? id : name;
}
