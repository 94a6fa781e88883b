/**
 * `npm run bench:model -- [--json] [--rounds 5] [--no-peer]`
 * What models cost beside their cases: compiling and evaluating decisions, and looking for faults of soundness. Milliseconds and
 * microseconds are of the processor. Prints and asserts nothing.
 */
import { parseArgs } from 'node:util';
import { benchModel, modelTable } from './model-costs.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '5' },
    'no-peer': { type: 'boolean', default: false },
  },
});

const report = await benchModel({
  rounds: Number(values.rounds),
  rules: [10, 1_000, 10_000],
  decisions: 1_000,
  nodes: 1_500,
  demo: 'processes',
  ...(values['no-peer'] ? {} : { peerCache: 'node_modules/.cache/eiga-bench' }),
});
process.stdout.write(values.json ? `${JSON.stringify(report, null, 2)}\n` : modelTable(report));
