import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { replay } from '../../engine/case/evolve.ts';
import type { Command, StartCommand } from '../../engine/case/command.ts';
import { isRefusal } from '../../engine/errors.ts';
import { createEngine, type CaseKey, type DefinitionKey } from '../../engine/index.ts';
import { pinnableClock } from '../../engine/time/clock.ts';
import { modelXml } from '../support/model.ts';
import { onBothDatabases } from '../support/postgres.ts';
import { randomModel } from '../support/random-model.ts';
import { brokenLaws, randomCommand } from '../support/random-path.ts';
import { randomNumbers } from '../support/seed.ts';

/** How many models; EIGA_STORED_LAWS=1000 is the figure of docs/testing.md. */
const MODELS = Number(process.env['EIGA_STORED_LAWS'] ?? 8);
const { seed } = randomNumbers();
const GRADE = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="grades" name="Grades" namespace="http://eiga.lt/test">
<decision id="grade" name="Grade"><variable name="Grade" /><literalExpression><text>choice</text></literalExpression></decision></definitions>`;
const ACCESS = { tenantId: '<default>', units: 'all' } as const;

onBothDatabases((_name, open) => {
  test(`random cases are stored as they are rebuilt from their logs, after every step of ${MODELS} random models (seed ${seed})`, async () => {
    const database = await open();
    const clock = pinnableClock();
    clock.pin(Date.parse('2026-03-02T07:00:00Z'));
    const engine = createEngine({ database, clock });
    let steps = 0;
    const around = [
      { name: 'grade.dmn', content: GRADE },
      // It is called and waits: the path itself says what a called case came to.
      { name: 'other.bpmn', content: modelXml('start -> user:Wait -> end', { id: 'other' }) },
    ];
    const prepared = await engine.deploy(ACCESS, { resources: around });
    if (!('definitions' in prepared)) throw new Error(JSON.stringify(prepared.findings));
    await fc.assert(
      fc.asyncProperty(randomModel(), fc.integer({ min: 1, max: 1_000_000 }), async ({ text }, path) => {
        const { random } = randomNumbers(path);
        const choice = () => ({ choice: ['a', 'b', 'fail', 'other'][Math.floor(random() * 4)] ?? 'a' });
        const deployed = await engine.deploy(ACCESS, { resources: [{ name: `model-${path}.bpmn`, content: modelXml(text) }] });
        if (!('definitions' in deployed)) throw new Error(JSON.stringify(deployed.findings));
        const definition: { readonly key: DefinitionKey } = { key: deployed.definitions[0]!.definitionKey };
        const started = await engine.start(ACCESS, { definition, variables: { id: `k${path}`, clerk: 'ona', ...choice() } });
        if (isRefusal(started)) throw new Error(started.message);
        const process = await engine.process(ACCESS, definition.key);
        for (;;) {
          const game = await stored(started.caseKey);
          if (game.state.endedAt !== undefined) break;
          const world = { state: game.state, now: clock.now(), ...(process ? { process } : {}) };
          const command = randomCommand(world, random, choice);
          if (!command) throw new Error('nothing can happen any more');
          clock.pin(world.now);
          const performed = await engine.perform(ACCESS, started.caseKey, command as Exclude<Command, StartCommand>);
          if (isRefusal(performed)) throw new Error(`${command.type}: ${performed.message}`);
          steps += 1;
        }
      }),
      { numRuns: MODELS, seed },
    );
    expect(steps).toBeGreaterThan(MODELS);
    await engine.stop();
    await database.close();

    async function stored(caseKey: CaseKey) {
      const state = await engine.state(ACCESS, caseKey);
      const log = await engine.log(ACCESS, caseKey);
      if (!state || !log) throw new Error('the case is not stored');
      expect({ ...replay(log.events, log.values), version: state.version }).toEqual(state);
      expect(brokenLaws(state)).toEqual([]);
      return { state };
    }
  }, 600_000);
});
