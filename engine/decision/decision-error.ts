/** The ways an evaluation fails. */

/** Evaluating a decision failed: a sentence for the person who must correct the data or the table. */
export class DecisionError extends Error {
  override readonly name = 'DecisionError';
  readonly decisionId: string;
  constructor(decisionId: string, message: string) {
    super(message);
    this.decisionId = decisionId;
  }
}

/** Thrown inside a decision's logic, where its id is not at hand; becomes a DecisionError. */
export class Violation extends Error {}
