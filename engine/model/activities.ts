/** Tasks and sub-processes. */
import { compileBusinessRuleTask } from './business-rule-task.ts';
import { compileCallActivity } from './call-activity.ts';
import { camunda7Attribute } from './camunda7.ts';
import { optional, place, unsupported } from './compilation.ts';
import type { Compilation } from './compilation.ts';
import { refuseVariables } from './events.ts';
import type { FlowNode, JobTask, Scope } from './executable-process.ts';
import { attribute, feel, nameList, number } from './expressions.ts';
import { compileForm } from './forms.ts';
import { compileJob, headersOf } from './jobs.ts';
import { describe, extension } from './model-view.ts';
import type { NodeView } from './model-view.ts';
import { compileLoop } from './loops.ts';
import type { ActivityBase, NodeBase } from './node-base.ts';
import { instantiates } from './scopes.ts';
import { compileEventSubProcess, compileSubProcess } from './sub-processes.ts';
import { compileSent } from './throwing.ts';
import { compileMessage } from './triggers.ts';
import { isVariableName } from './variable-names.ts';

/** What a case may hold. */
const MOST_TOKENS = 10_000;

/** Undefined for what is not executed or not complete: a finding says so. */
export function compileActivity(
  node: NodeView,
  base: NodeBase,
  inner: Scope | undefined,
  compilation: Compilation,
): FlowNode | undefined {
  if (inner && node.element.triggeredByEvent === true) return compileEventSubProcess(base, inner);
  const activity: ActivityBase = {
    ...base,
    boundary: node.boundary.map((event) => event.id),
    ...optional('loop', compileLoop(node, compilation)),
    ...optional('defaultFlow', node.element.default?.id),
    ...optional('compensation', node.undoneBy?.id),
    ...(node.element.isForCompensation === true && { forCompensation: true }),
    ...quantities(node, compilation),
  };
  if (inner) return compileSubProcess(node, activity, inner, compilation);
  switch (node.type) {
    case 'Task':
      return { ...activity, kind: 'task' };
    case 'ManualTask':
      return { ...activity, kind: 'manualTask' };
    case 'UserTask':
      return compileUserTask(node, activity, compilation);
    case 'ServiceTask':
      return compileJobTask('serviceTask', node, activity, compilation);
    case 'SendTask':
      return compileSendTask(node, activity, compilation);
    case 'ScriptTask':
      return compileScriptTask(node, activity, compilation);
    case 'ReceiveTask': {
      const trigger = compileMessage(node, node.element.messageRef, compilation);
      if (trigger && !node.scope.host && instantiates(node)) refuseVariables(node, trigger, compilation);
      return trigger && { ...activity, kind: 'receiveTask', trigger };
    }
    case 'BusinessRuleTask':
      return compileBusinessRuleTask(node, activity, compilation);
    case 'CallActivity':
      return compileCallActivity(node, activity, compilation);
    default:
      return undefined;
  }
}

/** With or without `zeebe:userTask`: a user task is always the engine's own task, never a job. */
function compileUserTask(node: NodeView, activity: ActivityBase, compilation: Compilation): FlowNode {
  const assignment = extension(node.element, 'zeebe:AssignmentDefinition');
  const schedule = extension(node.element, 'zeebe:TaskSchedule');
  const priority = extension(node.element, 'zeebe:PriorityDefinition')?.priority;
  const given = (own: string | undefined, camunda7: string) => own ?? camunda7Attribute(node.element, camunda7, compilation);
  const at = (what: string) => place(node.element, what, compilation);
  return {
    ...activity,
    kind: 'userTask',
    headers: headersOf(node),
    ...compileForm(node, compilation),
    ...optional('assignee', attribute(given(assignment?.assignee, 'assignee'), at('The assignee'))),
    ...optional(
      'candidateGroups',
      nameList(given(assignment?.candidateGroups, 'candidateGroups'), at('The list of candidate groups')),
    ),
    ...optional(
      'candidateUsers',
      nameList(given(assignment?.candidateUsers, 'candidateUsers'), at('The list of candidate users')),
    ),
    ...optional('priority', number(given(priority, 'priority'), at('The priority'))),
    ...optional('dueDate', attribute(given(schedule?.dueDate, 'dueDate'), at('The due date'))),
    ...optional('followUpDate', attribute(given(schedule?.followUpDate, 'followUpDate'), at('The follow-up date'))),
  };
}

function compileJobTask(
  kind: JobTask['kind'],
  node: NodeView,
  activity: ActivityBase,
  compilation: Compilation,
): FlowNode | undefined {
  const job = compileJob(node, compilation);
  return job && { ...activity, kind, job };
}

function compileSendTask(node: NodeView, activity: ActivityBase, compilation: Compilation): FlowNode | undefined {
  const sent = compileSent(node, node.element.messageRef, compilation);
  if (sent === undefined) return undefined;
  return sent.kind === 'job'
    ? { ...activity, kind: 'sendTask', job: sent.job }
    : { ...activity, kind: 'messageSendTask', result: sent };
}

/** FEEL by `zeebe:script`, or a job. The standard's own `script` would be code of some language and is refused. */
function compileScriptTask(node: NodeView, activity: ActivityBase, compilation: Compilation): FlowNode | undefined {
  const script = extension(node.element, 'zeebe:Script');
  if (!script) {
    if (node.element.script === undefined) return compileJobTask('jobScriptTask', node, activity, compilation);
    const language = (node.element.scriptFormat ?? 'an unnamed language').slice(0, 60);
    unsupported(node, 'script-language', `scripts in ${language} are not executed; use a FEEL expression or a job.`, compilation);
    return undefined;
  }
  const resultVariable = script.resultVariable?.trim() ?? '';
  if (!isVariableName(resultVariable)) {
    compilation.report(
      'script-result',
      node.id,
      `${describe(node.element)} has no valid result variable; name the variable for its result.`,
    );
  }
  const expression = feel(script.expression, place(node.element, 'The script', compilation));
  if (!expression && !script.expression?.trim()) {
    compilation.report('script-missing', node.id, `${describe(node.element)} has an empty script; write a FEEL expression.`);
  }
  return expression && { ...activity, kind: 'feelScriptTask', expression, resultVariable };
}

/** Tokens it takes and gives, where not 1 (BPMN 2.0.2 §13.3.2). */
function quantities(
  { id, element }: NodeView,
  compilation: Compilation,
): { readonly startQuantity?: number; readonly completionQuantity?: number } {
  const { startQuantity = 1, completionQuantity = 1 } = element;
  if (Math.max(startQuantity, completionQuantity) > MOST_TOKENS) {
    const sentence = `${describe(element)} takes or gives more than the ${String(MOST_TOKENS)} tokens that a case may have; write less.`;
    compilation.report('limit/token-quantity', id, sentence);
  }
  return { ...(startQuantity !== 1 && { startQuantity }), ...(completionQuantity !== 1 && { completionQuantity }) };
}
