/** The same games over HTTP: deployed through `/v2` by the official client, played through `/api`. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { camundaSide, type Side } from '../camunda/client.ts';
import { ADMINISTRATOR } from '../support/server.ts';
import { randomNumbers } from '../support/seed.ts';
import { httpPlayer } from './http-player.ts';
import { EVERYTHING } from './random-graph.ts';
import { play } from './tournament.ts';

const GRAPHS = Number(process.env['EIGA_HTTP_GRAPHS'] ?? 20);
const { seed } = randomNumbers();

let side: Side;
beforeAll(async () => {
  side = await camundaSide();
});
afterAll(() => side.stop());

test(`a server shows the tasks, incidents and ends of the token game, after every move of ${GRAPHS} graphs (seed ${seed})`, async () => {
  const client = await side.as(ADMINISTRATOR);
  const { outcomes, moves, smallest } = await play({
    graphs: GRAPHS,
    paths: 1,
    seed,
    options: { ...EVERYTHING, complexGateways: 'joins that find a flow to take' },
    rules: { order: 'rest', mostMoves: 8, retries: false, isFlat: true },
    async player(graph, _process, xml) {
      await side.camunda.createDeployment({ resources: [new File([xml], 'process.bpmn')] });
      return httpPlayer(client, graph.id);
    },
  });
  expect(smallest).toBeUndefined();
  expect(outcomes.agreed).toBeGreaterThan(GRAPHS * 0.9);
  expect(moves).toBeGreaterThan(GRAPHS * 2);
}, 600_000);
