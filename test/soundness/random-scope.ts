/** Small random graphs without any structure, as compiled processes of one scope: most are unsound in one way or another. */
import { compileExpression, isFault } from '../../engine/feel/compile.ts';
import type { ExecutableProcess, FlowNode, SequenceFlow } from '../../engine/model/executable-process.ts';

export type Kind = 'startEvent' | 'endEvent' | 'terminate' | 'task' | 'exclusiveGateway' | 'parallelGateway' | 'inclusiveGateway';
export interface Edge {
  readonly id: string;
  readonly source: string;
  readonly target: string;
}
/** Edges that begin with `!` leave a task by a boundary event that interrupts it. */
export interface RandomScope {
  readonly kinds: ReadonlyMap<string, Kind>;
  readonly edges: readonly Edge[];
  readonly process: ExecutableProcess;
}

type Random = () => number;
const below = (random: Random, most: number): number => Math.floor(random() * most);

export function randomScope(random: Random, size: number, inclusive: boolean): RandomScope {
  const inner: readonly Kind[] = [
    ...(['task', 'task', 'exclusiveGateway', 'exclusiveGateway', 'parallelGateway', 'parallelGateway'] as const),
    ...(inclusive ? (['inclusiveGateway', 'inclusiveGateway', 'inclusiveGateway'] as const) : []),
  ];
  const kinds = new Map<string, Kind>([['n0', 'startEvent']]);
  for (let index = 1; index < size; index++) kinds.set(`n${String(index)}`, inner[below(random, inner.length)] ?? 'task');
  kinds.set('e1', 'endEvent');
  kinds.set('e2', random() < 0.2 ? 'terminate' : 'endEvent');
  const ids = [...kinds.keys()];
  const edges: Edge[] = [];
  const connect = (source: string, target: string, mark = ''): void => {
    if (source !== 'n0' || !edges.some((edge) => edge.source === 'n0'))
      edges.push({ id: `${mark}f${String(edges.length)}`, source, target });
  };
  for (let index = 1; index < ids.length; index++) {
    const free = ids.slice(0, Math.min(index, size)).filter((id) => id !== 'n0' || index === 1);
    connect(free[below(random, free.length)] ?? 'n0', ids[index] ?? '');
  }
  const later = (id: string): string => ids[ids.indexOf(id) + 1 + below(random, ids.length - ids.indexOf(id) - 1)] ?? 'e1';
  for (const [id, kind] of kinds) {
    const isEnd = kind === 'endEvent' || kind === 'terminate';
    if (!isEnd && !edges.some(({ source }) => source === id)) connect(id, later(id));
    if (!isEnd && kind !== 'task' && random() < 0.5)
      connect(id, random() < 0.75 ? later(id) : (ids[1 + below(random, size - 1)] ?? 'e1'));
    if (kind === 'task' && random() < 0.2) connect(id, later(id), '!');
  }
  return scopeOf(kinds, edges);
}

export function scopeOf(kinds: ReadonlyMap<string, Kind>, edges: readonly Edge[]): RandomScope {
  return { kinds, edges, process: processOf(kinds, edges) };
}

function processOf(kinds: ReadonlyMap<string, Kind>, edges: readonly Edge[]): ExecutableProcess {
  const open = compileExpression('chance > 1');
  if (isFault(open)) throw new Error(open.fault);
  const facts = { name: '', scope: 'process', inputs: [], outputs: [] };
  const nodes = new Map<string, FlowNode>();
  const flows = new Map<string, SequenceFlow>();
  for (const { id, source, target } of edges)
    flows.set(id, { id, source: id.startsWith('!') ? `${source}!` : source, target, condition: open });
  for (const [id, kind] of kinds) {
    const incoming = edges.filter(({ target }) => target === id).map((edge) => edge.id);
    const outgoing = edges.filter((edge) => edge.source === id && !edge.id.startsWith('!')).map((edge) => edge.id);
    const base = { ...facts, id, incoming, outgoing };
    const left = edges.filter((edge) => edge.source === id && edge.id.startsWith('!')).map((edge) => edge.id);
    if (left.length > 0) {
      const event = { ...facts, id: `${id}!`, incoming: [], outgoing: left, attachedTo: id, interrupting: true };
      nodes.set(`${id}!`, { ...event, kind: 'boundaryEvent', trigger: { kind: 'error' } });
    }
    if (kind === 'startEvent') nodes.set(id, { ...base, kind, trigger: { kind: 'none' }, interrupting: true });
    else if (kind === 'endEvent' || kind === 'terminate')
      nodes.set(id, { ...base, kind: 'endEvent', result: { kind: kind === 'terminate' ? kind : 'none' } });
    else if (kind === 'task') nodes.set(id, { ...base, kind, boundary: left.length > 0 ? [`${id}!`] : [] });
    else nodes.set(id, { ...base, kind });
  }
  const unconditioned = new Map(
    [...flows].map(([id, flow]) => [id, kinds.get(flow.source)?.endsWith('Gateway') ? flow : without(flow)]),
  );
  const root = { id: 'process', startEvents: ['n0'], begins: ['n0'], handlers: [], joins: [] };
  return { id: 'process', name: '', root, nodes, flows: unconditioned, hasConditions: false, facts: new Map() };
}

function without({ id, source, target }: SequenceFlow): SequenceFlow {
  return { id, source, target };
}
