/** A drawing of a directed graph, made of the layered drawings of its parts. Pure and deterministic. */
import { layeredPart } from './layered-part.ts';
import { GAP, MARGIN } from './layout-item.ts';
import type { Layout, LayoutEdge, LayoutNode, Point, Way } from './layout-item.ts';

export type { Layout, LayoutEdge, LayoutNode, Point } from './layout-item.ts';

/** Nodes without edges fill rows of this width at least. */
const ROW_WIDTH = 1000;

/** Parts without a way between them lie beside each other, nodes without any edge in rows below. */
export function layeredLayout(nodes: readonly LayoutNode[], edges: readonly LayoutEdge[]): Layout {
  const parts = partsOf(nodes, edges);
  const drawings = parts
    .filter(({ edges: own }) => own.length > 0)
    .map((part) => ({ ...part, layout: layeredPart(part.nodes, part.edges) }));
  const places = new Map<string, Point>();
  const ways = new Map<LayoutEdge, Way>();
  const alone = parts.flatMap(({ nodes: own, edges: lines }) => (lines.length === 0 ? own : []));
  const whole = drawings.reduce((sum, { layout }) => sum + layout.width - MARGIN, MARGIN);
  const least = alone.length === 0 ? whole : Math.max(whole, ROW_WIDTH);
  let [right, bottom] = [MARGIN + (least - whole) / 2, 0];
  for (const { nodes: own, edges: lines, layout } of drawings) {
    for (const { id } of own) {
      const at = layout.nodes.get(id);
      if (at) places.set(id, shifted(at, right - MARGIN));
    }
    for (const [index, edge] of lines.entries()) {
      const way = layout.edges[index];
      if (way)
        ways.set(edge, {
          ...way,
          points: way.points.map((at) => shifted(at, right - MARGIN)),
          label: shifted(way.label, right - MARGIN),
        });
    }
    right += layout.width - MARGIN;
    bottom = Math.max(bottom, layout.height);
  }
  let [x, y, rowHeight, widest] = [MARGIN, bottom === 0 ? MARGIN : bottom + GAP, 0, least];
  for (const node of alone) {
    if (x > MARGIN && x + node.width + MARGIN > least) [x, y, rowHeight] = [MARGIN, y + rowHeight + GAP, 0];
    places.set(node.id, { x: x + node.width / 2, y: y + node.height / 2 });
    x += node.width + GAP;
    rowHeight = Math.max(rowHeight, node.height);
    widest = Math.max(widest, x - GAP + MARGIN);
  }
  return {
    nodes: places,
    edges: edges.map((edge) => ways.get(edge) ?? { points: [], label: { x: 0, y: 0 }, isBack: false }),
    width: widest,
    height: rowHeight === 0 ? bottom : y + rowHeight + MARGIN,
  };
}

function shifted({ x, y }: Point, right: number): Point {
  return { x: x + right, y };
}

interface Part {
  readonly nodes: readonly LayoutNode[];
  readonly edges: readonly LayoutEdge[];
}

/** Nodes that hang together, with their edges; the part with the most weight first. */
function partsOf(nodes: readonly LayoutNode[], edges: readonly LayoutEdge[]): readonly Part[] {
  const root = new Map(nodes.map(({ id }) => [id, id]));
  const find = (id: string): string => {
    const up = root.get(id) ?? id;
    return up === id ? id : find(up);
  };
  const known = edges.filter(({ from, to }) => root.has(from) && root.has(to));
  for (const { from, to } of known) root.set(find(from), find(to));
  const parts = new Map<string, { nodes: LayoutNode[]; edges: LayoutEdge[]; weight: number }>();
  for (const node of nodes) {
    const part = parts.get(find(node.id)) ?? { nodes: [], edges: [], weight: 0 };
    part.nodes.push(node);
    parts.set(find(node.id), part);
  }
  for (const edge of known) {
    const part = parts.get(find(edge.from));
    part?.edges.push(edge);
    if (part) part.weight += edge.weight;
  }
  return [...parts.values()].sort((a, b) => b.weight - a.weight);
}
