import type { JobTask } from '../../model/executable-process.ts';
import { openJob, planJob } from '../open-job.ts';
import { activate, begin } from '../moves.ts';
import type { Semantics } from './semantics.ts';

/** Service, send and script tasks that a worker carries out (BPMN 2.0.2 §13.3.3): a job, and the token waits for its answer. */
export const jobTask: Semantics<JobTask> = {
  enter(draft, node, visit) {
    begin(draft, visit);
    const job = planJob(draft, node.job, node, visit.key);
    activate(draft, visit);
    openJob(draft, visit, job);
  },
};
