/** What end events, throw events and send tasks do. */
import type { ModdleElement } from 'bpmn-moddle';
import { parseDuration } from '../time/iso8601.ts';
import { optional, place } from './compilation.ts';
import type { Compilation } from './compilation.ts';
import type { Throwing } from './executable-process.ts';
import { attribute } from './expressions.ts';
import { compileJob, hasJob } from './jobs.ts';
import { linkTarget } from './links.ts';
import { definitionKind, definitionsOf, describe, extension } from './model-view.ts';
import type { NodeView } from './model-view.ts';
import { conversation, messageName, subscribedKey } from './triggers.ts';

/** How long a message that the engine publishes waits for its receiver when the model does not say. */
export const MESSAGE_LIFE_MS = 3_600_000;

/** Undefined when a definition is not executed or not complete; the finding for that comes from elsewhere. */
export function compileThrowing(node: NodeView, compilation: Compilation): Throwing | undefined {
  const definitions = definitionsOf(node.element);
  const results = definitions.flatMap((definition) => compileResult(node, definition, compilation) ?? []);
  if (results.length < definitions.length) return undefined;
  return results.length > 1 ? { kind: 'multiple', results } : (results[0] ?? { kind: 'none' });
}

/** What one event definition of a node throws. */
export function compileResult(node: NodeView, definition: ModdleElement, compilation: Compilation): Throwing | undefined {
  const kind = definitionKind(definition);
  switch (kind) {
    case 'terminate':
    case 'cancel':
      return { kind };
    case 'error':
    case 'escalation': {
      const code = kind === 'error' ? definition.errorRef?.errorCode : definition.escalationRef?.escalationCode;
      return code === undefined ? undefined : { kind, code };
    }
    case 'signal': {
      const name = attribute(definition.signalRef?.name, place(node.element, 'The signal name', compilation));
      return name && { kind, name };
    }
    case 'message':
      return compileSent(node, definition.messageRef, compilation);
    case 'compensate':
      return {
        kind: 'compensation',
        ...optional('activity', definition.activityRef?.id),
        waits: definition.waitForCompletion !== false,
      };
    case 'link': {
      const target = linkTarget(node, definition.name)?.id;
      return target === undefined ? undefined : { kind, target };
    }
    default:
      return undefined;
  }
}

/** A job where the model defines one; else the engine publishes the referenced message by itself. */
export function compileSent(
  node: NodeView,
  message: ModdleElement | undefined,
  compilation: Compilation,
): (Throwing & { readonly kind: 'job' | 'message' }) | undefined {
  if (hasJob(node, compilation)) {
    const job = compileJob(node, compilation);
    return job && { kind: 'job', job };
  }
  const name = messageName(node, message, compilation);
  if (!name) return undefined;
  const publish = extension(node.element, 'zeebe:PublishMessage');
  const ownKey = attribute(publish?.correlationKey, place(node.element, 'The correlation key', compilation));
  const key = ownKey ?? subscribedKey(node, message, compilation);
  return {
    kind: 'message',
    name,
    ...optional('correlationKey', key),
    ...conversation(node, key, compilation),
    timeToLiveMs: lifeOf(node, publish?.timeToLive, compilation),
  };
}

function lifeOf(node: NodeView, text: string | undefined, compilation: Compilation): number {
  if (!text?.trim()) return MESSAGE_LIFE_MS;
  const life = parseDuration(text.trim());
  if (life?.months === 0 && life.days >= 0 && life.ms >= 0) return life.days * 86_400_000 + life.ms;
  const sentence = `the time to live of ${describe(node.element)} is ${text.slice(0, 40)}; write a duration of days or hours as PT1H.`;
  compilation.report('message-time-to-live', node.id, sentence);
  return MESSAGE_LIFE_MS;
}
