/** What `eiga analyse --json` prints against figures that were computed elsewhere: the names are those that others compare by. */
import { expect, test } from '@jest/globals';
import { command } from '../../cli/commands/analyse.ts';
import { describeWithLogs, referencePath, referenceText } from '../analytics/reference-logs.ts';

/** As in the documents, of which these are parts. */
interface Analysed {
  log: { cases: number; events: number; activities: number; resources: number; variants: number };
  waiting: {
    totalMs: number;
    processingMs: number;
    cte: number;
    causes: Record<'batchingMs' | 'contentionMs' | 'prioritisationMs' | 'unavailabilityMs' | 'extraneousMs', number>;
    byTransition: { from: string; to: string; fromResource: string; toResource: string; count: number; totalMs: number }[];
  };
  rework: { events: number; cases: number };
  handovers: { total: number; changed: number };
  variants: { activities: string[]; count: number }[];
  quality: { kind: string; n: number; of: number | null }[];
  caseDuration: { n: number; medianMs: number };
}
interface Expected extends Pick<Analysed['log'], 'cases' | 'events' | 'activities' | 'resources'> {
  variants: number;
  top_variants: { count: number; activities: string[] }[];
  rework: { extra_occurrences: number; cases_with_rework: number };
  handover: { total: number; changed: number };
  case_duration_s: { n: number; median: number };
  events_without_resource: number;
  processing_s_total?: number;
}

async function analysed(path: string): Promise<Analysed> {
  const outcome = await command.run([referencePath(path), '--json']);
  expect(outcome?.exit).toBe(0);
  return JSON.parse(JSON.stringify(outcome?.json)) as Analysed;
}

describeWithLogs('eiga analyse --json', () => {
  test.each(['toy/running-example.xes', 'toy/reviewing.xes', 'toy/interval_event_log.csv', 'admin/AcademicCredentials.csv.gz'])(
    'of %s has the figures of the reference',
    async (path) => {
      const found = await analysed(path);
      const expected = JSON.parse(referenceText(`expected/${path.replace('/', '__')}.json`)) as Expected;
      expect(found.log).toMatchObject({
        cases: expected.cases,
        events: expected.events,
        activities: expected.activities,
        resources: expected.resources,
        variants: expected.variants,
      });
      const { n, medianMs } = found.caseDuration;
      expect([n, Math.round(medianMs)]).toEqual([expected.case_duration_s.n, Math.round(1000 * expected.case_duration_s.median)]);
      expect(found.rework).toMatchObject({ events: expected.rework.extra_occurrences, cases: expected.rework.cases_with_rework });
      expect(found.handovers).toMatchObject({ total: expected.handover.total, changed: expected.handover.changed });
      // The order of variants that are as common is anybody's.
      const counts = new Map(found.variants.map(({ activities, count }) => [activities.join(), count]));
      for (const { activities, count } of expected.top_variants.slice(0, 3)) expect(counts.get(activities.join())).toBe(count);
      expect(found.quality.find(({ kind }) => kind === 'noResource')?.n ?? 0).toBe(expected.events_without_resource);
      if (expected.processing_s_total !== undefined)
        expect(Math.round(found.waiting.processingMs / 1000)).toBe(Math.round(expected.processing_s_total));
    },
  );

  test.each([1, 2, 3])('of manual log %i has the waits of each pair of resources', async (number) => {
    const { waiting } = await analysed(`kronos/manual_log_${String(number)}.csv`);
    const [, ...lines] = referenceText(`expected/kronos/manual_log_${String(number)}_expected.csv`)
      .trim()
      .split(/\r?\n/);
    const expected = lines.map((line) => {
      const [from, fromResource, to, toResource, count] = line.split(',');
      const totalMs = 1000 * Number(line.split(',').at(-1));
      return { from, fromResource, to, toResource, count: Number(count), totalMs };
    });
    expect(waiting.byTransition).toHaveLength(expected.length);
    expect(waiting.byTransition).toEqual(expect.arrayContaining(expected.map((row): unknown => expect.objectContaining(row))));
    const sum = Object.values(waiting.causes).reduce((total, ms) => total + ms, 0);
    expect(Math.abs(sum - waiting.totalMs)).toBeLessThan(1e-6);
    expect(waiting.totalMs).toBe(expected.reduce((total, row) => total + row.totalMs, 0));
    expect(waiting.cte).toBe(waiting.processingMs / (waiting.processingMs + waiting.totalMs));
  });
});
