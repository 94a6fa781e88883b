import type { ModdleElement } from 'bpmn-moddle';
import { camunda7Attribute } from './camunda7.ts';
import { place } from './compilation.ts';
import type { Compilation } from './compilation.ts';
import type { JobDefinition } from './executable-process.ts';
import { attribute, number, type Place } from './expressions.ts';
import { describe, extension } from './model-view.ts';
import type { NodeView } from './model-view.ts';
import { constant } from '../feel/compile.ts';

/** How often a job is tried when the model does not say (Camunda 8). */
const RETRIES = 3;

/** The job that a node is done by; undefined without `zeebe:taskDefinition` (or Camunda 7's external topic). */
export function compileJob(node: NodeView, compilation: Compilation): JobDefinition | undefined {
  const definition = extension(node.element, 'zeebe:TaskDefinition');
  const topic = camunda7Attribute(node.element, 'topic', compilation);
  if (!definition && topic === undefined) return undefined;
  const type = attribute(definition?.type ?? topic, place(node.element, 'The job type', compilation));
  if (!type && !definition?.type?.trim()) {
    compilation.report(
      'job-type',
      node.id,
      `${describe(node.element)} has a job definition without a type; name the type of its job.`,
    );
  }
  const retries = number(definition?.retries, place(node.element, 'The number of retries', compilation)) ?? constant(RETRIES);
  if (typeof retries.constant === 'number' && retries.constant < 0) {
    compilation.report(
      'number-expected',
      node.id,
      `the number of retries of ${describe(node.element)} is negative; write 0 or more.`,
    );
  }
  return type && { type, retries, headers: headersOf(node) };
}

/** The job of a listener; undefined without a type. */
export function compileJobOf(listener: ModdleElement, at: Place, element: ModdleElement): JobDefinition | undefined {
  const type = attribute(listener.type, at);
  if (!type) {
    at.report('job-type', element.id ?? '', `${describe(element)} has a listener without a type; name the type of its job.`);
    return undefined;
  }
  const retries = number(listener.retries, at) ?? constant(RETRIES);
  const headers = listener.headers?.values ?? [];
  return { type, retries, headers: Object.fromEntries(headers.flatMap(({ key, value }) => (key ? [[key, value ?? '']] : []))) };
}

/** `zeebe:taskHeaders`. */
export function headersOf(node: NodeView): Readonly<Record<string, string>> {
  const headers = extension(node.element, 'zeebe:TaskHeaders')?.values ?? [];
  return Object.fromEntries(headers.flatMap(({ key, value }) => (key ? [[key, value ?? '']] : [])));
}

/** Whether the node says how its job is called at all, however wrongly. */
export function hasJob(node: NodeView, compilation: Compilation): boolean {
  return (
    extension(node.element, 'zeebe:TaskDefinition') !== undefined ||
    camunda7Attribute(node.element, 'topic', compilation) !== undefined
  );
}
