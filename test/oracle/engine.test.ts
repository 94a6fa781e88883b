/** The engine beside the token game. EIGA_ORACLE=5000 is the figure of docs/testing.md. */
import { expect, test } from '@jest/globals';
import { randomNumbers } from '../support/seed.ts';
import { enginePlayer } from './engine-player.ts';
import { EVERYTHING, type GraphOptions } from './random-graph.ts';
import { play, type Result } from './tournament.ts';

const GRAPHS = Number(process.env['EIGA_ORACLE'] ?? 300);
const PATHS = 3;
const { seed } = randomNumbers();

const WITHOUT_COMPLEX: GraphOptions = { ...EVERYTHING, gateways: ['exclusive', 'parallel', 'inclusive'] };
const ALL_GATEWAYS: GraphOptions = { ...EVERYTHING, complexGateways: 'any' };

const against = (graphs: number, options: GraphOptions, retries: boolean): Promise<Result> =>
  play({
    graphs,
    paths: PATHS,
    seed,
    options,
    rules: { order: 'rest', mostMoves: 12, retries },
    player: (graph, process) => Promise.resolve(enginePlayer(graph, process)),
  });

test.each([
  { name: 'exclusive, parallel and inclusive gateways', share: 0.5, options: WITHOUT_COMPLEX, retries: false },
  { name: 'these and complex gateways', share: 0.3, options: ALL_GATEWAYS, retries: false },
  { name: 'retries after incidents', share: 0.2, options: WITHOUT_COMPLEX, retries: true },
])(
  `the engine puts the tokens where the token game does, after every move: $name (${GRAPHS} graphs in all, ${PATHS} paths each, seed ${seed})`,
  async ({ share, options, retries }) => {
    const graphs = Math.ceil(GRAPHS * share);
    const { outcomes, moves, smallest } = await against(graphs, options, retries);
    expect(smallest).toBeUndefined();
    expect(outcomes.agreed).toBeGreaterThan(graphs * PATHS * 0.95);
    expect(moves).toBeGreaterThan(graphs * PATHS * 3);
  },
  3_600_000,
);
