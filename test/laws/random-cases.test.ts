import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { DeployedDecision } from '../../engine/case/command.ts';
import { numberedKey, type DecisionKey } from '../../engine/ids.ts';
import { model } from '../support/model.ts';
import { play, type Play } from '../support/play.ts';
import { randomModel } from '../support/random-model.ts';
import { brokenLaws, Ledger, randomCommand } from '../support/random-path.ts';
import { randomNumbers } from '../support/seed.ts';

/** How many models; EIGA_LAWS=10000 is the figure of docs/testing.md. */
const MODELS = Number(process.env['EIGA_LAWS'] ?? 700);
const PATHS = 3;
const MOST_COMMANDS = 2_000;

const { seed } = randomNumbers();
const GRADE: DeployedDecision = {
  decisionKey: numberedKey<DecisionKey>(9, 0),
  version: 1,
  evaluate: ({ choice = null }) => ({
    value: choice,
    evaluated: [{ decisionId: 'grade', name: 'Grade', kind: 'literalExpression', matched: [], value: choice }],
    notes: [],
  }),
};

test(`random cases of ${MODELS} random models end, leave nothing open, and are rebuilt from their log after every step (seed ${seed})`, async () => {
  let commands = 0;
  await fc.assert(
    fc.asyncProperty(
      randomModel(),
      fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: PATHS, maxLength: PATHS }),
      async ({ text }, seeds) => {
        // Every other model's process has listeners of its own.
        const { process } = await model(text, (seeds[0] ?? 0) % 2 === 0 ? { on: { start: 'l', end: 'l, m' } } : {});
        for (const path of seeds) {
          const { random } = randomNumbers(path);
          const choice = () => ({ choice: ['a', 'b', 'fail', 'other'][Math.floor(random() * 4)] ?? 'a' });
          const game = play(process, { variables: { id: 'k', clerk: 'ona', ...choice() }, decisionFor: () => GRADE });
          const ledger = new Ledger();
          ledger.note(game);
          for (let count = 0; game.state.endedAt === undefined; count++) {
            const faults = brokenLaws(game.state);
            if (faults.length > 0) throw new Error(faults.join('; '));
            if (count > MOST_COMMANDS) throw new Error(`no end after ${MOST_COMMANDS} commands: ${game.incidents().join(', ')}`);
            const command = randomCommand(game, random, choice);
            if (!command) throw new Error('nothing can happen any more');
            game.do(command);
            ledger.note(game);
            // Any case can go on in its own version, and is then where it was.
            if (random() < 0.05 && isOpen(game)) {
              const refusal = game.migrate(process);
              if (refusal) throw new Error(refusal.message);
              ledger.note(game);
            }
            commands += 1;
          }
          if (game.state.status !== 'completed') throw new Error(`the case is ${game.state.status}`);
          if (ledger.open.size > 0) throw new Error(`left open: ${[...ledger.open].join(', ')}`);
          if (game.log.some(({ seq }, index) => seq !== index + 1)) throw new Error('the log has a gap');
          if (brokenLaws(game.state).length > 0) throw new Error(brokenLaws(game.state).join('; '));
        }
      },
    ),
    { numRuns: MODELS, seed },
  );
  expect(commands).toBeGreaterThan(MODELS);
}, 3_600_000);

function isOpen({ state }: Play): boolean {
  return state.status === 'active';
}
