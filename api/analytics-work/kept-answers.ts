/** Answers are worked out once for as long as what was asked about has not changed: the one place where they are kept. */

/** Of one state of a log; the least recently asked goes first. */
const MOST = 100;

export interface KeptOptions {
  readonly most?: number;
  /** Milliseconds that only ever grow. */
  readonly wallMs?: () => number;
}

interface Kept {
  readonly answer: unknown;
  readonly untilMs: number;
}

export class KeptAnswers {
  private readonly byState = new WeakMap<object, Map<string, Kept>>();
  private readonly pairs = new WeakMap<object, WeakMap<object, object>>();
  private readonly most: number;
  private readonly wallMs: () => number;

  constructor({ most = MOST, wallMs = () => performance.now() }: KeptOptions = {}) {
    this.most = most;
    this.wallMs = wallMs;
  }

  /**
   * The answer that was given before, or a new one.
   * @param state made anew whenever what is asked about changes: answers go with it
   * @param asked the whole question; the same text always asks for the same kind of answer
   * @param keptMs how old it may be, for what grows old by itself
   */
  once<Answer>(state: object, asked: string, work: () => Answer, keptMs = Infinity): Answer {
    const answers = this.byState.get(state) ?? new Map<string, Kept>();
    this.byState.set(state, answers);
    const known = answers.get(asked);
    answers.delete(asked);
    const isGood = known !== undefined && known.untilMs > this.wallMs();
    const kept = isGood ? known : { answer: work(), untilMs: this.wallMs() + keptMs };
    answers.set(asked, kept);
    for (const oldest of answers.keys()) {
      if (answers.size <= this.most) break;
      answers.delete(oldest);
    }
    // `work` of the same question made it.
    return kept.answer as Answer;
  }

  /** One object for each two states, which goes when either does. */
  pair(one: object, other: object): object {
    const known = this.pairs.get(one) ?? new WeakMap<object, object>();
    this.pairs.set(one, known);
    const pair = known.get(other) ?? {};
    known.set(other, pair);
    return pair;
  }

  forget(state: object, asked: string): void {
    this.byState.get(state)?.delete(asked);
  }
}
