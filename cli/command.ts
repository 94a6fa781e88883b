/** What a command of `eiga` is. */

export interface Command {
  /** Printed by --help: usage first, then the options, then an example. */
  readonly help: string;
  /**
   * Does it. Answers with what to print, or with nothing when it has printed for itself (a server).
   * @throws WrongUse for exit 2; any other error is a refusal: exit 1 with its message.
   */
  run(words: readonly string[]): Promise<Outcome | undefined>;
}

export interface Outcome {
  /** 1: a finding or a refusal. */
  readonly exit: 0 | 1;
  /** The whole answer, for --json. */
  readonly json: unknown;
  /** The same for people. */
  readonly text: string;
}

export function isOutcome(value: Outcome | undefined): value is Outcome {
  return value !== undefined;
}

/** The command line cannot be right; `message` says what is wrong. */
export class WrongUse extends Error {
  override readonly name = 'WrongUse';
}

/** Says how far something is, on standard error, over itself in a terminal; nothing when nobody looks. */
export function progressLine(): (words: string) => void {
  if (!process.stderr.isTTY) return () => undefined;
  return (words) => {
    process.stderr.write(`\r\u001b[K${words}`);
  };
}
