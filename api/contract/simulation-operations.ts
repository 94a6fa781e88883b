/** How a simulation is asked for: a job, followed and cancelled at /api/analytics/jobs or here. */
import { analyticsJob } from './analytics.ts';
import { operation } from './operation.ts';
import { simulationQuestion } from './simulations.ts';

export const simulationOperations = {
  askSimulation: operation({
    method: 'POST',
    path: '/api/simulations',
    needs: 'insight.read',
    summary:
      'Asks for a scenario from real cases (calibrate), as-is beside to-be (simulate), or proposals ranked by what they save (improve); at most four questions of a person wait or run at a time (429 limit); 422 with `fields` for a scenario, `findings` for a model that cannot be',
    body: simulationQuestion,
    status: 202,
    answer: analyticsJob,
  }),
  getSimulation: operation({
    method: 'GET',
    path: '/api/simulations/:id',
    needs: 'insight.read',
    summary: 'How far a simulation is, and its answer; kept for 15 minutes after its end',
    answer: analyticsJob,
  }),
  cancelSimulation: operation({
    method: 'DELETE',
    path: '/api/simulations/:id',
    needs: 'insight.read',
    summary: 'Cancels a simulation that waits or runs, or forgets one that has ended',
  }),
};
