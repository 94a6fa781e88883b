import type { DiagramElement } from '../diagram/diagram-services.ts';
import type { Shown } from '../diagram/diagram-view.tsx';
import type { Heat } from './measure.ts';

const SVG = 'http://www.w3.org/2000/svg';
const HALO = 12;

/**
 * Draws heat below the shapes, so that no text loses contrast, and a badge with the share above each of them.
 * @returns what takes it off again
 */
export function drawHeat(shown: Shown, heats: readonly Heat[], badgeOf: (heat: Heat) => string): () => void {
  const layer = shown.canvas.getLayer('heat', -1);
  const warmed: string[] = [];
  for (const heat of heats) {
    const { element: id } = heat;
    const shape = shown.registry.get(id);
    if (heat.level === 0 || !shape || shape.waypoints) continue;
    layer.append(glow(shape, heat.level, HALO, 0.28), glow(shape, heat.level, 0, 0.5));
    // The sub-processes around it are drawn above the heat, so they let it through.
    for (let at: DiagramElement = shape; at.parent; at = at.parent) {
      shown.canvas.addMarker(at.id, 'heated');
      warmed.push(at.id);
    }
    const html = document.createElement('div');
    html.className = 'diagram-badge';
    html.textContent = badgeOf(heat);
    shown.overlays.add(id, 'heat', { position: { top: -18, left: 6 }, html, scale: { min: 0.9, max: 1 } });
  }
  return () => {
    layer.replaceChildren();
    for (const id of warmed) if (shown.registry.get(id)) shown.canvas.removeMarker(id, 'heated');
    shown.overlays.remove({ type: 'heat' });
  };
}

function glow(
  box: { x: number; y: number; width: number; height: number },
  level: number,
  halo: number,
  opacity: number,
): SVGRectElement {
  const rect = document.createElementNS(SVG, 'rect');
  const numbers = { x: box.x - halo, y: box.y - halo, width: box.width + 2 * halo, height: box.height + 2 * halo, rx: 10 + halo };
  for (const [name, value] of Object.entries(numbers)) rect.setAttribute(name, String(value));
  rect.setAttribute('fill-opacity', String(opacity));
  rect.setAttribute('class', `heat-${String(level)}`);
  return rect;
}
