/** bpmn-js-token-simulation beside the token game, and so beside the engine, on what it supports. */
import { expect, test } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomNumbers } from '../support/seed.ts';
import { EVERYTHING } from './random-graph.ts';
import { isUnknownToSimulation, loadSimulator, simulationPlayer } from './token-simulation.ts';
import { play } from './tournament.ts';

const GRAPHS = Math.ceil(Number(process.env['EIGA_ORACLE'] ?? 300) / 3);
const { seed } = randomNumbers();

test(`bpmn-js-token-simulation shows a marking that the token game allows, after every move of ${GRAPHS} graphs (seed ${seed})`, async () => {
  const directory = await mkdtemp(join(tmpdir(), 'eiga-simulation-'));
  try {
    const makeSimulator = await loadSimulator(directory);
    const { outcomes, moves, smallest } = await play({
      graphs: GRAPHS,
      paths: 1,
      seed,
      options: {
        ...EVERYTHING,
        gateways: ['exclusive', 'parallel', 'inclusive'],
        quantities: false,
        conditionalActivities: false,
      },
      rules: { order: 'any', isOutside: isUnknownToSimulation, mostMoves: 12, retries: false },
      player: (graph) => simulationPlayer(graph, makeSimulator),
    });
    expect(smallest).toBeUndefined();
    expect(outcomes.agreed).toBeGreaterThan(GRAPHS * 0.7);
    expect(moves).toBeGreaterThan(GRAPHS * 3);
  } finally {
    await rm(directory, { recursive: true });
  }
}, 3_600_000);
