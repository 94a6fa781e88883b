import type { ModdleElement } from 'bpmn-moddle';
import type { DiagramElement } from '../diagram/diagram-services.ts';
import type { Writing } from './extension-values.ts';

/** A property of BPMN itself that bpmn-js' panel has no field for: loops, gateways and quantities, which other engines do not execute. */
export interface BpmnField {
  readonly id:
    | 'activationCondition'
    | 'loopCardinality'
    | 'loopCondition'
    | 'loopMaximum'
    | 'testBefore'
    | 'startQuantity'
    | 'completionQuantity'
    | 'ordering';
  /** A choice of these; free text when there are none. */
  readonly options?: readonly string[];
  readonly read: (element: DiagramElement) => string;
  readonly write: (writing: Writing, element: DiagramElement, value: string | undefined) => void;
}

const ACTIVITY = /Task$|SubProcess$|CallActivity$|Transaction$/;

/** The fields that an element has. */
export function bpmnFieldsOf({ type, businessObject }: DiagramElement): readonly BpmnField[] {
  if (type === 'bpmn:ComplexGateway') return [ACTIVATION];
  if (!ACTIVITY.test(type) || businessObject.triggeredByEvent === true) return [];
  const loop = businessObject.loopCharacteristics?.$type;
  return [
    ...(loop === 'bpmn:StandardLoopCharacteristics' ? STANDARD_LOOP : []),
    ...(loop === 'bpmn:MultiInstanceLoopCharacteristics' ? [CARDINALITY] : []),
    ...(type === 'bpmn:AdHocSubProcess' ? [ORDERING] : []),
    ...QUANTITIES,
  ];
}

type Holder = (element: DiagramElement) => ModdleElement | undefined;
const itself: Holder = ({ businessObject }) => businessObject;
const loopOf: Holder = ({ businessObject }) => businessObject.loopCharacteristics;

/** An expression that stands in an element of its own. */
function expression(id: 'activationCondition' | 'loopCardinality' | 'loopCondition', holderOf: Holder): BpmnField {
  return {
    id,
    read: (element) => holderOf(element)?.[id]?.body ?? '',
    write: ({ modeling, factory }, element, value = '') => {
      const holder = holderOf(element);
      if (!holder) return;
      const body = value === '' ? undefined : factory.create('bpmn:FormalExpression', { body: value });
      if (body) Object.assign(body, { $parent: holder });
      modeling.updateModdleProperties(element, holder, { [id]: body });
    },
  };
}

/** A whole number. What is none stays what was there: the panel shows it again. */
function number(id: 'loopMaximum' | 'startQuantity' | 'completionQuantity', holderOf: Holder, absent?: number): BpmnField {
  return {
    id,
    read: (element) => {
      const value = holderOf(element)?.[id];
      return value === undefined || value === absent ? '' : String(value);
    },
    write: ({ modeling }, element, value = '') => {
      const holder = holderOf(element);
      if (holder && /^\d*$/.test(value))
        modeling.updateModdleProperties(element, holder, { [id]: value === '' ? absent : Number(value) });
    },
  };
}

const ACTIVATION = expression('activationCondition', itself);
const CARDINALITY = expression('loopCardinality', loopOf);
const STANDARD_LOOP: readonly BpmnField[] = [
  expression('loopCondition', loopOf),
  number('loopMaximum', loopOf),
  {
    id: 'testBefore',
    options: ['', 'before'],
    read: (element) => (loopOf(element)?.testBefore === true ? 'before' : ''),
    write: ({ modeling }, element, value) => {
      const loop = loopOf(element);
      if (loop) modeling.updateModdleProperties(element, loop, { testBefore: value === 'before' });
    },
  },
];
const QUANTITIES = [number('startQuantity', itself, 1), number('completionQuantity', itself, 1)];
const ORDERING: BpmnField = {
  id: 'ordering',
  options: ['', 'Sequential'],
  read: ({ businessObject }) => (businessObject.ordering === 'Sequential' ? 'Sequential' : ''),
  write: ({ modeling }, element, value) => {
    modeling.updateProperties(element, { ordering: value === 'Sequential' ? value : undefined });
  },
};
