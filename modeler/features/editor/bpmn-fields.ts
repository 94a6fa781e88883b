import type { ModdleElement } from 'bpmn-moddle';
import type { DiagramElement } from '../diagram/diagram-services.ts';
import { among } from './panel-field.ts';
import type { PanelField } from './panel-field.ts';
import { removeRoot } from './root-elements.ts';

const ACTIVITY = /Task$|SubProcess$|CallActivity$|Transaction$/;
const CATCHES = /:(StartEvent|IntermediateCatchEvent|BoundaryEvent)$/;

/** Properties of BPMN itself that bpmn-js' panel has no field for: loops, gateways and quantities, which other engines do not execute. */
export function bpmnFieldsOf({ type, businessObject }: DiagramElement): readonly PanelField[] {
  if (type === 'bpmn:ComplexGateway') return [ACTIVATION];
  if (type === 'bpmn:EventBasedGateway') return businessObject.instantiate === true ? [INSTANTIATE, GATEWAY_TYPE] : [INSTANTIATE];
  if (CATCHES.test(type)) return (businessObject.eventDefinitions ?? []).length > 1 ? [PARALLEL_MULTIPLE] : [];
  if (!ACTIVITY.test(type) || businessObject.triggeredByEvent === true) return [];
  const loop = businessObject.loopCharacteristics?.$type;
  return [
    ...(loop === 'bpmn:StandardLoopCharacteristics' ? STANDARD_LOOP : []),
    ...(loop === 'bpmn:MultiInstanceLoopCharacteristics' ? [CARDINALITY, BEHAVIOR] : []),
    ...(type === 'bpmn:AdHocSubProcess' ? [ORDERING] : []),
    ...(type === 'bpmn:ReceiveTask' ? [INSTANTIATE] : []),
    ...QUANTITIES,
  ];
}

type Holder = (element: DiagramElement) => ModdleElement | undefined;
const itself: Holder = ({ businessObject }) => businessObject;
const loopOf: Holder = ({ businessObject }) => businessObject.loopCharacteristics;

/** An expression that stands in an element of its own. */
function expression(id: 'activationCondition' | 'loopCardinality' | 'loopCondition', holderOf: Holder): PanelField {
  return {
    id,
    read: (element) => holderOf(element)?.[id]?.body ?? '',
    write: ({ modeling, factory }, element, value) => {
      const holder = holderOf(element);
      if (!holder) return;
      const body = value === '' ? undefined : factory.create('bpmn:FormalExpression', { body: value });
      if (body) Object.assign(body, { $parent: holder });
      modeling.updateModdleProperties(element, holder, { [id]: body });
    },
  };
}

/** A whole number. */
function number(id: 'loopMaximum' | 'startQuantity' | 'completionQuantity', holderOf: Holder, absent?: number): PanelField {
  return {
    id,
    read: (element) => {
      const value = holderOf(element)?.[id];
      return value === undefined || value === absent ? '' : String(value);
    },
    takes: (value) => /^\d*$/.test(value),
    write: ({ modeling }, element, value) => {
      const holder = holderOf(element);
      if (holder) modeling.updateModdleProperties(element, holder, { [id]: value === '' ? absent : Number(value) });
    },
  };
}

/** True or not, where not is what holds when nothing is said. */
function flag(id: 'testBefore' | 'instantiate' | 'parallelMultiple', holderOf: Holder): PanelField {
  return {
    id,
    choices: among('', 'true'),
    read: (element) => (holderOf(element)?.[id] === true ? 'true' : ''),
    write: ({ modeling }, element, value) => {
      const holder = holderOf(element);
      if (holder) modeling.updateModdleProperties(element, holder, { [id]: value === 'true' });
    },
  };
}

/** One of the standard's own words; nothing said stands for the usual one. */
function word(id: 'ordering' | 'eventGatewayType', other: string): PanelField {
  return {
    id,
    choices: among('', other),
    read: ({ businessObject }) => (businessObject[id] === other ? other : ''),
    write: ({ modeling }, element, value) => {
      modeling.updateProperties(element, { [id]: value === '' ? undefined : value });
    },
  };
}

const ACTIVATION = expression('activationCondition', itself);
const CARDINALITY = expression('loopCardinality', loopOf);
const STANDARD_LOOP = [expression('loopCondition', loopOf), number('loopMaximum', loopOf), flag('testBefore', loopOf)];
const QUANTITIES = [number('startQuantity', itself, 1), number('completionQuantity', itself, 1)];
const INSTANTIATE = flag('instantiate', itself);
const PARALLEL_MULTIPLE = flag('parallelMultiple', itself);
const ORDERING = word('ordering', 'Sequential');
const GATEWAY_TYPE = word('eventGatewayType', 'Parallel');

/** At which of the instances something is thrown; what belonged to the former behaviour goes. */
const BEHAVIOR: PanelField = {
  id: 'behavior',
  choices: among('', 'None', 'One', 'Complex'),
  read: ({ businessObject: { loopCharacteristics: loop } }) => (loop?.behavior === 'All' ? '' : (loop?.behavior ?? '')),
  write: (writing, element, value) => {
    const loop = loopOf(element);
    if (!loop) return;
    const { noneBehaviorEventRef: none, oneBehaviorEventRef: one } = loop;
    const kept = none ?? one;
    writing.modeling.updateModdleProperties(element, loop, {
      behavior: value === '' ? 'All' : value,
      noneBehaviorEventRef: value === 'None' ? kept : undefined,
      oneBehaviorEventRef: value === 'One' ? kept : undefined,
      ...(value === 'Complex' ? {} : { complexBehaviorDefinition: undefined }),
    });
    if (value !== 'None' && value !== 'One' && kept) removeRoot(writing, element, kept);
  },
};
