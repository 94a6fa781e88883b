import type { Box, Canvas } from './diagram-services.ts';

interface Margins {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Shows the whole diagram with room around it, never larger than life: bpmn-js' own fit slides it under the palette. */
export function fit(canvas: Canvas, margins: Margins = { left: 24, top: 24, right: 24, bottom: 40 }): void {
  const { inner, outer } = canvas.viewbox();
  if (outer.width === 0 || outer.height === 0 || inner.width === 0) return;
  const roomX = Math.max(outer.width - margins.left - margins.right, 50);
  const roomY = Math.max(outer.height - margins.top - margins.bottom, 50);
  const scale = Math.min(roomX / inner.width, roomY / inner.height, 1);
  const box: Box = {
    x: inner.x - margins.left / scale - (roomX / scale - inner.width) / 2,
    y: inner.y - margins.top / scale - (roomY / scale - inner.height) / 2,
    width: outer.width / scale,
    height: outer.height / scale,
  };
  canvas.viewbox(box);
}
