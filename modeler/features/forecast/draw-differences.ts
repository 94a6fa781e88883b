import type { Shown } from '../diagram/diagram-view.tsx';

const SVG = 'http://www.w3.org/2000/svg';
const HALO = 8;

/** How much longer (above zero) or shorter cases wait at a step than before. */
export interface DifferenceAt {
  readonly element: string;
  readonly way: 'less' | 'more' | 'unproven';
  /** Of the greatest difference on the diagram, 0 to 1. */
  readonly strength: number;
  readonly badge: string;
}

/** Marks where waiting changes: the colour says which way, the badge how much. @returns what takes it off again */
export function drawDifferences({ canvas, registry, overlays }: Shown, differences: readonly DifferenceAt[]): () => void {
  const layer = canvas.getLayer('differences', -1);
  const marked: string[] = [];
  for (const { element, way, strength, badge } of differences) {
    const shape = registry.get(element);
    if (shape === undefined || shape.waypoints !== undefined) continue;
    const rect = document.createElementNS(SVG, 'rect');
    const box = { x: shape.x - HALO, y: shape.y - HALO, width: shape.width + 2 * HALO, height: shape.height + 2 * HALO, rx: 14 };
    for (const [name, value] of Object.entries(box)) rect.setAttribute(name, String(value));
    rect.setAttribute('class', `waiting-${way}`);
    rect.setAttribute('fill-opacity', String(0.15 + 0.45 * Math.min(1, Math.max(0, strength))));
    layer.append(rect);
    for (let at = shape; at.parent !== undefined; at = at.parent) {
      canvas.addMarker(at.id, 'heated');
      marked.push(at.id);
    }
    const html = document.createElement('div');
    html.className = `diagram-badge waiting-badge-${way}`;
    html.textContent = badge;
    overlays.add(element, 'differences', { position: { top: -18, left: 6 }, html, scale: { min: 0.9, max: 1 } });
  }
  return () => {
    layer.replaceChildren();
    for (const id of marked) if (registry.get(id) !== undefined) canvas.removeMarker(id, 'heated');
    overlays.remove({ type: 'differences' });
  };
}
