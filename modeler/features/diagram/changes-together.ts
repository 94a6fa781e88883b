import type { ModuleDeclaration } from 'didi';
import type { CommandStack } from './diagram-services.ts';

const TOGETHER = 'eiga.together';

/** Lets several changes of a drawing be one that is undone at once. */
export const changesTogetherModule: ModuleDeclaration = {
  __init__: [Object.assign(registerTogether, { $inject: ['commandStack'] })],
};

function registerTogether(stack: CommandStack): void {
  stack.register(TOGETHER, {
    preExecute: ({ change }) => {
      change();
    },
  });
}

/** Makes changes as one step that can be undone. */
export function together(stack: CommandStack, change: () => void): void {
  stack.execute(TOGETHER, { change });
}
