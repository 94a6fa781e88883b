import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { figuresOf } from '../../analytics/simulation/figures.ts';
import { parallelise, skipApprovals } from '../../analytics/simulation/improvement/model-proposals.ts';
import { type DrawnShape, makeRoom, moved } from '../../analytics/simulation/improvement/drawn-room.ts';
import { proposedXml } from '../../analytics/simulation/improvement/proposed-model.ts';
import type { Proposal } from '../../analytics/simulation/improvement/proposal.ts';
import { replication } from '../../analytics/simulation/replications.ts';
import type { Scenario } from '../../analytics/simulation/scenario.ts';
import { readScenario } from '../../analytics/simulation/scenario.ts';
import { readCheckedModel } from '../../engine/index.ts';
import type { ExecutableProcess } from '../../engine/model/executable-process.ts';
import { decisionsOf } from '../../api/demo/decisions.ts';
import { readFiles } from '../../api/demo/service-files.ts';
import { diagramFaults } from '../analytics/discovery/diagram-faults.ts';
import { modelXml } from '../support/model.ts';
import { scenarioOf, START_AT } from './around-the-clock.ts';

const compiled = async (xml: string): Promise<ExecutableProcess> => (await readCheckedModel(xml)).processes[0]!;

/** What a process does, in an order of its own. */
function wayOf({ nodes, flows }: ExecutableProcess) {
  const byId = (a: { readonly id: string }, b: { readonly id: string }) => (a.id < b.id ? -1 : 1);
  return {
    nodes: [...nodes.values()]
      .map(({ id, kind, incoming, outgoing }) => ({ id, kind, incoming: incoming.toSorted(), outgoing: outgoing.toSorted() }))
      .sort(byId),
    flows: [...flows.values()].map(({ id, source, target }) => ({ id, source, target })).sort(byId),
  };
}

/** The written file does what was simulated: the same ways, and under the same seed the same figures. */
async function isAsSimulated(xml: string, asIs: ExecutableProcess, proposal: Proposal, decisionFor = decisionsOf([])) {
  const written = await proposedXml(xml, asIs, proposal);
  const process = await compiled(written ?? '');
  expect(wayOf(process)).toEqual(wayOf(proposal.process));
  const { scenario } = proposal;
  const one = { scenario, seed: 3, cases: 15, replications: 1, fromAt: START_AT, decisionFor };
  const figures = (of: ExecutableProcess) => figuresOf(replication({ ...one, process: of }, 0), of, scenario, 0);
  expect(figures(process)).toEqual(figures(proposal.process));
  return written ?? '';
}

/** Pools, lanes and open sub-processes lie under what is in them, and flows cross them. */
function underneath(xml: string, fault: string): boolean {
  const ids = [...xml.matchAll(/<bpmn:(?:participant|lane|subProcess)\b[^>]*?\bid="([^"]+)"/g)].map(([, id]) => id);
  const [first, what, ...rest] = fault.split(' ');
  return (what === 'lies' && ids.includes(first)) || (/^(lies|crosses)$/.test(what ?? '') && ids.includes(rest.at(-1)));
}
const drawn = async (xml: string) => new Set(await diagramFaults(xml));

describe('the file of a proposal', () => {
  it.each(['building-permit', 'interlibrary-loan', 'special-needs-assessment', 'waste-fee-adjustment'])(
    'of %s does what was simulated, and its drawing has no fault that the as-is has not',
    async (name) => {
      const folder = new URL(`../../processes/${name}/`, import.meta.url);
      const xml = await readFile(new URL('as-is.bpmn', folder), 'utf8');
      const asIs = await compiled(xml);
      const scenario = readScenario(JSON.parse(await readFile(new URL('scenario.json', folder), 'utf8'))) as Scenario;
      const decisions = decisionsOf(await readFiles(new URL('decisions/', folder).pathname, '.dmn'));
      const before = await drawn(xml);
      const proposals = parallelise(asIs, scenario);
      expect(proposals.length).toBeGreaterThan(0);
      for (const proposal of proposals) {
        const written = await isAsSimulated(xml, asIs, proposal, decisions);
        const faults = [...(await drawn(written))].filter((fault) => !before.has(fault) && !underneath(xml, fault));
        expect(faults).toEqual([]);
      }
    },
  );

  it('lets several ways lead to steps beside each other, and leaves an approval out with what it always set', async () => {
    const text = `
      start -> xor:way -> user:X{groups: clerks} [= false] -> user:A{groups: clerks} -> user:B{groups: clerks} -> user:Approve{groups: heads}
      Approve -> xor:ok -> end [= approved and note = "it's < \\"fine\\""]
      ok -> end:refused [default]
      way -> A [default]
    `;
    const xml = modelXml(text);
    const asIs = await compiled(xml);
    const work = { workMinutes: { kind: 'fixed' as const, value: 60 } };
    const scenario = scenarioOf(
      {
        staff: ['clerks', 'heads'].map((role) => ({ role, people: 9 })),
        activities: {
          ...{ X: work, A: work, B: work },
          Approve: {
            ...work,
            sets: { approved: { kind: 'constant', value: true }, note: { kind: 'constant', value: 'it\'s < "fine"' } },
          },
        },
      },
      1,
    );
    const [both] = parallelise(asIs, scenario).filter(({ params }) => params['first'] === 'A');
    await isAsSimulated(xml, asIs, both!);
    const [without] = skipApprovals(asIs, scenario);
    const written = await isAsSimulated(xml, asIs, without!);
    expect((await compiled(written)).nodes.get('Approve')).toMatchObject({ kind: 'task', name: 'Approve' });
    // What changes the scenario alone has no file.
    expect(await proposedXml(xml, asIs, { ...without!, process: asIs })).toBeNull();
  });
});

describe('room in a drawing', () => {
  const shape = (x: number, y: number, width: number, height: number, isContainer = false): DrawnShape => ({
    box: { x, y, width, height },
    label: undefined,
    isContainer,
  });

  it('moves what lies behind the line, lets grow what spans it, and keeps edges at their shapes and straight', () => {
    const [lane, above, below] = [shape(0, 0, 400, 300, true), shape(50, 20, 100, 80), shape(50, 180, 100, 80)];
    // From the right of the upper one down to the top of the lower one; and from the lower one out of the lane.
    const down = [
      { x: 150, y: 60 },
      { x: 200, y: 60 },
      { x: 200, y: 140 },
      { x: 100, y: 140 },
      { x: 100, y: 180 },
    ];
    const out = [
      { x: 150, y: 220 },
      { x: 380, y: 220 },
    ];
    const edges = new Map([
      ['down', { points: down, label: undefined, from: above, to: below }],
      ['out', { points: out, label: undefined, from: below, to: undefined }],
    ]);
    makeRoom({ shapes: new Map([lane, above, below].map((one, index) => [String(index), one])), edges }, 'y', 110, 50);
    expect([lane.box.height, above.box.y, below.box.y]).toEqual([350, 20, 230]);
    expect(down.map(({ y }) => y)).toEqual([60, 60, 190, 190, 230]);
    expect(out.map(({ y }) => y)).toEqual([270, 270]);
  });

  it('an edge that goes to another shape ends at the same side of it, with a bend where the two are in no line', () => {
    const [task, gateway] = [shape(300, 0, 100, 80).box, shape(200, 100, 50, 50).box];
    const straight = [
      { x: 100, y: 40 },
      { x: 300, y: 40 },
    ];
    expect(moved(straight, 'to', task, gateway)).toEqual([
      { x: 100, y: 40 },
      { x: 150, y: 40 },
      { x: 150, y: 125 },
      { x: 200, y: 125 },
    ]);
    const fromBelow = [
      { x: 350, y: 300 },
      { x: 350, y: 80 },
    ];
    expect(moved(fromBelow, 'to', task, shape(325, 15, 50, 50).box)).toEqual([
      { x: 350, y: 300 },
      { x: 350, y: 65 },
    ]);
  });
});
