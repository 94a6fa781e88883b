import { setup } from 'xstate';
import { tabulate } from './table.ts';

export type BodyStatus = 'opening' | 'running' | 'done';
export type BodyChange = 'open' | 'childCompleted' | 'satisfy' | 'exhaust';

/**
 * A multi-instance body: it opens on its items, runs while children do, and is done when all have completed (`exhaust`) or its
 * completion condition holds (`satisfy`); no items at all: done at once.
 */
export const bodyMachine = setup({ types: { events: {} as { type: BodyChange } } }).createMachine({
  id: 'body',
  initial: 'opening',
  states: {
    opening: { on: { open: 'running', exhaust: 'done' } },
    running: { on: { childCompleted: 'running', satisfy: 'done', exhaust: 'done' } },
    done: { type: 'final' },
  },
});

export const bodyLifecycle = tabulate<BodyStatus, BodyChange>(bodyMachine);
