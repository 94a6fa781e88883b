/** Options of every command that simulates. */
import { WrongUse } from './command.ts';

export const SIMULATION_OPTIONS = {
  cases: { type: 'string' },
  replications: { type: 'string' },
  seed: { type: 'string' },
  from: { type: 'string' },
  threads: { type: 'string' },
  term: { type: 'string' },
  process: { type: 'string' },
  with: { type: 'string', multiple: true },
  json: { type: 'boolean' },
} as const;

export const SIMULATION_OPTIONS_HELP = `  --cases N      cases that come in each replication, 1 to 1000000 (1000)
  --replications R
                 independent runs, 1 to 1000 (10)
  --seed S       of chance (1)
  --from DAY     the first case comes after it (2025-03-03)
  --threads T    as many as the machine has cores
  --term FILE    the statutory term; the scenario's, or that of term.json beside it which is in force
  --process ID   of a model with several processes
  --with FILE    a model that is called; those beside the model are found by themselves`;

const FROM = '2025-03-03';

export interface SimulationSettings {
  readonly cases: number;
  readonly replications: number;
  readonly seed: number;
  readonly fromAt: number;
  readonly threads: number | undefined;
}

/** @throws WrongUse for what cannot be right */
export function simulationSettings(
  values: Readonly<Partial<Record<'cases' | 'replications' | 'seed' | 'from' | 'threads', string | undefined>>>,
  usual: { readonly cases: number; readonly replications: number } = { cases: 1000, replications: 10 },
): SimulationSettings {
  const from = values.from ?? FROM;
  const fromAt = /^\d{4}-\d{2}-\d{2}$/.test(from) ? Date.parse(from) : NaN;
  if (Number.isNaN(fromAt)) throw new WrongUse(`--from is "${from}": say a day (2026-01-01).`);
  return {
    cases: wholeNumber('--cases', values.cases ?? String(usual.cases), 1, 1_000_000),
    replications: wholeNumber('--replications', values.replications ?? String(usual.replications), 1, 1_000),
    seed: wholeNumber('--seed', values.seed ?? '1', 0, Number.MAX_SAFE_INTEGER),
    fromAt,
    threads: values.threads === undefined ? undefined : wholeNumber('--threads', values.threads, 1, 256),
  };
}

export function wholeNumber(option: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < least || value > most)
    throw new WrongUse(`${option} is a whole number from ${String(least)} to ${String(most)}, not "${text}".`);
  return value;
}
