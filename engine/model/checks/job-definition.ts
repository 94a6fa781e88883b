import { flowMessages } from '../message-flows.ts';
import { definitionsOf, extension } from '../model-view.ts';
import type { NodeView } from '../model-view.ts';
import { camunda7Prefix } from '../camunda7.ts';
import { kindOf, preparedRule } from './rule.ts';

export const rule = preparedRule(
  {
    id: 'job-definition',
    clause: '10.3.3 Tasks, attribute implementation; demanded by execution (zeebe:taskDefinition)',
    demands: 'something does the work of service, script, business rule and send tasks and sends what message events throw',
    severity: 'error',
  },
  (model) => {
    const camunda7 = camunda7Prefix(model.definitions);
    const flows = flowMessages(model);
    return (node) => {
      const isJob = extension(node.element, 'zeebe:TaskDefinition') ?? node.element.$attrs?.[`${camunda7 ?? ''}:topic`];
      return isJob || flows.has(node.id) ? undefined : faultOf(node);
    };
  },
);

function faultOf({ type, element }: NodeView): string | undefined {
  switch (type) {
    case 'ServiceTask':
      return 'has no job; add zeebe:taskDefinition with the type of its job.';
    case 'BusinessRuleTask':
      return extension(element, 'zeebe:CalledDecision')?.decisionId?.trim()
        ? undefined
        : 'has no decision; name one by zeebe:calledDecision, or add a job.';
    case 'ScriptTask':
      return extension(element, 'zeebe:Script') || element.script !== undefined
        ? undefined
        : 'has no script; add a FEEL expression or a job.';
    case 'SendTask':
      return element.messageRef?.name?.trim() ? undefined : 'sends nothing; choose a message that has a name, or add a job.';
    case 'EndEvent':
    case 'IntermediateThrowEvent': {
      const sent = definitionsOf(element).filter((definition) => kindOf(definition) === 'message');
      return sent.every(({ messageRef }) => messageRef?.name?.trim())
        ? undefined
        : 'sends nothing; choose a message that has a name, or add a job.';
    }
    default:
      return undefined;
  }
}
