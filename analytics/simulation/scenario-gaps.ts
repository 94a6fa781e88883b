/** What a model asks of a scenario that the scenario does not say: known before anything runs, one sentence each. */
import type { Expression } from '../../engine/feel/compile.ts';
import type { ExecutableProcess, FlowNode } from '../../engine/model/executable-process.ts';
import type { Scenario } from './scenario.ts';

export function scenarioGaps(process: ExecutableProcess, scenario: Scenario): readonly string[] {
  const gaps = new Set<string>();
  const roles = new Set(scenario.staff.map((staff) => staff.role));
  for (const node of process.nodes.values()) {
    if (node.kind === 'userTask') {
      if (scenario.activities[node.id] === undefined)
        gaps.add(`The scenario says nothing about the task "${node.id}": add it to "activities".`);
      const groups = constantTexts(node.candidateGroups);
      if (groups.length > 0 && !groups.some((group) => roles.has(group)))
        gaps.add(`Nobody in the scenario has the role ${groups.join(' or ')} of the task "${node.id}": add it to "staff".`);
    }
    if (node.kind === 'callActivity')
      gaps.add(`A simulation does not run the case that "${node.id}" calls: put its work into the model.`);
    const type = jobTypeOf(node);
    if (type !== undefined && scenario.jobs[type] === undefined)
      gaps.add(`The scenario says nothing about the job type "${type}" of "${node.id}": add it to "jobs".`);
  }
  return [...gaps];
}

function jobTypeOf(node: FlowNode): string | undefined {
  if ('job' in node) return constantTexts(node.job.type)[0];
  if ((node.kind === 'endEvent' || node.kind === 'intermediateThrowEvent') && node.result.kind === 'job')
    return constantTexts(node.result.job.type)[0];
  return undefined;
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
