/** What a model asks of a scenario that the scenario does not say: known before anything runs, one sentence each. */
import type { Expression } from '../../engine/feel/compile.ts';
import type { ExecutableProcess, FlowNode, JobDefinition } from '../../engine/model/executable-process.ts';
import { branchGaps } from './branch-gaps.ts';
import { calledName } from './run.ts';
import type { Scenario } from './scenario.ts';

/** @param called the processes that are there to be called; the scenario names their elements `process/id` */
export function scenarioGaps(
  process: ExecutableProcess,
  scenario: Scenario,
  called: readonly ExecutableProcess[] = [],
): readonly string[] {
  const gaps = new Set<string>();
  const add = (gap: string): void => void gaps.add(gap);
  gapsOf(process, scenario, (id) => id, called, add);
  for (const of of called) gapsOf(of, scenario, (id) => calledName(of.id, id), called, add);
  return [...gaps];
}

function gapsOf(
  process: ExecutableProcess,
  scenario: Scenario,
  named: (id: string) => string,
  called: readonly ExecutableProcess[],
  add: (gap: string) => void,
): void {
  const roles = new Set(scenario.staff.map((staff) => staff.role));
  for (const node of process.nodes.values()) {
    const name = named(node.id);
    const activity = scenario.activities[name];
    const isDone = (node.kind === 'task' || node.kind === 'manualTask') && activity !== undefined;
    if (node.kind === 'userTask' || isDone) {
      if (activity === undefined) add(`The scenario says nothing about the task "${name}": add it to "activities".`);
      const groups = activity?.roles ?? (node.kind === 'userTask' ? constantTexts(node.candidateGroups) : []);
      if (groups.length > 0 && !groups.some((group) => roles.has(group)))
        add(`Nobody in the scenario has the role ${groups.join(' or ')} of the task "${name}": add it to "staff".`);
      else if (groups.length > 0 && !groups.some((group) => isKnownBy(scenario, group, name)))
        add(`Nobody who is ${groups.join(' or ')} does "${name}": add it to somebody's "does" in "staff".`);
      if (groups.length === 0 && isDone) add(`The scenario does not say who does "${name}": add "roles" to it in "activities".`);
    }
    for (const gap of branchGaps(process, node, named, scenario.branches)) add(gap);
    if (node.kind === 'callActivity') {
      const { constant } = node.called.processId;
      if (typeof constant === 'string' && !called.some(({ id }) => id === constant))
        add(`"${name}" calls the process "${constant}", which is not there: put its file beside the model, or deploy it.`);
    }
    for (const type of jobTypesOf(node))
      if (scenario.jobs[type] === undefined)
        add(`The scenario says nothing about the job type "${type}" of "${name}": add it to "jobs".`);
  }
  for (const { id, listeners } of [process, ...process.nodes.values()])
    for (const type of Object.values(listeners ?? {}).flatMap((each) => each.flatMap(jobTypeOf)))
      if (scenario.jobs[type] === undefined)
        add(`The scenario says nothing about the job type "${type}" of a listener of "${named(id)}": add it to "jobs".`);
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
