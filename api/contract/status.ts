/** Whether the server is well, and how far its demo is. */
import { z } from 'zod';
import { operation } from './operation.ts';
import { share } from './values.ts';

export const demoStatus = z.strictObject({
  state: z.enum(['off', 'loading', 'ready', 'failed']),
  fraction: share,
  /** What is being done now, in words of both languages. */
  words: z.strictObject({ lt: z.string(), en: z.string() }),
});
export type DemoStatus = z.output<typeof demoStatus>;

export const statusOperations = {
  getDemoStatus: operation({
    method: 'GET',
    path: '/api/demo/status',
    needs: 'public',
    summary: 'How far the demo municipality is loaded',
    answer: demoStatus,
  }),
  isLive: operation({
    method: 'GET',
    path: '/health/live',
    needs: 'public',
    summary: 'The process answers',
    answer: z.strictObject({ status: z.literal('live') }),
  }),
  isReady: operation({
    method: 'GET',
    path: '/health/ready',
    needs: 'public',
    summary: 'The database answers and the server takes work; 503 otherwise',
    answer: z.strictObject({ status: z.literal('ready'), version: z.string() }),
  }),
};
