/** Work that nobody waits for, kept in sight: it can be waited out, and what fails in it is told once. */
export interface Background {
  begin(doing: string, work: () => Promise<unknown>): void;
  /** Resolves when nothing is under way any more, what began meanwhile included. */
  idle(): Promise<void>;
  fault(error: unknown, doing: string): void;
}

export function background(onFault: (error: unknown, doing: string) => void): Background {
  const underWay = new Set<Promise<void>>();
  return {
    begin(doing, work) {
      const whole = work().then(
        () => undefined,
        (error: unknown) => {
          onFault(error, doing);
        },
      );
      underWay.add(whole);
      void whole.finally(() => underWay.delete(whole));
    },
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    fault: onFault,
  };
}
