/** What events wait for. */
import type { ModdleElement } from 'bpmn-moddle';
import type { Expression } from '../feel/compile.ts';
import { optional, place, unsupported } from './compilation.ts';
import type { Compilation } from './compilation.ts';
import type { MessageTrigger, SingleTrigger, Trigger } from './executable-process.ts';
import { attribute, feel, standardFeel } from './expressions.ts';
import { definitionKind, definitionsOf, extension } from './model-view.ts';
import type { NodeView } from './model-view.ts';
import { compileTimer } from './timers.ts';

/** Undefined when a definition is not executed or not complete; the finding for that comes from elsewhere. */
export function compileTrigger(node: NodeView, compilation: Compilation): Trigger | undefined {
  const definitions = definitionsOf(node.element);
  const triggers = definitions.flatMap((definition) => compileSingle(node, definition, compilation) ?? []);
  if (triggers.length < definitions.length) return undefined;
  if (triggers.length > 1) return { kind: 'multiple', parallel: node.element.parallelMultiple === true, triggers };
  return triggers[0] ?? { kind: 'none' };
}

function compileSingle(node: NodeView, definition: ModdleElement, compilation: Compilation): SingleTrigger | undefined {
  const kind = definitionKind(definition);
  switch (kind) {
    case 'timer':
      return compileTimer(node, definition, compilation);
    case 'message':
      return compileMessage(node, definition.messageRef, compilation);
    case 'signal': {
      const name = attribute(definition.signalRef?.name, place(node.element, 'The signal name', compilation));
      return name && { kind, name };
    }
    case 'conditional': {
      const at = place(node.element, 'The condition', compilation);
      const condition = standardFeel(definition.condition, at, compilation.language);
      if (condition) refuseFilter(node, definition, condition, compilation);
      return condition && { kind: 'condition', condition };
    }
    case 'error':
      return { kind, ...optional('code', definition.errorRef?.errorCode) };
    case 'escalation':
      return { kind, ...optional('code', definition.escalationRef?.escalationCode) };
    case 'cancel':
    case 'link':
      return { kind };
    case 'compensate':
      return { kind: 'compensation' };
    default:
      return undefined;
  }
}

/** `zeebe:conditionalFilter` is kept by itself when it names what the condition reads: nothing else can change its value. */
function refuseFilter(node: NodeView, definition: ModdleElement, condition: Expression, compilation: Compilation): void {
  const { variableNames, variableEvents } = extension(definition, 'zeebe:ConditionalFilter') ?? {};
  const listed = variableNames?.split(',').map((name) => name.trim());
  const events = variableEvents?.split(',').map((name) => name.trim());
  const isKept = condition.names.every((name) => listed?.includes(name) !== false);
  if (isKept && (!events || ['create', 'update'].every((event) => events.includes(event)))) return;
  const remedy = 'its filter leaves out changes that its condition depends on; remove the filter.';
  unsupported(node, 'conditional-filter', remedy, compilation);
}

/** The message a node waits for: name and correlation key of the referenced `bpmn:message`, else what a message flow says. */
export function compileMessage(
  node: NodeView,
  message: ModdleElement | undefined,
  compilation: Compilation,
): MessageTrigger | undefined {
  const name = messageName(node, message, compilation);
  const key = subscribedKey(node, message, compilation);
  return name && { kind: 'message', name, ...optional('correlationKey', key), ...conversation(node, key, compilation) };
}

/** Ends of a message flow without a key of their own find each other by their conversation. */
export function conversation(
  node: NodeView,
  key: Expression | undefined,
  compilation: Compilation,
): { readonly conversation?: true } {
  return key === undefined && compilation.flowMessages.has(node.id) ? { conversation: true } : {};
}

export function messageName(
  node: NodeView,
  message: ModdleElement | undefined,
  compilation: Compilation,
): Expression | undefined {
  return attribute(
    message?.name?.trim() || compilation.flowMessages.get(node.id),
    place(node.element, 'The message name', compilation),
  );
}

/** `zeebe:subscription` of a message, in FEEL; a constant text in quotes is FEEL too. */
export function subscribedKey(
  node: NodeView,
  message: ModdleElement | undefined,
  compilation: Compilation,
): Expression | undefined {
  const key = extension(message, 'zeebe:Subscription')?.correlationKey;
  return feel(key, place(node.element, 'The correlation key', compilation));
}
