/** What events wait for. */
import type { ModdleElement } from 'bpmn-moddle';

import type { Expression } from '../feel/compile.ts';
import { optional, place } from './compilation.ts';
import type { Compilation } from './compilation.ts';
import type { Trigger } from './executable-process.ts';
import { attribute, feel } from './expressions.ts';
import { definitionsOf, extension, triggerOf } from './model-view.ts';
import type { NodeView } from './model-view.ts';
import { compileTimer } from './timers.ts';

type MessageTrigger = Trigger & { readonly kind: 'message' };

/** Undefined when the definition is not executed or not complete; the finding for that comes from elsewhere. */
export function compileTrigger(node: NodeView, compilation: Compilation): Trigger | undefined {
  const kind = triggerOf(node.element);
  const [definition] = definitionsOf(node.element);
  if (!definition) return { kind: 'none' };
  switch (kind) {
    case 'timer':
      return compileTimer(node, definition, compilation);
    case 'message':
      return compileMessage(node, definition.messageRef, compilation);
    case 'signal': {
      const name = attribute(definition.signalRef?.name, place(node.element, 'The signal name', compilation));
      return name && { kind, name };
    }
    case 'error':
      return { kind, ...optional('code', definition.errorRef?.errorCode) };
    default:
      return undefined;
  }
}

/** The message a node waits for: name and correlation key of the referenced `bpmn:message`. */
export function compileMessage(
  node: NodeView,
  message: ModdleElement | undefined,
  compilation: Compilation,
): MessageTrigger | undefined {
  const name = messageName(node, message, compilation);
  return name && { kind: 'message', name, ...optional('correlationKey', subscribedKey(node, message, compilation)) };
}

export function messageName(
  node: NodeView,
  message: ModdleElement | undefined,
  compilation: Compilation,
): Expression | undefined {
  return attribute(message?.name, place(node.element, 'The message name', compilation));
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
