/** How a whole comparison is asked for, followed and given up: a job like the long questions of analytics. */
import { comparisonJob } from './analytics.ts';
import { comparisonQuestion } from './comparisons.ts';
import { operation } from './operation.ts';

export const comparisonOperations = {
  askComparison: operation({
    method: 'POST',
    path: '/api/comparisons',
    needs: 'insight.read',
    summary:
      'Asks for the whole comparison of before and after; at most four questions of a person wait or run at a time (429 limit)',
    body: comparisonQuestion,
    status: 202,
    answer: comparisonJob,
  }),
  getComparison: operation({
    method: 'GET',
    path: '/api/comparisons/:id',
    needs: 'insight.read',
    summary: 'How far a comparison is, and its answer; kept for 15 minutes after its end',
    answer: comparisonJob,
  }),
  cancelComparison: operation({
    method: 'DELETE',
    path: '/api/comparisons/:id',
    needs: 'insight.read',
    summary: 'Cancels a comparison that waits or runs, or forgets one that has ended',
  }),
};
