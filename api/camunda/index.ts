/** The door of the adapter for clients of Camunda 8: everything below /v2. It checks, translates, asks the engine, and translates back. */
import Router from '@koa/router';
import type Koa from 'koa';
import type { PinnableClock } from '../../engine/time/clock.ts';
import { batchEndpoints } from './batches.ts';
import { caseStructureEndpoints } from './case-structure.ts';
import { caseEndpoints } from './cases.ts';
import { changeEndpoints } from './changes.ts';
import { clockEndpoints } from './clock.ts';
import { decisionInstanceEndpoints } from './decision-instances.ts';
import { decisionEndpoints } from './decisions.ts';
import { definitionEndpoints } from './definitions.ts';
import { deploymentEndpoints } from './deployments.ts';
import { elementEndpoints } from './elements.ts';
import { type EndpointParts, endpoints } from './endpoint.ts';
import { formEndpoints } from './forms.ts';
import { incidentEndpoints } from './incidents.ts';
import { jobSearchEndpoints } from './job-search.ts';
import { jobEndpoints } from './jobs.ts';
import { messageSubscriptionEndpoints } from './message-subscriptions.ts';
import { messageEndpoints } from './messages.ts';
import { answerProblem, CamundaProblem, problemFor } from './problem.ts';
import { resourceEndpoints } from './resources.ts';
import { taskEndpoints } from './tasks.ts';
import { topologyEndpoints } from './topology.ts';
import { variableEndpoints } from './variables.ts';

export interface CamundaParts extends EndpointParts {
  /** Where the clock may be pinned; absent outside test mode. */
  readonly testClock?: PinnableClock;
  /** Told of errors that nobody expected; the caller reads only that there was one. */
  readonly onFault: (error: unknown, doing: string) => void;
}

export function camundaRoutes({ testClock, onFault, ...parts }: CamundaParts): Koa.Middleware {
  const router = new Router({ prefix: '/v2' });
  const bound = endpoints(router, parts);
  topologyEndpoints(bound);
  deploymentEndpoints(bound);
  resourceEndpoints(bound);
  definitionEndpoints(bound);
  caseEndpoints(bound);
  caseStructureEndpoints(bound);
  changeEndpoints(bound);
  batchEndpoints(bound);
  decisionEndpoints(bound);
  decisionInstanceEndpoints(bound);
  elementEndpoints(bound);
  variableEndpoints(bound);
  taskEndpoints(bound);
  formEndpoints(bound);
  jobEndpoints(bound);
  jobSearchEndpoints(bound);
  messageEndpoints(bound);
  messageSubscriptionEndpoints(bound);
  incidentEndpoints(bound);
  clockEndpoints(bound, testClock);
  // The router itself puts the parameters that it is typed to need into the context.
  const route = router.routes() as Koa.Middleware;

  return async (context: Koa.Context) => {
    try {
      await route(context, () =>
        Promise.reject(new CamundaProblem('NOT_FOUND', `No endpoint ${context.method} ${context.path}.`)),
      );
    } catch (error) {
      const problem = problemFor(error);
      if (problem === undefined) onFault(error, 'answering a client of /v2');
      answerProblem(context, problem ?? new CamundaProblem('INTERNAL_ERROR', 'Unexpected server error'));
    }
  };
}
