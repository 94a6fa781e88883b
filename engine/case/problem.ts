import type { IncidentKind } from './state.ts';

/**
 * Why a token cannot go on: caught by the step and turned into an incident on the element. Thrown before the element has moved
 * anything but its own variables, so that trying again starts clean.
 */
export class Problem extends Error {
  readonly kind: IncidentKind;
  /** @param message a sentence that a clerk can read */
  constructor(kind: IncidentKind, message: string) {
    super(message);
    this.kind = kind;
  }
}
