import type Modeler from 'bpmn-js/lib/Modeler';
import type { TraceStep } from '../../../engine/errors.ts';
import type { Canvas, DiagramElement, ElementRegistry, Overlays } from '../diagram/diagram-services.ts';

const RADIUS = 11;

/**
 * Draws the tokens of a step with their numbers, on flows and in nodes, and marks what has moved them, and where the fault is once it is there.
 * @returns what takes them off again
 */
export function drawStep(modeler: Modeler, { element, marking }: TraceStep, fault: string | undefined): () => void {
  const canvas = modeler.get<Canvas>('canvas');
  const registry = modeler.get<ElementRegistry>('elementRegistry');
  const overlays = modeler.get<Overlays>('overlays');
  const marks = [[element, 'trace-moved'] as const, ...(fault === undefined ? [] : [[fault, 'trace-fault'] as const])];
  // The words below have taken some of its room.
  canvas.resized();
  for (const [id, mark] of marks) {
    const shape = registry.get(id);
    if (!shape) continue;
    canvas.addMarker(id, mark);
    canvas.scrollToElement(shape, 60);
  }
  for (const [id, tokens] of Object.entries(marking)) {
    const place = registry.get(id);
    if (!place) continue;
    const html = document.createElement('div');
    html.className = 'trace-token';
    html.textContent = String(tokens);
    const { x, y } = place.waypoints ? middleOf(place.waypoints) : { x: place.x + place.width, y: place.y };
    const corner = cornerOf(place);
    overlays.add(id, 'token', {
      position: { left: x - corner.x - RADIUS, top: y - corner.y - RADIUS },
      html,
      scale: { min: 0.9 },
    });
  }
  return () => {
    for (const [id, mark] of marks) if (registry.get(id)) canvas.removeMarker(id, mark);
    overlays.remove({ type: 'token' });
  };
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where the overlays of a shape or connection are counted from. */
function cornerOf({ x, y, waypoints }: DiagramElement): Point {
  if (!waypoints) return { x, y };
  return { x: Math.min(...waypoints.map((point) => point.x)), y: Math.min(...waypoints.map((point) => point.y)) };
}

/** The point half way along a line. */
export function middleOf(points: readonly Point[]): Point {
  const parts = points.slice(1).map((to, index) => {
    const from = points[index] ?? to;
    return { from, to, length: Math.hypot(to.x - from.x, to.y - from.y) };
  });
  let left = parts.reduce((sum, { length }) => sum + length, 0) / 2;
  for (const { from, to, length } of parts) {
    if (length > 0 && left <= length)
      return { x: from.x + ((to.x - from.x) * left) / length, y: from.y + ((to.y - from.y) * left) / length };
    left -= length;
  }
  return points[0] ?? { x: 0, y: 0 };
}
