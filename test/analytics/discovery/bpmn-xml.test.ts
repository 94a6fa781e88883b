/** Discovered models as files: what they mean to the engine, and how they are drawn. EIGA_SEED=n tries others. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { discover } from '../../../analytics/discovery/discover.ts';
import { bpmnXml } from '../../../analytics/discovery/bpmn-xml.ts';
import { leaf, tree, treeText } from '../../../analytics/discovery/process-tree.ts';
import { drawTree } from '../../../analytics/discovery/tree-diagram.ts';
import { conform } from '../../../analytics/conformance/conform.ts';
import { readCheckedModel } from '../../../engine/soundness/read-model.ts';
import { randomNumbers } from '../../support/seed.ts';
import { logOfTraces } from '../log-of.ts';
import { diagramFaults } from './diagram-faults.ts';
import { randomRun, randomTree } from './random-tree.ts';

const { seed } = randomNumbers();
const TREES = Number(process.env['EIGA_TREES'] ?? 120);

test(`any tree is a sound model without a finding, drawn without a fault (seed ${seed})`, async () => {
  await fc.assert(
    fc.asyncProperty(randomTree(), async (of) => {
      const xml = bpmnXml(drawTree(of), 'Random');
      const { findings, processes } = await readCheckedModel(xml);
      const faults = await diagramFaults(xml);
      expect([treeText(of), findings, processes.length, faults]).toEqual([treeText(of), [], 1, []]);
    }),
    { numRuns: TREES, seed },
  );
}, 120_000);

test(`what is mined without noise has every trace of the log as a run (seed ${seed})`, async () => {
  await fc.assert(
    fc.asyncProperty(randomTree(), fc.integer({ min: 1, max: 1_000_000 }), async (of, own) => {
      const { random } = randomNumbers(own);
      const traces = Array.from({ length: 12 }, () => {
        const run = [...randomRun(of, random)].slice(0, 25);
        // Some traces of no tree, so that the fall-throughs are needed.
        if (random() < 0.4) run.sort(() => random() - 0.5);
        return run;
      }).filter(({ length }) => length > 0);
      if (traces.length === 0) return;
      const log = logOfTraces(traces);
      const found = discover(log, { noise: 0 });
      expect(discover(log, { noise: 0 })).toEqual(found);
      const { processes } = await readCheckedModel(found.xml);
      const [process] = processes;
      const conformance = process && conform(log, process);
      expect([treeText(found.tree), traces, conformance]).toEqual([
        treeText(found.tree),
        traces,
        expect.objectContaining({ fitness: 1, fitting: traces.length }),
      ]);
      expect([found.rare, found.hidden]).toEqual([[], { activities: 0, events: 0, cases: 0 }]);
    }),
    { numRuns: TREES, seed },
  );
}, 120_000);

describe('the file', () => {
  const names = [
    'Tikrinti prašymą: "skubu" & <svarbu>',
    "it's\\odd",
    'a\u0000b\tc',
    '',
    'constructor',
    '1st',
    'Ž',
    'ž',
    'x'.repeat(300),
    '\ud800 half',
    '中文',
  ];

  test('takes any name of an activity, and gives each an id of its own', async () => {
    const xml = bpmnXml(drawTree(tree('exclusive', names.map(leaf))), '& "process"');
    const { findings, processes } = await readCheckedModel(xml);
    expect(findings).toEqual([]);
    const tasks = [...(processes[0]?.nodes.values() ?? [])].filter(({ kind }) => kind === 'userTask');
    expect(tasks).toHaveLength(names.length);
    expect(tasks.map(({ name }) => name)).toContain('Tikrinti prašymą: "skubu" & <svarbu>');
    expect(processes[0]?.name).toBe('& "process"');
    // All are found again, though the file cannot hold some of their letters.
    const [process] = processes;
    expect(
      process && conform(logOfTraces(names.filter((name) => name !== '' && name !== 'ž').map((name) => [name])), process),
    ).toMatchObject({
      fitness: 1,
    });
  });

  test('asks at each choice for the next activity, the commonest when nothing is told', async () => {
    const { xml } = discover(logOfTraces([['a', 'b'], ['a', 'b'], ['a', 'c "x"'], ['a']]), { noise: 0 });
    const { processes } = await readCheckedModel(xml);
    const [process] = processes;
    const gateway = [...(process?.nodes.values() ?? [])].find(
      ({ kind, outgoing }) => kind === 'exclusiveGateway' && outgoing.length > 1,
    );
    const ways = (gateway?.outgoing ?? [])
      .map((id) => process?.flows.get(id))
      .map((flow) => [flow?.target, flow?.condition?.text]);
    expect(ways.sort()).toEqual([
      ['b', undefined],
      ['c_x', `${gateway?.id ?? ''} = "c \\"x\\""`],
      [expect.stringMatching(/^exclusive/), `${gateway?.id ?? ''} = "end"`],
    ]);
  });
});
