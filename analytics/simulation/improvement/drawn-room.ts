/** Room in a drawing of BPMN for more shapes: what stands behind a line moves on, what spans it grows, edges stay at their shapes. */

export interface Point {
  x: number;
  y: number;
}
export interface Box extends Point {
  width: number;
  height: number;
}
export interface DrawnShape {
  readonly box: Box;
  readonly label: Box | undefined;
  /** Pools, lanes, open sub-processes: they grow. */
  readonly isContainer: boolean;
}
export interface DrawnEdge {
  readonly points: Point[];
  readonly label: Box | undefined;
  readonly from: DrawnShape | undefined;
  readonly to: DrawnShape | undefined;
}
export interface Sheet {
  readonly shapes: ReadonlyMap<string, DrawnShape>;
  readonly edges: ReadonlyMap<string, DrawnEdge>;
}
type Axis = 'x' | 'y';

export function makeRoom({ shapes, edges }: Sheet, axis: Axis, line: number, by: number): void {
  const size = axis === 'x' ? 'width' : 'height';
  const lies = new Map(
    [...edges.values()].map((edge) => [edge, { from: offset(edge, 'from'), to: offset(edge, 'to') }] as const),
  );
  for (const { box, label, isContainer } of shapes.values()) {
    if (box[axis] >= line) box[axis] += by;
    else if (isContainer && box[axis] + box[size] > line) box[size] += by;
    if (label && label[axis] + label[size] / 2 >= line) label[axis] += by;
  }
  for (const [edge, before] of lies) {
    const was = edge.points.map(({ x, y }) => ({ x, y }));
    for (const point of edge.points) if (point[axis] >= line) point[axis] += by;
    if (edge.label && edge.label[axis] + edge.label[size] / 2 >= line) edge.label[axis] += by;
    follow(edge, was, axis, 'from', before.from);
    follow(edge, was, axis, 'to', before.to);
  }
}

/** An end goes with its shape, and the bend beside it with the end. Ends at what grows stay where they are drawn. */
function follow(edge: DrawnEdge, was: readonly Point[], axis: Axis, end: 'from' | 'to', offsetBefore: Point | undefined): void {
  const shape = edge[end];
  if (shape === undefined || shape.isContainer || offsetBefore === undefined) return;
  const [at, next] = end === 'from' ? [0, 1] : [edge.points.length - 1, edge.points.length - 2];
  const point = edge.points[at]!;
  point[axis] = shape.box[axis] + offsetBefore[axis];
  const bend = edge.points.length > 2 ? edge.points[next] : undefined;
  if (bend && was[next]![axis] === was[at]![axis]) bend[axis] = point[axis];
}

function offset({ points, from, to }: DrawnEdge, end: 'from' | 'to'): Point | undefined {
  const shape = end === 'from' ? from : to;
  const point = points.at(end === 'from' ? 0 : -1);
  return shape && point && { x: point.x - shape.box.x, y: point.y - shape.box.y };
}

export function middle({ x, y, width, height }: Box): Point {
  return { x: x + width / 2, y: y + height / 2 };
}

type Side = 'left' | 'right' | 'top' | 'bottom';

function dock(box: Box, side: Side): Point {
  const { x, y } = middle(box);
  switch (side) {
    case 'left':
      return { x: box.x, y };
    case 'right':
      return { x: box.x + box.width, y };
    case 'top':
      return { x, y: box.y };
    case 'bottom':
      return { x, y: box.y + box.height };
    default:
      return side satisfies never;
  }
}

/** An edge that began or ended at one shape does so at another, at the same side. */
export function moved(points: readonly Point[], end: 'from' | 'to', from: Box, to: Box): readonly Point[] {
  const rest = end === 'from' ? points.slice(1) : points.slice(0, -1).reverse();
  const old = points.at(end === 'from' ? 0 : -1);
  const [next, ...others] = rest;
  if (!old || !next) return points;
  const side = sideOf(from, old);
  const at = dock(to, side);
  const isAcross = side === 'left' || side === 'right';
  const beside = isAcross ? { x: next.x, y: at.y } : { x: at.x, y: next.y };
  // Between two shapes that do not stand in one line there is a bend.
  const onward = others.length > 0 ? [beside, ...others] : same(beside, next) ? [next] : bent(at, next, isAcross);
  const way = [at, ...onward];
  return end === 'from' ? way : way.reverse();
}

function bent(from: Point, to: Point, isAcross: boolean): readonly Point[] {
  const half = isAcross ? (from.x + to.x) / 2 : (from.y + to.y) / 2;
  return isAcross ? [{ x: half, y: from.y }, { x: half, y: to.y }, to] : [{ x: from.x, y: half }, { x: to.x, y: half }, to];
}

function sideOf({ x, y, width, height }: Box, point: Point): Side {
  const far: readonly (readonly [Side, number])[] = [
    ['left', Math.abs(point.x - x)],
    ['right', Math.abs(point.x - x - width)],
    ['top', Math.abs(point.y - y)],
    ['bottom', Math.abs(point.y - y - height)],
  ];
  return far.reduce((nearest, one) => (one[1] < nearest[1] ? one : nearest))[0];
}

/** From the right of a shape to the next; from above or below a gateway when the other stands in another row. */
export function between(from: Box, to: Box, gateway: 'from' | 'to'): readonly Point[] {
  const [a, b] = [middle(from), middle(to)];
  if (Math.abs(a.y - b.y) < 1) return [dock(from, 'right'), dock(to, 'left')];
  if (gateway === 'from') {
    const end = dock(to, a.x < to.x ? 'left' : 'right');
    return [dock(from, b.y > a.y ? 'bottom' : 'top'), { x: a.x, y: end.y }, end];
  }
  return [dock(from, 'right'), { x: b.x, y: a.y }, dock(to, a.y < b.y ? 'top' : 'bottom')];
}

function same(a: Point, b: Point): boolean {
  return Math.abs(a.x - b.x) < 1 && Math.abs(a.y - b.y) < 1;
}
