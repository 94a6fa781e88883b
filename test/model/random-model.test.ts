import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { model } from '../support/model.ts';
import { randomModel } from '../support/random-model.ts';

const SEED = 20_260_301;
const RUNS = 100;

test('every random model is accepted without an error', async () => {
  const kinds = new Set<string>();
  await fc.assert(
    fc.asyncProperty(randomModel(), async ({ text }) => {
      const { process, warnings } = await model(text);
      expect(process.nodes.size).toBeLessThanOrEqual(60);
      expect(warnings.filter(({ rule }) => rule !== 'error-uncaught')).toEqual([]);
      for (const { kind } of process.nodes.values()) kinds.add(kind);
    }),
    { seed: SEED, numRuns: RUNS },
  );
  expect(kinds.size).toBe(25);
});
