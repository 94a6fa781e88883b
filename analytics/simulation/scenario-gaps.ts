/** What a model asks of a scenario that the scenario does not say: known before anything runs, one sentence each. */
import type { Expression } from '../../engine/feel/compile.ts';
import type { ExecutableProcess, FlowNode, JobDefinition } from '../../engine/model/executable-process.ts';
import type { Scenario } from './scenario.ts';

/** Moments of a task's own life; those of an element's are simulated as jobs. */
const TASK_LISTENERS = ['creating', 'assigning', 'updating', 'completing', 'canceling'] as const;

export function scenarioGaps(process: ExecutableProcess, scenario: Scenario): readonly string[] {
  const gaps = new Set<string>();
  const roles = new Set(scenario.staff.map((staff) => staff.role));
  for (const node of process.nodes.values()) {
    const activity = scenario.activities[node.id];
    const isDone = (node.kind === 'task' || node.kind === 'manualTask') && activity !== undefined;
    if (node.kind === 'userTask' || isDone) {
      if (activity === undefined) gaps.add(`The scenario says nothing about the task "${node.id}": add it to "activities".`);
      const groups = activity?.roles ?? (node.kind === 'userTask' ? constantTexts(node.candidateGroups) : []);
      if (groups.length > 0 && !groups.some((group) => roles.has(group)))
        gaps.add(`Nobody in the scenario has the role ${groups.join(' or ')} of the task "${node.id}": add it to "staff".`);
      else if (groups.length > 0 && !groups.some((group) => isKnownBy(scenario, group, node.id)))
        gaps.add(`Nobody who is ${groups.join(' or ')} does "${node.id}": add it to somebody's "does" in "staff".`);
      if (groups.length === 0 && isDone)
        gaps.add(`The scenario does not say who does "${node.id}": add "roles" to it in "activities".`);
    }
    const branch = scenario.branches[node.id];
    if (branch !== undefined)
      for (const flow of Object.keys(branch.shares ?? branch.rules ?? {}))
        if (!node.outgoing.includes(flow))
          gaps.add(`The flow "${flow}" does not leave "${node.id}": name one of ${node.outgoing.join(', ')} in "branches".`);
    if (node.listeners !== undefined && TASK_LISTENERS.some((moment) => moment in node.listeners!))
      gaps.add(`A simulation does not ask the listeners to the task "${node.id}": take them out of the model.`);
    if (node.kind === 'callActivity')
      gaps.add(`A simulation does not run the case that "${node.id}" calls: put its work into the model.`);
    for (const type of jobTypesOf(node))
      if (scenario.jobs[type] === undefined)
        gaps.add(`The scenario says nothing about the job type "${type}" of "${node.id}": add it to "jobs".`);
  }
  for (const { id, listeners } of [process, ...process.nodes.values()])
    for (const type of Object.values(listeners ?? {}).flatMap((each) => each.flatMap(jobTypeOf)))
      if (scenario.jobs[type] === undefined)
        gaps.add(`The scenario says nothing about the job type "${type}" of a listener of "${id}": add it to "jobs".`);
  return [...gaps];
}

function isKnownBy({ staff }: Scenario, role: string, activity: string): boolean {
  return staff
    .filter((group) => group.role === role)
    .some(({ people, does }) => {
      const knows = (mine: readonly string[] | undefined): boolean => (mine ?? does)?.includes(activity) ?? true;
      return typeof people === 'number' ? knows(undefined) : people.some((person) => knows(person.does));
    });
}

function jobTypesOf(node: FlowNode): readonly string[] {
  if ('job' in node) return jobTypeOf(node.job);
  if (node.kind !== 'endEvent' && node.kind !== 'intermediateThrowEvent') return [];
  const results = node.result.kind === 'multiple' ? node.result.results : [node.result];
  return results.flatMap((result) => (result.kind === 'job' ? jobTypeOf(result.job) : []));
}

/** None for one that is worked out at run time. */
function jobTypeOf({ type }: JobDefinition): readonly string[] {
  return typeof type.constant === 'string' ? [type.constant] : [];
}

/** The texts of a constant expression (a text, or a list of texts); none for one that is worked out at run time. */
function constantTexts(expression: Expression | undefined): readonly string[] {
  const value = expression?.constant;
  if (typeof value === 'string')
    return value
      .split(',')
      .map((text) => text.trim())
      .filter((text) => text !== '');
  return Array.isArray(value) ? value.filter((text) => typeof text === 'string') : [];
}
