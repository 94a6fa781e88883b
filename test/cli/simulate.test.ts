import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { command as calibrate } from '../../cli/commands/calibrate.ts';
import { command as improve } from '../../cli/commands/improve.ts';
import { command as simulate } from '../../cli/commands/simulate.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { modelXml } from '../support/model.ts';

const fixed = (value: number) => ({ kind: 'fixed', value });
const SCENARIO = {
  formatVersion: 1,
  service: 'test',
  unit: 'unit',
  arrivals: { perWorkingDay: 8 },
  staff: [{ role: 'clerks', people: 2, costPerHour: 15 }],
  activities: { A: { workMinutes: { kind: 'gamma', mean: 40, sd: 20 } }, B: { workMinutes: fixed(30) } },
};

async function files(scenario: unknown = SCENARIO) {
  const folder = await temporaryDirectory();
  const [model, path] = [join(folder, 'model.bpmn'), join(folder, 'scenario.json')];
  await writeFile(model, modelXml(`start -> user:A{groups: clerks} -> user:B{groups: clerks} -> end`));
  await writeFile(path, JSON.stringify(scenario));
  return { folder, model, path };
}

describe('eiga simulate', () => {
  it('answers with intervals, the same on any number of threads, and writes the log of the first replication', async () => {
    const { folder, model, path } = await files();
    const log = join(folder, 'log.csv');
    const words = [model, path, '--cases', '60', '--replications', '3', '--seed', '5', '--json'];
    const found = await simulate.run([...words, '--log', log]);
    expect(found?.exit).toBe(0);
    expect(found?.json).toMatchObject({
      seed: 5,
      replications: 3,
      cases: 54,
      warmUpCases: 6,
      cycleTimeMs: { n: 3 },
      onTimeShare: { mean: null, n: 0 },
      activities: [{ activity: 'A', waitingMs: { n: 3 } }, { activity: 'B' }],
      utilisation: [{ role: 'clerks', people: 2, share: { n: 3 } }],
    });
    expect((await simulate.run([...words, '--threads', '1']))?.json).toEqual({ ...(found?.json as object), log: null });
    const lines = (await readFile(log, 'utf8')).trim().split('\n');
    expect(lines).toHaveLength(1 + 2 * 60);
    expect(found?.text).toContain('3 replications of 54 cases each');
  });

  it('refuses what cannot be right, with the place, and a model that the scenario does not cover', async () => {
    const { model, path } = await files({ ...SCENARIO, arrivals: { perWorkingDay: -1 } });
    const faulty = await simulate.run([model, path]);
    expect([faulty?.exit, faulty?.text]).toEqual([1, `${path}, arrivals.perWorkingDay: This must be above 0.`]);
    const bare = await files({ ...SCENARIO, activities: {} });
    expect((await simulate.run([bare.model, bare.path]))?.text).toContain('The scenario says nothing about the task "A"');
    const good = await files();
    await expect(simulate.run([good.model])).rejects.toThrow('Name a model and a scenario.');
    await expect(simulate.run([good.model, good.path, '--cases', '0'])).rejects.toThrow('--cases is a whole number from 1');
    await expect(simulate.run([good.model, good.path, '--warm-up', '1000'])).rejects.toThrow('--warm-up');
    await expect(simulate.run([good.model, join(good.folder, 'none.json')])).rejects.toThrow('There is no file');
  });

  it('takes the term beside it that is in force when cases come, and says what the model does not have', async () => {
    const { folder, model, path } = await files({ ...SCENARIO, events: { Wait: { minutes: fixed(1) } } });
    const profile = (id: string, validFrom: string) => ({
      profile: {
        id,
        legalAct: 'Act',
        validFrom,
        startsFrom: 'received',
        days: 20,
        unit: 'working',
        suspensionGrounds: [],
        restartsOnClarification: false,
      },
      marks: {},
    });
    await writeFile(
      join(folder, 'term.json'),
      JSON.stringify({ profiles: [profile('old', '2020-01-01'), profile('new', '2026-01-01')] }),
    );
    const on = (from: string) => simulate.run([model, path, '--cases', '9', '--replications', '2', '--from', from]);
    const unused = 'events.Wait: The model has no "Wait"; of events that wait for a time or a message it has none.';
    const old = await on('2025-12-31');
    expect(old?.json).toMatchObject({ term: 'old', onTimeShare: { n: 2 }, notes: [unused] });
    expect(old?.text).toContain(`not used: ${unused}`);
    expect((await on('2026-01-01'))?.json).toMatchObject({ term: 'new' });
    expect((await on('2019-06-01'))?.json).toMatchObject({
      term: null,
      notes: [unused, `no statutory term of ${join(folder, 'term.json')} is in force on 2019-06-01.`],
    });
  });

  it('prints the JSON Schema of a scenario', async () => {
    expect((await simulate.run(['--schema']))?.json).toHaveProperty('properties.arrivals');
  });
});

it('eiga improve ranks proposals with intervals', async () => {
  const { model, path } = await files();
  const found = await improve.run([model, path, '--cases', '60', '--replications', '3', '--json']);
  expect(found).toMatchObject({
    exit: 0,
    json: { asIs: { replications: 3 }, proposals: [{ kind: 'parallelise', savedDays: { n: 3 }, key: 'improve.parallelise' }] },
  });
});

it('eiga improve writes what it proposes, and replaces nothing by itself', async () => {
  const { folder, model, path } = await files();
  const out = join(folder, 'proposals');
  const words = [model, path, '--cases', '60', '--replications', '2', '--out', out];
  const found = await improve.run([...words, '--json']);
  const [scenario, changed] = [join(out, '01-parallelise.scenario.json'), join(out, '01-parallelise.bpmn')];
  expect(found).toMatchObject({ exit: 0, json: { proposals: [{ files: { scenario, model: changed } }] } });
  // They are what was simulated: the program takes them as they are.
  const again = await simulate.run([changed, scenario, '--cases', '60', '--replications', '2']);
  expect(again).toMatchObject({ exit: 0, json: { incidents: [], open: 0 } });
  await expect(improve.run(words)).rejects.toThrow(`${scenario} is there already`);
  expect(await improve.run([...words, '--force'])).toMatchObject({ exit: 0 });
});

it('eiga calibrate takes the logs of called cases, as eiga simulate writes them', async () => {
  const folder = await temporaryDirectory();
  const [model, path, log, out] = ['model.bpmn', 'scenario.json', 'log.csv', 'out.json'].map((name) => join(folder, name));
  await writeFile(model!, modelXml(`start -> user:A{groups: clerks} -> call:Ask(inquiry) -> end`));
  await writeFile(join(folder, 'inquiry.bpmn'), modelXml(`start -> user:B{groups: clerks} -> end`, { id: 'inquiry' }));
  const { A, B } = SCENARIO.activities;
  await writeFile(path!, JSON.stringify({ ...SCENARIO, activities: { A, 'inquiry/B': B } }));
  await simulate.run([model!, path!, '--cases', '80', '--replications', '1', '--log', log!]);
  const words = [log!, model!, '--out', out!, '--replications', '0'];
  expect(await calibrate.run(words)).toMatchObject({
    exit: 1,
    text: 'The model calls "inquiry": name the log of its cases with --called inquiry=LOG.',
  });
  await expect(calibrate.run([...words, '--called', 'other=x.csv'])).rejects.toThrow('--called names "other"');
  const found = await calibrate.run([...words, '--called', `inquiry=${join(folder, 'log.inquiry.csv')}`]);
  expect(found).toMatchObject({ exit: 0, json: { fitness: 1, scenario: { activities: { A: {}, 'inquiry/B': {} } } } });
  const again = await simulate.run([model!, out!, '--cases', '20', '--replications', '1']);
  expect(again?.json).toMatchObject({ open: 0, incidents: [], notes: [] });
});

it('eiga calibrate makes a scenario of a log that can be simulated', async () => {
  const { folder, model, path } = await files();
  const [log, out] = [join(folder, 'log.xes'), join(folder, 'calibrated.json')];
  await simulate.run([model, path, '--cases', '120', '--replications', '1', '--log', log]);
  const found = await calibrate.run([log, model, '--out', out, '--replications', '1']);
  expect(found).toMatchObject({
    exit: 0,
    json: { fitness: 1, distances: { cases: 120, simulated: { bigrams: 0 }, noiseFloor: { bigrams: 0 } } },
  });
  expect((await simulate.run([model, out, '--cases', '40', '--replications', '2']))?.exit).toBe(0);
});
