/** Camunda 7's attributes: imported where the meaning is plain, passed over where they have none here, else refused by name. */
import type { ModdleElement } from 'bpmn-moddle';
import type { Compilation } from './compilation.ts';
import { describe } from './model-view.ts';

const NAMESPACE = 'http://camunda.org/schema/1.0/bpmn';

/** Read by the part that compiles the element. */
const IMPORTED = new Set([
  'assignee',
  'candidateGroups',
  'candidateUsers',
  'dueDate',
  'followUpDate',
  'priority',
  'topic',
  'versionTag',
  'formRef',
  'calledElementBinding',
  'calledElementVersionTag',
]);
/** Transaction borders, clean-up and the modeler's own notes: they mean nothing to this engine, and a model runs the same without them. */
const WITHOUT_MEANING = new Set(
  'asyncBefore asyncAfter exclusive jobPriority taskPriority historyTimeToLive isStartableInTasklist modelerTemplate modelerTemplateVersion modelerTemplateIcon diagramRelationId'.split(
    ' ',
  ),
);
const ELEMENTS_WITHOUT_MEANING = new Set(['properties', 'failedJobRetryTimeCycle']);

/** The prefix that a file binds to Camunda 7's namespace; undefined when it does not use it. */
export function camunda7Prefix(definitions: ModdleElement): string | undefined {
  const bound = Object.entries(definitions.$attrs ?? {}).find(
    ([name, value]) => value === NAMESPACE && name.startsWith('xmlns:'),
  );
  return bound?.[0].slice('xmlns:'.length);
}

/** The value of `camunda:<name>` at an element. */
export function camunda7Attribute(element: ModdleElement, name: string, compilation: Compilation): string | undefined {
  return compilation.camunda7 === undefined ? undefined : element.$attrs?.[`${compilation.camunda7}:${name}`];
}

/** One finding for each attribute and extension element of Camunda 7 that the engine would not honour. */
export function refuseCamunda7(element: ModdleElement, compilation: Compilation): void {
  const prefix = compilation.camunda7;
  if (prefix === undefined) return;
  for (const [attribute, value] of Object.entries(element.$attrs ?? {})) {
    if (!attribute.startsWith(`${prefix}:`)) continue;
    const name = attribute.slice(prefix.length + 1);
    const isExternal = name === 'type' && value === 'external';
    if (!isExternal && !IMPORTED.has(name) && !WITHOUT_MEANING.has(name)) refuse(name, element, compilation);
  }
  for (const value of element.extensionElements?.values ?? []) {
    if (value.$descriptor?.isGeneric !== true || value.$descriptor.ns?.uri !== NAMESPACE) continue;
    const name = value.$type.slice(value.$type.indexOf(':') + 1);
    if (!ELEMENTS_WITHOUT_MEANING.has(name)) refuse(name, element, compilation);
  }
}

function refuse(name: string, element: ModdleElement, compilation: Compilation): void {
  const sentence = `${describe(element)} uses camunda:${name} of Camunda 7, which is not executed; use the zeebe extension for it.`;
  compilation.report(`unsupported/camunda7-${name}`, element.id ?? '', sentence);
}
