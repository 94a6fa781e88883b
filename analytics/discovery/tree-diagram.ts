/**
 * A process tree as a diagram. Blocks in blocks need no general layout: a sequence lies on one line, branches below each other between
 * two gateways on that line, and what leads back in a loop below its body from right to left, so no shapes overlap and no flow crosses one.
 */
import type { Diagram, Flow, Point, Shape } from './diagram.ts';
import { center, withMergedGateways } from './diagram.ts';
import type { ProcessTree } from './process-tree.ts';

/** Measures of bpmn-js, in pixels. */
const TASK = { width: 100, height: 80 };
const GATEWAY = 50;
const EVENT = 36;
const GAP = { along: 50, across: 30 };
/** Height of a way on which nothing is done. */
const LANE = 20;

/** A part of the diagram; tokens come in and go out on its axis. Nothing in it: a straight way. */
interface Block {
  readonly width: number;
  readonly height: number;
  readonly axis: number;
  readonly shapes: readonly Shape[];
  readonly flows: readonly Flow[];
  readonly first?: Shape;
  readonly last?: Shape;
}

export function drawTree(tree: ProcessTree): Diagram {
  const event = (kind: 'start' | 'end'): Block => single({ kind, name: '', width: EVENT, height: EVENT, x: 0, y: 0 });
  const body = tree.kind === 'silent' ? [] : [blockOf(tree)];
  const { shapes, flows } = row([event('start'), ...body, event('end')]);
  return withMergedGateways({ shapes, flows });
}

function blockOf(tree: ProcessTree): Block {
  switch (tree.kind) {
    case 'activity':
      return single({ kind: 'task', name: tree.activity, ...TASK, x: 0, y: 0 });
    case 'silent':
      return { width: 0, height: LANE, axis: LANE / 2, shapes: [], flows: [] };
    case 'sequence':
      return row(tree.children.map(blockOf));
    case 'exclusive':
    case 'parallel':
      return branches(tree.kind, tree.children.map(blockOf));
    case 'loop':
      return loop(tree.children.map(blockOf));
    default:
      return tree satisfies never;
  }
}

function single(shape: Shape): Block {
  const { width, height } = shape;
  return { width, height, axis: height / 2, shapes: [shape], flows: [], first: shape, last: shape };
}

function row(blocks: readonly Block[]): Block {
  const axis = Math.max(...blocks.map((block) => block.axis));
  const height = axis + Math.max(...blocks.map((block) => block.height - block.axis));
  const flows: Flow[] = [];
  let x = 0;
  let before: Shape | undefined;
  for (const block of blocks) {
    move(block, x, axis - block.axis);
    if (before && block.first) flows.push(onward(before, block.first, [right(before), left(block.first)]));
    before = block.last;
    x += block.width + GAP.along;
  }
  return { width: x - GAP.along, height, axis, ...together(blocks, flows), ...ends(blocks[0]?.first, blocks.at(-1)?.last) };
}

/** The silent way on top; the line goes on through the middle one of the others. */
function branches(kind: 'exclusive' | 'parallel', blocks: readonly Block[]): Block {
  const [split, join] = [gateway(kind, 'split'), gateway(kind, 'join')];
  const busy = blocks.filter(({ first }) => first);
  const main = busy[Math.floor((busy.length - 1) / 2)];
  const rows = [...blocks.filter(({ first }) => !first), ...busy];
  const inside = Math.max(...blocks.map(({ width }) => width));
  const { height, axis, middles } = stack(rows, GATEWAY + GAP.along, main);
  split.y = join.y = axis - GATEWAY / 2;
  join.x = inside + GATEWAY + 2 * GAP.along;
  const flows = rows.flatMap((block) => {
    const y = middles.get(block) ?? axis;
    const isMain = block === main;
    const leaves = isMain ? [right(split)] : [side(split, y), { x: center(split).x, y }];
    const comes = isMain ? [left(join)] : [{ x: center(join).x, y }, side(join, y)];
    const otherwise = kind === 'exclusive' && block === busy[0];
    if (!block.first || !block.last) return [flow(split, join, [...leaves, ...comes], otherwise)];
    return [
      flow(split, block.first, [...leaves, left(block.first)], otherwise),
      onward(block.last, join, [right(block.last), ...comes]),
    ];
  });
  const width = join.x + GATEWAY;
  return { width, height, axis, ...together([...blocks, alone(split), alone(join)], flows), ...ends(split, join) };
}

function loop([body, ...redo]: readonly Block[]): Block {
  const [join, split] = [gateway('exclusive', 'join'), gateway('exclusive', 'split')];
  const rows = [...(body ? [body] : []), ...redo];
  for (const block of redo) mirror(block);
  const inside = Math.max(...rows.map(({ width }) => width));
  const { height, axis, middles } = stack(rows, GATEWAY + GAP.along, body);
  split.x = inside + GATEWAY + 2 * GAP.along;
  split.y = join.y = axis - GATEWAY / 2;
  const forth =
    body?.first && body.last
      ? [flow(join, body.first, [right(join), left(body.first)]), onward(body.last, split, [right(body.last), left(split)])]
      : [flow(join, split, [right(join), left(split)])];
  const back = redo.flatMap((block) => {
    const y = middles.get(block) ?? axis;
    const leaves = [side(split, y), { x: center(split).x, y }];
    const comes = [{ x: center(join).x, y }, side(join, y)];
    if (!block.first || !block.last) return [flow(split, join, [...leaves, ...comes])];
    return [flow(split, block.first, [...leaves, right(block.first)]), onward(block.last, join, [left(block.last), ...comes])];
  });
  const width = split.x + GATEWAY;
  return { width, height, axis, ...together([...rows, alone(join), alone(split)], [...forth, ...back]), ...ends(join, split) };
}

interface Stack {
  readonly height: number;
  readonly axis: number;
  /** Where the axis of each block lies. */
  readonly middles: ReadonlyMap<Block, number>;
}

/** Blocks below each other from x on; the axis is that of one of them. */
function stack(blocks: readonly Block[], x: number, main: Block | undefined): Stack {
  const middles = new Map<Block, number>();
  let y = 0;
  for (const block of blocks) {
    // A gateway on the line needs half its height above.
    if (block === main) y = Math.max(y, GATEWAY / 2 - block.axis);
    move(block, x, y);
    middles.set(block, y + block.axis);
    y += block.height + GAP.across;
  }
  const axis = (main && middles.get(main)) ?? GATEWAY / 2;
  return { height: Math.max(y - GAP.across, axis + GATEWAY / 2), axis, middles };
}

function move({ shapes, flows }: Block, x: number, y: number): void {
  for (const shape of shapes) {
    shape.x += x;
    shape.y += y;
  }
  for (const one of flows) one.points = one.points.map((point) => ({ x: point.x + x, y: point.y + y }));
}

/** Tokens come in at the right and go out at the left. */
function mirror({ width, shapes, flows }: Block): void {
  for (const shape of shapes) shape.x = width - shape.x - shape.width;
  for (const one of flows) one.points = one.points.map(({ x, y }) => ({ x: width - x, y }));
}

function gateway(kind: 'exclusive' | 'parallel', role: 'split' | 'join'): Shape {
  return { kind, role, name: '', width: GATEWAY, height: GATEWAY, x: 0, y: 0 };
}

function flow(from: Shape, to: Shape, points: readonly Point[], otherwise = false): Flow {
  return { from, to, points, otherwise };
}

/** From the end of a block: out of a loop, unless it is to go round once more. */
function onward(from: Shape, to: Shape, points: readonly Point[]): Flow {
  return flow(from, to, points, from.role === 'split');
}

function alone(shape: Shape): Pick<Block, 'shapes' | 'flows'> {
  return { shapes: [shape], flows: [] };
}

function together(blocks: readonly Pick<Block, 'shapes' | 'flows'>[], flows: readonly Flow[]): Pick<Block, 'shapes' | 'flows'> {
  return { shapes: blocks.flatMap((block) => block.shapes), flows: [...blocks.flatMap((block) => block.flows), ...flows] };
}

function ends(first: Shape | undefined, last: Shape | undefined): Pick<Block, 'first' | 'last'> {
  return { ...(first && { first }), ...(last && { last }) };
}

function left(shape: Shape): Point {
  return { x: shape.x, y: center(shape).y };
}
function right(shape: Shape): Point {
  return { x: shape.x + shape.width, y: center(shape).y };
}
/** The corner of a gateway that looks at a height. */
function side(shape: Shape, y: number): Point {
  return { x: center(shape).x, y: y < center(shape).y ? shape.y : shape.y + shape.height };
}
