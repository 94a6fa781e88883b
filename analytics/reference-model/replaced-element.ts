/** One element of a read file put in the place of another. */
import type { BpmnModdle, ModdleElement } from 'bpmn-moddle';

/**
 * An element of another kind with all that both kinds have in common, but for the extensions. It stands everywhere in the file where
 * the old one stood: in its container, its lane, its flows, its shape, at its boundary events.
 */
export function replacedBy(
  moddle: BpmnModdle,
  root: ModdleElement,
  old: ModdleElement,
  type: string,
  extensions: readonly ModdleElement[],
): ModdleElement {
  const made = moddle.create(type, { id: old.id });
  const known = propertiesOf(made);
  for (const [key, value] of Object.entries(old))
    if (known.has(key) && key !== 'extensionElements') Reflect.set(made, key, value);
  const values = [...extensions];
  if (values.length > 0) Reflect.set(made, 'extensionElements', moddle.create('bpmn:ExtensionElements', { values }));
  Reflect.set(made, '$parent', old.$parent);
  everywhere(root, old, made);
  return made;
}

function propertiesOf(element: ModdleElement): ReadonlySet<string> {
  const descriptor: unknown = element.$descriptor;
  const named: unknown = isObject(descriptor) ? Reflect.get(descriptor, 'propertiesByName') : undefined;
  return new Set(isObject(named) ? Object.keys(named) : []);
}

function everywhere(root: ModdleElement, old: ModdleElement, by: ModdleElement): void {
  const seen = new Set<object>();
  const open: object[] = [root];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    for (const [key, value] of Object.entries(at)) {
      if (value === old) Reflect.set(at, key, by);
      else if (isObject(value)) open.push(value);
    }
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
