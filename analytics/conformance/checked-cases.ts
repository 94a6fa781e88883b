import { CASE_COMPLETED, CASE_OPEN, type EventLog } from '../log/event-log.ts';
import { traces } from '../traces.ts';
import { variants } from '../variants.ts';

/** Completed cases by the order of their activities, and what is left out. */
export interface Checked {
  readonly variants: readonly { readonly trace: readonly number[]; readonly cases: readonly number[] }[];
  readonly cases: number;
  readonly left: Readonly<Record<'open' | 'withdrawn' | 'empty' | 'events', number>>;
}

/** @param only the names of the activities that are looked at; all when absent */
export function checkedCases(log: EventLog, only: readonly string[] | undefined): Checked {
  const { rows, first } = traces(log);
  const all = variants(log, { rows, first });
  const shown = only && new Set(only);
  const isShown = log.activities.map((name) => shown?.has(name) ?? true);
  /** By the traces as they are looked at. */
  const found = new Map<string, { readonly trace: readonly number[]; readonly cases: number[] }>();
  const foundOf = [...all.exampleOf].map((example) => {
    const whole = [...rows.subarray(first[example], first[example + 1])].map((row) => log.activityOf[row] ?? -1);
    const trace = whole.filter((code) => isShown[code]);
    const key = trace.join();
    const known = found.get(key) ?? { trace, cases: [] };
    found.set(key, known);
    return { known, hidden: whole.length - trace.length };
  });
  const left = { open: 0, withdrawn: 0, empty: 0, events: 0 };
  for (let index = 0; index < log.cases.count; index++) {
    const of = foundOf[all.variantOf[index] ?? -1];
    const status = log.cases.status[index];
    if (status !== CASE_COMPLETED) left[status === CASE_OPEN ? 'open' : 'withdrawn']++;
    else {
      left.events += of?.hidden ?? 0;
      if (of && of.known.trace.length > 0) of.known.cases.push(index);
      else left.empty++;
    }
  }
  const checked = [...found.values()].filter(({ cases }) => cases.length > 0);
  return { variants: checked, cases: checked.reduce((sum, { cases }) => sum + cases.length, 0), left };
}
