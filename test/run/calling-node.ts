/** A node in a process of its own, to be killed: completes the task with which a case gets to its call activity. */
import { connect } from '../../database/connect.ts';
import { createEngine, type CaseKey, type TaskKey } from '../../engine/index.ts';
import { systemClock } from '../../engine/time/clock.ts';

const [url = '', caseKey = '', taskKey = ''] = process.argv.slice(2);
const engine = createEngine({ database: await connect({ url }), clock: systemClock });
const access = { tenantId: 'city', units: 'all' } as const;
await engine.perform(access, caseKey as CaseKey, { type: 'completeTask', taskKey: taskKey as TaskKey, variables: {} });
process.stdout.write('followed up\n');
