/**
 * `npm run bench:engine -- [--json] [--cases 2000] [--peer-cases 200] [--clients 16] [--repeat 3] [--no-peer] [--no-pgbench]`
 * Prints ratios of one run and asserts nothing. Aims: 20 times npm bpmn-engine 25, half of pgbench sending the step's own statement.
 */
import { parseArgs } from 'node:util';
import { benchLoop } from './loop.ts';
import { loopTable } from './loop-table.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    cases: { type: 'string', default: '2000' },
    'peer-cases': { type: 'string', default: '200' },
    clients: { type: 'string', default: '16' },
    repeat: { type: 'string', default: '3' },
    'no-peer': { type: 'boolean', default: false },
    'no-pgbench': { type: 'boolean', default: false },
  },
});

const report = await benchLoop(
  {
    cases: Number(values.cases),
    peerCases: Number(values['peer-cases']),
    clients: Number(values.clients),
    repeat: Number(values.repeat),
    withPgbench: !values['no-pgbench'],
    ...(values['no-peer'] ? {} : { peerCache: 'node_modules/.cache/eiga-bench' }),
  },
  (sentence) => process.stderr.write(`${sentence}\n`),
);
process.stdout.write(values.json ? `${JSON.stringify(report, null, 2)}\n` : loopTable(report));
