/** Median of so many rounds, in ms of the processor, after one that does not count: what else the machine does counts little. */
export function medianMs(rounds: number, work: () => unknown): number {
  work();
  return median(
    Array.from({ length: rounds }, () => {
      const used = process.cpuUsage();
      work();
      return sinceMs(used);
    }),
  );
}

/** The same of work that is awaited; the first round counts. */
export async function medianMsOf(rounds: number, work: () => Promise<unknown>): Promise<number> {
  const taken: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const used = process.cpuUsage();
    await work();
    taken.push(sinceMs(used));
  }
  return median(taken);
}

function sinceMs(used: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(used);
  return (user + system) / 1_000;
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}
