import type Modeler from 'bpmn-js/lib/Modeler';
import type { Canvas, ElementRegistry, Selection } from '../diagram/diagram-services.ts';

/** Shows an element of the drawing: it comes into sight and is selected, so that the properties panel is about it. */
export function goTo(modeler: Modeler, element: string): void {
  const shape = modeler.get<ElementRegistry>('elementRegistry').get(element);
  if (!shape) return;
  if (shape.parent !== undefined) modeler.get<Canvas>('canvas').scrollToElement(shape, 120);
  modeler.get<Selection>('selection').select(shape.parent === undefined ? null : shape);
}

/** The first process of a drawing: its id and name. */
export function processOf(xml: string): { readonly id: string; readonly name: string } {
  const found = new DOMParser().parseFromString(xml, 'application/xml').getElementsByTagNameNS('*', 'process')[0];
  const id = found?.getAttribute('id') ?? '';
  return { id, name: found?.getAttribute('name') ?? id };
}
