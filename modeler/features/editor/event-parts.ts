import type { ModdleElement } from 'bpmn-moddle';
import { ALLOWED } from '../../../engine/model/checks/event-position.ts';
import type { DiagramElement } from '../diagram/diagram-services.ts';
import type { Writing } from './extension-values.ts';
import { addRoot, removeRoot } from './root-elements.ts';

/** One event definition of an element, and how it is written back. */
export interface EventPart {
  readonly definition: ModdleElement;
  /** What it can be where it stands. */
  readonly kinds: readonly string[];
  readonly catches: boolean;
  /** Of a complex behaviour: what holds the condition under which it is thrown. */
  readonly complex?: ModdleElement;
  /** Nothing takes it away. */
  readonly replace: (writing: Writing, next: ModdleElement | undefined) => void;
}

/** The event definitions of an element. */
export interface EventParts {
  /** What the group of fields is called: `eiga.parts.…`. */
  readonly title: 'definitions' | 'thrown';
  readonly parts: readonly EventPart[];
  /** Absent where there can be no other one. */
  readonly add?: (writing: Writing) => void;
}

/** What a multi-instance activity can throw; see engine/model/multi-instance.ts. */
const THROWN = ['signal', 'message', 'escalation', 'error', 'compensate'];
/** Stand by themselves. */
const ALONE = new Set(['link', 'cancel', 'compensate']);

/** `timer` of a `bpmn:TimerEventDefinition`. */
export function kindOf({ $type }: ModdleElement): string {
  const name = $type.replace(/^bpmn:|EventDefinition$/g, '');
  return name.charAt(0).toLowerCase() + name.slice(1);
}

export function definitionOf({ factory }: Writing, kind: string): ModdleElement {
  return factory.create(`bpmn:${kind.charAt(0).toUpperCase()}${kind.slice(1)}EventDefinition`);
}

/** Undefined for what has none and cannot have any. */
export function eventPartsOf(element: DiagramElement): EventParts | undefined {
  const { type, businessObject } = element;
  const isBegun = type === 'bpmn:StartEvent' && businessObject.$parent?.triggeredByEvent === true;
  const allowed = ALLOWED.get(isBegun ? 'EventSubProcessStart' : type.replace('bpmn:', ''));
  if (allowed) return ofEvent(element, [...allowed]);
  const loop = businessObject.loopCharacteristics;
  switch (loop?.behavior) {
    case 'None':
      return ofReference(element, loop, 'noneBehaviorEventRef');
    case 'One':
      return ofReference(element, loop, 'oneBehaviorEventRef');
    case 'Complex':
      return ofComplex(element, loop);
    default:
      return undefined;
  }
}

function ofEvent(element: DiagramElement, allowed: readonly string[]): EventParts {
  const { businessObject } = element;
  const definitions = businessObject.eventDefinitions ?? [];
  const kinds = allowed.filter((kind) => kind !== 'none' && (definitions.length < 2 || !ALONE.has(kind)));
  const set = ({ modeling }: Writing, list: readonly (ModdleElement | undefined)[]): void => {
    const kept = list.filter((one) => one !== undefined);
    for (const one of kept) Object.assign(one, { $parent: businessObject });
    modeling.updateProperties(element, { eventDefinitions: kept });
  };
  const catches = !/EndEvent$|ThrowEvent$/.test(element.type);
  const other = kinds.find((kind) => !ALONE.has(kind) && !definitions.some((definition) => kindOf(definition) === kind));
  return {
    title: 'definitions',
    parts: definitions.map((definition) => ({
      definition,
      kinds: withOwn(kinds, definition),
      catches,
      replace: (writing, next) => {
        set(
          writing,
          definitions.map((one) => (one === definition ? next : one)),
        );
      },
    })),
    ...(!definitions.some((definition) => ALONE.has(kindOf(definition))) && {
      add: (writing) => {
        set(writing, [...definitions, definitionOf(writing, other ?? kinds[0] ?? 'message')]);
      },
    }),
  };
}

/** The standard has a reference here: the definition itself stands at the top of the file. */
function ofReference(
  element: DiagramElement,
  loop: ModdleElement,
  name: 'noneBehaviorEventRef' | 'oneBehaviorEventRef',
): EventParts {
  const definition = loop[name];
  const replace = (writing: Writing, next: ModdleElement | undefined): void => {
    if (next) addRoot(writing, element, next);
    writing.modeling.updateModdleProperties(element, loop, { [name]: next });
    if (definition) removeRoot(writing, element, definition);
  };
  if (definition)
    return { title: 'thrown', parts: [{ definition, kinds: withOwn(THROWN, definition), catches: false, replace }] };
  return {
    title: 'thrown',
    parts: [],
    add: (writing) => {
      replace(writing, definitionOf(writing, 'signal'));
    },
  };
}

function ofComplex(element: DiagramElement, loop: ModdleElement): EventParts {
  const all = loop.complexBehaviorDefinition ?? [];
  const set = ({ modeling }: Writing, list: readonly ModdleElement[]): void => {
    modeling.updateModdleProperties(element, loop, { complexBehaviorDefinition: list });
  };
  const parts = all.flatMap((complex): EventPart[] => {
    const { event } = complex;
    const definition = event?.eventDefinitions?.[0];
    if (!event || !definition) return [];
    const replace = (writing: Writing, next: ModdleElement | undefined): void => {
      if (next) writing.modeling.updateModdleProperties(element, event, { eventDefinitions: [within(next, event)] });
      else
        set(
          writing,
          all.filter((one) => one !== complex),
        );
    };
    return [{ definition, kinds: withOwn(THROWN, definition), catches: false, complex, replace }];
  });
  return {
    title: 'thrown',
    parts,
    add: (writing) => {
      const { factory } = writing;
      const condition = factory.create('bpmn:FormalExpression', { body: '' });
      const event = factory.create('bpmn:ImplicitThrowEvent');
      Object.assign(event, { eventDefinitions: [within(definitionOf(writing, 'signal'), event)] });
      const complex = factory.create('bpmn:ComplexBehaviorDefinition', { condition, event });
      within(condition, complex);
      within(event, complex);
      set(writing, [...all, within(complex, loop)]);
    },
  };
}

/** What a file has must be shown also where it is not allowed. */
function withOwn(kinds: readonly string[], definition: ModdleElement): readonly string[] {
  const own = kindOf(definition);
  return kinds.includes(own) ? kinds : [own, ...kinds];
}

function within(child: ModdleElement, parent: ModdleElement): ModdleElement {
  return Object.assign(child, { $parent: parent });
}
