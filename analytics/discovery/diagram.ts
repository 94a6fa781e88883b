/** A diagram of a discovered model: what is drawn where, in pixels. */

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Shape {
  readonly kind: 'start' | 'end' | 'task' | 'exclusive' | 'parallel';
  readonly role?: 'split' | 'join';
  readonly name: string;
  readonly width: number;
  readonly height: number;
  x: number;
  y: number;
}

export interface Flow {
  from: Shape;
  to: Shape;
  /** The way of an exclusive gateway that is taken when no condition of the others holds. */
  otherwise: boolean;
  points: readonly Point[];
}

export interface Diagram {
  readonly shapes: readonly Shape[];
  readonly flows: readonly Flow[];
}

export function center({ x, y, width, height }: Shape): Point {
  return { x: x + width / 2, y: y + height / 2 };
}

/** Gateways of one kind that follow each other as splits or as joins are one; the flow between them becomes part of the others. */
export function withMergedGateways({ shapes, flows }: Diagram): Diagram {
  const gone = new Set<Shape>();
  const left = new Set(flows);
  for (const between of flows) {
    const { from, to } = between;
    if (from.role === undefined || from.role !== to.role || from.kind !== to.kind) continue;
    const isSplit = from.role === 'split';
    gone.add(isSplit ? to : from);
    left.delete(between);
    for (const other of left) {
      if (isSplit && other.from === to) {
        other.from = from;
        other.points = [...between.points, center(to), ...other.points];
        other.otherwise &&= between.otherwise;
      } else if (!isSplit && other.to === from) {
        other.to = to;
        other.points = [...other.points, center(from), ...between.points];
      }
    }
  }
  for (const one of left) one.points = bends(one.points);
  return { shapes: shapes.filter((shape) => !gone.has(shape)), flows: [...left] };
}

/** Without points on the way straight on. */
function bends(points: readonly Point[]): readonly Point[] {
  const kept: Point[] = [];
  for (const point of points) {
    const [a, b] = [kept.at(-2), kept.at(-1)];
    if (b && b.x === point.x && b.y === point.y) continue;
    if (a && b && ((a.x === b.x && b.x === point.x) || (a.y === b.y && b.y === point.y))) kept.pop();
    kept.push(point);
  }
  return kept;
}
