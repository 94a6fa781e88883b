/** Work that nobody waits for, kept in sight: it can be waited out, and what fails in it is told once. */
export interface Background {
  /** @returns false when nothing new is begun: the node stops, and what is left is found by the next one's sweep */
  begin(doing: string, work: () => Promise<unknown>): boolean;
  /**
   * Resolves when nothing is under way any more, what began meanwhile included; but after so many rounds of work that causes work
   * (cases may send each other messages for ever) at the latest: the rest goes on by itself.
   */
  idle(): Promise<void>;
  /** Resolves when nothing is under way; from the last round on nothing new is begun until then. */
  drain(): Promise<void>;
  fault(error: unknown, doing: string): void;
}

const ROUNDS = 100;

export function background(onFault: (error: unknown, doing: string) => void): Background {
  const underWay = new Set<Promise<void>>();
  let closed = false;
  async function idle(): Promise<void> {
    for (let round = 0; round < ROUNDS && underWay.size > 0; round++) await Promise.all(underWay);
  }
  return {
    begin(doing, work) {
      if (closed) return false;
      const whole = work().then(
        () => undefined,
        (error: unknown) => {
          onFault(error, doing);
        },
      );
      underWay.add(whole);
      void whole.finally(() => underWay.delete(whole));
      return true;
    },
    idle,
    async drain() {
      await idle();
      closed = true;
      await Promise.all(underWay);
      closed = false;
    },
    fault: onFault,
  };
}
