import type { ModdleElement } from 'bpmn-moddle';
import type { BpmnFactory, DiagramElement, Modeling } from '../diagram/diagram-services.ts';

/** The services with which a model is written, each change a step that can be undone. */
export interface Writing {
  readonly modeling: Modeling;
  readonly factory: BpmnFactory;
}

/** The first extension element of a type, by its properties besides. */
export function extensionOf(
  element: DiagramElement,
  type: string,
  fits: (extension: ModdleElement) => boolean = () => true,
  holder: ModdleElement = element.businessObject,
): ModdleElement | undefined {
  return holder.extensionElements?.values?.find((value) => value.$type === type && fits(value));
}

/** Sets attributes of an extension element and makes it where it is missing; with no attribute left, it goes. */
export function setExtension(
  { modeling, factory }: Writing,
  element: DiagramElement,
  type: string,
  attributes: Readonly<Record<string, string | undefined>>,
  found: ModdleElement | undefined,
  holder: ModdleElement = element.businessObject,
): void {
  if (found) {
    modeling.updateModdleProperties(element, found, attributes);
    return;
  }
  const extensions = holder.extensionElements ?? factory.create('bpmn:ExtensionElements', { values: [] });
  const made = factory.create(type, attributes);
  Object.assign(made, { $parent: extensions });
  if (!holder.extensionElements) {
    Object.assign(extensions, { $parent: holder });
    modeling.updateModdleProperties(element, holder, { extensionElements: extensions });
  }
  modeling.updateModdleProperties(element, extensions, { values: [...(extensions.values ?? []), made] });
}

/** Takes an extension element away. */
export function removeExtension({ modeling }: Writing, element: DiagramElement, extension: ModdleElement): void {
  const extensions = element.businessObject.extensionElements;
  if (!extensions) return;
  modeling.updateModdleProperties(element, extensions, {
    values: (extensions.values ?? []).filter((value) => value !== extension),
  });
}
