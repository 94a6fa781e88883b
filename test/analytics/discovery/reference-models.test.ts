/** Models of the reference logs: they deploy, are sound and drawn without a fault, and the logs are replayed through the engine's step. */
import { expect, test } from '@jest/globals';
import { discover } from '../../../analytics/discovery/discover.ts';
import { type AlignedVariant, conform, isNotComparable } from '../../../analytics/conformance/conform.ts';
import { readCheckedModel } from '../../../engine/soundness/read-model.ts';
import { playAlignment } from '../conformance/play-alignment.ts';
import { describeWithLogs, referenceLog } from '../reference-logs.ts';
import { diagramFaults } from './diagram-faults.ts';

/** `fitness` is what the noise of 0.2 costs, to three digits; of large logs every n-th variant is played through `step`. */
const LOGS = [
  { path: 'toy/running-example.xes', activities: 50, fitness: 1, every: 1 },
  { path: 'municipal/receipt.xes.gz', activities: 50, fitness: 0.846, every: 4 },
  { path: 'admin/BPI_2020_DomesticDeclarations.xes.gz', activities: 50, fitness: 0.95, every: 4 },
  { path: 'admin/AcademicCredentials.csv.gz', activities: 50, fitness: 0.951, every: 4 },
  { path: 'municipal/BPIC15_1.xes.gz', activities: 20, fitness: 0.945, every: 40 },
] as const;

describeWithLogs('the discovered model of', () => {
  test.each(LOGS)(
    '$path with its $activities commonest activities',
    async ({ path, activities, fitness, every }) => {
      const log = await referenceLog(path);
      for (const noise of [0, 0.2]) {
        const found = discover(log, { noise, activities });
        expect(discover(log, { noise, activities }).xml).toBe(found.xml);
        for (const name of found.rare) expect(found.xml).not.toContain(`name="${name}"`);
        const { findings, processes } = await readCheckedModel(found.xml);
        expect([findings, processes.length]).toEqual([[], 1]);
        expect(await diagramFaults(found.xml)).toEqual([]);
        const [process] = processes;
        if (!process) continue;
        const aligned: AlignedVariant[] = [];
        const fit = conform(log, process, { only: found.activities, onAligned: (one) => aligned.push(one) });
        if (isNotComparable(fit)) throw new Error(fit.notComparable);
        expect(fit.notChecked).toMatchObject({ unproven: 0, events: found.hidden.events });
        expect(Math.floor((fit.fitness ?? 0) * 1000) / 1000).toBe(noise === 0 ? 1 : fitness);
        if (noise === 0) expect([fit.fitting, fit.deviations]).toEqual([fit.cases, []]);
        for (const [index, one] of aligned.entries()) if (index % every === 0) playAlignment(process, one);
      }
    },
    180_000,
  );
});
