import type Modeler from 'bpmn-js/lib/Modeler';
import type { Finding } from '../../../engine/errors.ts';
import type { Canvas, ElementRegistry, Overlays } from '../diagram/diagram-services.ts';

/**
 * Marks the elements that have findings: a frame, and a badge with their number.
 * @returns what takes the marks off again
 */
export function markFindings(modeler: Modeler, findings: readonly Finding[], labelOf: (count: number) => string): () => void {
  const canvas = modeler.get<Canvas>('canvas');
  const registry = modeler.get<ElementRegistry>('elementRegistry');
  const overlays = modeler.get<Overlays>('overlays');
  const byElement = new Map<string, Finding[]>();
  for (const finding of findings) byElement.set(finding.element, [...(byElement.get(finding.element) ?? []), finding]);
  const marked: [string, string][] = [];
  for (const [element, own] of byElement) {
    const shape = registry.get(element);
    if (!shape || shape.parent === undefined) continue;
    const marker = own.some(({ severity }) => severity === 'error') ? 'faulty' : 'doubtful';
    canvas.addMarker(element, marker);
    marked.push([element, marker]);
    const html = document.createElement('div');
    html.className = marker === 'faulty' ? 'diagram-badge stuck' : 'diagram-badge warn';
    html.textContent = String(own.length);
    html.title = labelOf(own.length);
    overlays.add(element, 'finding', { position: { top: -12, left: -12 }, html, scale: { min: 0.8, max: 1 } });
  }
  return () => {
    for (const [element, marker] of marked) if (registry.get(element)) canvas.removeMarker(element, marker);
    overlays.remove({ type: 'finding' });
  };
}
