import { nodeRule } from './rule.ts';

export const rule = nodeRule(
  {
    id: 'event-definition-ref',
    clause: '8.4.5 Events; 10.5.1, attribute eventDefinitionRef: only top-level definitions are reusable',
    demands: 'eventDefinitionRef names an event definition that stands at the top of the file',
    severity: 'error',
  },
  ({ element }) => {
    const wrong = (element.eventDefinitionRef ?? []).find(
      ({ $type, $parent }) => !$type.endsWith('EventDefinition') || $parent?.$type !== 'bpmn:Definitions',
    );
    return (
      wrong && `refers to ${wrong.id ?? 'a definition'}, which is no event definition at the top of the file; move it there.`
    );
  },
);
