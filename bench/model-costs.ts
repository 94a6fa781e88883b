/** What bench:model measures, and how it is told. */
import { chainCost, tableCost, type ChainCost, type TableCost } from './decision-costs.ts';
import { decisionPeer } from './decision-peer.ts';
import { branches, chain, demoCosts, soundnessCost, type SoundnessCost } from './soundness-costs.ts';

export interface ModelOptions {
  /** Medians of so many. */
  readonly rounds: number;
  /** Rules of the tables, each with plain cells and with FEEL. */
  readonly rules: readonly number[];
  readonly decisions: number;
  /** Nodes of the largest model. */
  readonly nodes: number;
  /** Folder of the demo's processes. */
  readonly demo: string;
  /** Where the peer is installed; it is left out when absent. */
  readonly peerCache?: string;
}

export interface ModelReport {
  readonly tables: readonly TableCost[];
  readonly chains: readonly ChainCost[];
  readonly soundness: readonly SoundnessCost[];
  /** Why there is no peer. */
  readonly skipped?: string;
}

export async function benchModel({ rounds, rules, decisions, nodes, demo, peerCache }: ModelOptions): Promise<ModelReport> {
  const peer = peerCache === undefined ? 'Left out.' : await decisionPeer(peerCache);
  const tables: TableCost[] = [];
  for (const cells of ['plain', 'FEEL'] as const)
    for (const count of rules) tables.push(await tableCost(count, cells, rounds, typeof peer === 'string' ? undefined : peer));
  const chains = (['plain', 'with spaces'] as const).map((names) => chainCost(decisions, names, rounds));
  const soundness = [
    ...(await demoCosts(demo, rounds)),
    await soundnessCost('20 parallel branches of 10', branches(20, 10), rounds),
    await soundnessCost(`${String(nodes)} nodes in loops of inclusive blocks`, chain(nodes), rounds),
    await soundnessCost('20 branches, each of which may end apart', branches(20, 4, true), 1),
  ];
  return { tables, chains, soundness, ...(typeof peer === 'string' && { skipped: peer }) };
}

export function modelTable({ tables, chains, soundness, skipped }: ModelReport): string {
  return [
    row('decision table', ['compile ms', 'evaluate µs', 'peer ms', 'peer µs', 'ratio']),
    ...tables.map(({ rules, cells, compileMs, evaluateUs, peer }) =>
      row(`${String(rules)} rules, cells: ${cells}`, [
        compileMs.toFixed(1),
        evaluateUs.toFixed(1),
        ...(peer
          ? [peer.compileMs.toFixed(0), peer.evaluateUs.toFixed(0), `${(peer.evaluateUs / evaluateUs).toFixed(0)} ×`]
          : []),
      ]),
    ),
    skipped === undefined ? '(peer: npm @hbtgmbh/dmn-eval-js 1.5.0)' : `peer: skipped. ${skipped}`,
    '',
    row('decisions in a row', ['compile ms', 'evaluate ms']),
    ...chains.map(({ names, decisions, compileMs, evaluateMs }) =>
      row(`${String(decisions)}, names: ${names}`, [compileMs.toFixed(0), evaluateMs.toFixed(1)]),
    ),
    '',
    row('soundness', ['nodes', 'read ms', 'states', 'ms']),
    ...soundness.map(({ model, nodes, readMs, states, complete, faults, soundnessMs }) =>
      row(model, [
        String(nodes),
        readMs.toFixed(0),
        `${String(states)}${complete ? '' : ' …'}`,
        soundnessMs.toFixed(1),
        faults === 0 ? '' : `faults: ${String(faults)}`,
      ]),
    ),
    '(no peer: no package of npm explores the tokens of a model; …: not all of the states)',
    '',
  ].join('\n');
}

function row(name: string, cells: readonly string[]): string {
  return `${name.padEnd(46)}${cells.map((cell) => cell.padStart(13)).join('')}`.trimEnd();
}
