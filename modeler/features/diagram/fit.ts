import type { Box, Canvas } from './diagram-services.ts';

export interface Margins {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const ROOM: Margins = { left: 24, top: 24, right: 24, bottom: 40 };

/** Shows the whole diagram with room around it, never larger than life: bpmn-js' own fit slides it under the palette. Answers with its scale. */
export function fit(canvas: Canvas, margins: Margins = ROOM): number {
  const { inner, outer } = canvas.viewbox();
  if (outer.width === 0 || outer.height === 0 || inner.width === 0) return 1;
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
  return scale;
}

/** Smaller than this, the words on a diagram cannot be read. */
const READABLE = 0.6;

/** Shows the places that matter at a size that can be read; the whole diagram where it can be read as a whole, or nothing matters. */
export function fitTo(canvas: Canvas, places: readonly Box[], margins: Margins = ROOM): void {
  const whole = fit(canvas, margins);
  if (places.length === 0 || whole >= READABLE) return;
  const { outer } = canvas.viewbox();
  const left = Math.min(...places.map(({ x }) => x));
  const top = Math.min(...places.map(({ y }) => y));
  const right = Math.max(...places.map(({ x, width }) => x + width));
  const bottom = Math.max(...places.map(({ y, height }) => y + height));
  const scale = Math.min(
    Math.max(Math.min(outer.width / (right - left + 160), outer.height / (bottom - top + 120)), READABLE),
    1,
  );
  // Places too far apart for one view: the first of them.
  const one = (right - left) * scale > outer.width ? places[0] : undefined;
  const centre = one ? { x: one.x + one.width / 2, y: one.y + one.height / 2 } : { x: (left + right) / 2, y: (top + bottom) / 2 };
  const size = { width: outer.width / scale, height: outer.height / scale };
  const { inner } = canvas.viewbox();
  canvas.viewbox({
    x: within(
      centre.x - size.width / 2,
      size.width,
      inner.x - margins.left / scale,
      inner.x + inner.width + margins.right / scale,
    ),
    y: within(
      centre.y - size.height / 2,
      size.height,
      inner.y - margins.top / scale,
      inner.y + inner.height + margins.bottom / scale,
    ),
    ...size,
  });
}

/** A beginning of a view of some length that stays between two edges; in the middle of them where it is the longer one. */
function within(from: number, length: number, first: number, last: number): number {
  if (length >= last - first) return (first + last - length) / 2;
  return Math.min(Math.max(from, first), last - length);
}
