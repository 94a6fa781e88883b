import type { ModdleElement } from 'bpmn-moddle';
import type { DiagramElement } from '../diagram/diagram-services.ts';
import { definitionOf, kindOf } from './event-parts.ts';
import type { EventPart } from './event-parts.ts';
import { extensionOf, setExtension } from './extension-values.ts';
import { among } from './panel-field.ts';
import type { PanelField } from './panel-field.ts';
import { addRoot, rootsOf } from './root-elements.ts';

type EventField = PanelField<EventPart>;

/** What an event definition refers to, and which of its attributes tells it apart. */
interface Reference {
  readonly attribute: 'messageRef' | 'signalRef' | 'errorRef' | 'escalationRef';
  readonly type: string;
  readonly called: 'name' | 'errorCode' | 'escalationCode';
}
const REFERENCES = new Map<string, Reference>([
  ['message', { attribute: 'messageRef', type: 'bpmn:Message', called: 'name' }],
  ['signal', { attribute: 'signalRef', type: 'bpmn:Signal', called: 'name' }],
  ['error', { attribute: 'errorRef', type: 'bpmn:Error', called: 'errorCode' }],
  ['escalation', { attribute: 'escalationRef', type: 'bpmn:Escalation', called: 'escalationCode' }],
]);
const NEW = 'new';
const TIMES = ['timeDate', 'timeDuration', 'timeCycle'] as const;

/** The fields that an event definition has. */
export function eventFieldsOf({ definition, catches, complex }: EventPart): readonly EventField[] {
  const kind = kindOf(definition);
  const reference = REFERENCES.get(kind);
  const isReferring = reference !== undefined && definition[reference.attribute] !== undefined;
  return [
    ...(complex ? [THROWN_WHEN] : []),
    KIND,
    ...(reference ? [REFERENCE] : []),
    ...(isReferring ? [reference.called === 'name' ? NAME : CODE] : []),
    ...(isReferring && kind === 'message' && catches ? [CORRELATION_KEY] : []),
    ...(kind === 'timer' ? [TIMER_KIND, TIMER_VALUE, ...(definition.timeDuration ? [TIMER_CALENDAR] : [])] : []),
    ...(kind === 'conditional' ? [CONDITION] : []),
    ...(kind === 'link' ? [LINK] : []),
  ];
}

/** What an event definition is about, for its heading; empty when nothing is said yet. */
export function subjectOf({ definition }: EventPart): string {
  const reference = REFERENCES.get(kindOf(definition));
  if (reference) return definition[reference.attribute]?.name ?? definition[reference.attribute]?.[reference.called] ?? '';
  return timeOf(definition)?.body ?? definition.condition?.body ?? definition.name ?? '';
}

function referred(definition: ModdleElement): ModdleElement | undefined {
  const reference = REFERENCES.get(kindOf(definition));
  return reference && definition[reference.attribute];
}

const KIND: EventField = {
  id: 'eventKind',
  choices: (_, { kinds }) => kinds.map((value) => ({ value })),
  read: (_, { definition }) => kindOf(definition),
  write: (writing, _, value, { replace }) => {
    replace(writing, definitionOf(writing, value));
  },
};

const REFERENCE: EventField = {
  id: 'eventReference',
  choices: (element, { definition }) => {
    const roots = rootsOf(element, REFERENCES.get(kindOf(definition))?.type ?? '');
    return [{ value: '' }, ...roots.map(({ id = '', name }) => ({ value: id, name: name ?? id })), { value: NEW }];
  },
  read: (_, { definition }) => referred(definition)?.id ?? '',
  write: (writing, element, value, { definition }) => {
    const reference = REFERENCES.get(kindOf(definition));
    if (!reference) return;
    const made = value === NEW ? writing.factory.create(reference.type) : undefined;
    if (made) {
      Object.assign(made, { name: made.id });
      addRoot(writing, element, made);
    }
    const root = made ?? rootsOf(element, reference.type).find(({ id }) => id === value);
    writing.modeling.updateModdleProperties(element, definition, { [reference.attribute]: root });
  },
};

/** An attribute of the message, signal, error or escalation, wherever else it is used. */
function ofReferred(id: 'eventName' | 'eventCode', called: (reference: Reference) => Reference['called']): EventField {
  return {
    id,
    read: (_, { definition }) => {
      const reference = REFERENCES.get(kindOf(definition));
      return (reference && referred(definition)?.[called(reference)]) ?? '';
    },
    write: ({ modeling }, element, value, { definition }) => {
      const reference = REFERENCES.get(kindOf(definition));
      const root = referred(definition);
      if (reference && root) modeling.updateModdleProperties(element, root, { [called(reference)]: value || undefined });
    },
  };
}
const NAME = ofReferred('eventName', () => 'name');
const CODE = ofReferred('eventCode', ({ called }) => called);

const CORRELATION_KEY: EventField = {
  id: 'correlationKey',
  read: (element, { definition }) => subscriptionOf(element, referred(definition))?.correlationKey ?? '',
  write: (writing, element, value, { definition }) => {
    const message = referred(definition);
    if (!message) return;
    const found = subscriptionOf(element, message);
    setExtension(writing, element, 'zeebe:Subscription', { correlationKey: value || undefined }, found, message);
  },
};

function subscriptionOf(element: DiagramElement, message: ModdleElement | undefined): ModdleElement | undefined {
  return message && extensionOf(element, 'zeebe:Subscription', () => true, message);
}

function timeOf(timer: ModdleElement): ModdleElement | undefined {
  const kind = TIMES.find((one) => timer[one] !== undefined);
  return kind && timer[kind];
}

const TIMER_KIND: EventField = {
  id: 'timerKind',
  choices: among('', ...TIMES),
  read: (_, { definition }) => TIMES.find((kind) => definition[kind] !== undefined) ?? '',
  write: ({ modeling, factory }, element, value, { definition }) => {
    const time = factory.create('bpmn:FormalExpression', { body: timeOf(definition)?.body ?? '' });
    Object.assign(time, { $parent: definition });
    const none = { timeDate: undefined, timeDuration: undefined, timeCycle: undefined, calendar: undefined };
    modeling.updateModdleProperties(element, definition, { ...none, ...(value === '' ? {} : { [value]: time }) });
  },
};

const TIMER_VALUE: EventField = {
  id: 'timerValue',
  read: (_, { definition }) => timeOf(definition)?.body ?? '',
  write: ({ modeling, factory }, element, value, { definition }) => {
    const time = timeOf(definition);
    if (time) {
      modeling.updateModdleProperties(element, time, { body: value });
      return;
    }
    const made = factory.create('bpmn:FormalExpression', { body: value });
    Object.assign(made, { $parent: definition });
    modeling.updateModdleProperties(element, definition, { timeDuration: made });
  },
};

const TIMER_CALENDAR: EventField = {
  id: 'calendar',
  choices: among('', 'working'),
  read: (_, { definition }) => definition.calendar ?? '',
  write: ({ modeling }, element, value, { definition }) => {
    modeling.updateModdleProperties(element, definition, { calendar: value || undefined });
  },
};

/** An expression in an element of its own. */
function condition(id: string, holderOf: (part: EventPart) => ModdleElement | undefined): EventField {
  return {
    id,
    read: (_, part) => holderOf(part)?.condition?.body ?? '',
    write: ({ modeling, factory }, element, value, part) => {
      const holder = holderOf(part);
      if (!holder) return;
      const made = factory.create('bpmn:FormalExpression', { body: value });
      Object.assign(made, { $parent: holder });
      modeling.updateModdleProperties(element, holder, { condition: made });
    },
  };
}
const CONDITION = condition('eventCondition', ({ definition }) => definition);
const THROWN_WHEN = condition('thrownWhen', ({ complex }) => complex);

const LINK: EventField = {
  id: 'linkName',
  read: (_, { definition }) => definition.name ?? '',
  write: ({ modeling }, element, value, { definition }) => {
    modeling.updateModdleProperties(element, definition, { name: value || undefined });
  },
};
