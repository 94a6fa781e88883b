/** The two ways an expression goes wrong: it cannot be compiled (an answer), or evaluating it failed (an exception that becomes an incident). */

/** The text cannot be compiled: a finding of the model, with the position in the text where known. */
export interface FeelFault {
  /** A sentence that names the construct: "A function definition is not supported." */
  readonly fault: string;
  /** Characters before it. */
  readonly position?: number;
}

export function isFault(value: unknown): value is FeelFault {
  return typeof value === 'object' && value !== null && 'fault' in value && typeof value.fault === 'string';
}

/** Evaluation failed; `message` says why in a sentence and quotes at most 200 characters of the expression. */
export class FeelError extends Error {
  override readonly name = 'FeelError';
  /** Whether the message already quotes the expression. */
  readonly isLocated: boolean;
  constructor(message: string, isLocated = false) {
    super(message);
    this.isLocated = isLocated;
  }
}

/** Fuel, depth or memory is spent: never turned into null, whatever the rule for other failures. */
export class OutOfFuel extends FeelError {}

/** Thrown and caught within compilation only: becomes a FeelFault. */
export class Refused extends Error {
  readonly position: number | undefined;
  constructor(message: string, position?: number) {
    super(message);
    this.position = position;
  }

  asFault(): FeelFault {
    return this.position === undefined ? { fault: this.message } : { fault: this.message, position: this.position };
  }
}
