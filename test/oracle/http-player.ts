/** A server as a player, over HTTP: cases are started, tasks completed and the case read through `/api`, which shows no scopes. */
import type { Client } from '../support/server.ts';
import type { Player } from './match.ts';
import type { Picture } from './picture.ts';

export function httpPlayer(client: Client, processId: string): Player<undefined> {
  let caseKey = '';
  let taskKeys: ReadonlyMap<string, string> = new Map();
  const picture = async (): Promise<Picture<undefined> | undefined> => {
    const { status, activeElements, incidents } = await client.ask('getCase', { params: { caseKey } });
    if (status === 'completed') return undefined;
    if (status !== 'active') throw new Error(`the case is ${status}`);
    const atTask = activeElements.filter(({ taskKey, hasIncident }) => taskKey !== undefined && !hasIncident);
    taskKeys = new Map(atTask.map(({ elementId, taskKey = '' }) => [elementId, taskKey]));
    return {
      id: processId,
      waiting: [],
      tasks: atTask.map(({ elementId }) => elementId),
      stuck: incidents.map(({ elementId, kind }) => (kind === 'condition' ? elementId : `${elementId}: ${kind}`)),
      started: {},
      deadlocked: false,
      inner: [],
      key: undefined,
    };
  };
  return {
    async begin(variables) {
      ({ caseKey } = await client.ask('startCase', { body: { definition: { processId }, variables } }));
      return picture();
    },
    async move(_scope, element, what, variables) {
      const taskKey = taskKeys.get(element);
      if (what !== 'complete' || taskKey === undefined) throw new Error(`no ${element} to ${what}`);
      await client.ask('completeTask', { params: { taskKey }, body: { variables } });
      return picture();
    },
  };
}
