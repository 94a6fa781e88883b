import { innerOf, isActivity, triggersOf } from '../model/executable-process.ts';
import type { ExecutableProcess, FlowNode } from '../model/executable-process.ts';
import { explore, LIMITS } from './explore.ts';
import type { Exploration, Limits } from './explore.ts';
import { faultsOf, orderOf } from './faults.ts';
import type { Fault } from './faults.ts';
import type { Fix, SoundnessFinding } from './finding.ts';
import { proposals } from './fixes.ts';
import { reduce } from './reduce.ts';
import type { ScopeGraph } from './scope-graph.ts';
import { scopeGraphs, scopesOf } from './scope-graphs.ts';
import type { ScopeToExplore } from './scope-graphs.ts';
import { netOf } from './scope-net.ts';

export interface Soundness {
  readonly findings: readonly SoundnessFinding[];
  /** Markings that were looked at in search of faults, all scopes together. */
  readonly explored: number;
  /** False: some markings were left out, so that there may be faults that are not among the findings. */
  readonly complete: boolean;
}

/** Markings of the net as drawn, where a fault of the reduced one is looked for anew to show the shortest way to it. */
const DRAWN: Limits = { states: 3_000, attempts: 200_000 };
/** When the search in breadth had to stop: a few ways to their ends. */
const DEEP: Limits = { states: 2_000, attempts: 200_000 };
/** What is searched at once: flow nodes of a process, and markings of all its nets as drawn. */
const BRIEF_NODES = 60;
const BRIEF: Limits = { states: 300, attempts: 30_000 };
/** Of each changed net that is tried as a fix. */
const TRIED: Limits = { states: 3_000, attempts: 200_000 };
/** Faults of one net for which a fix is looked for, and changes tried for each. */
const MOST_MENDED = 5;
const MOST_TRIED = 12;

/**
 * The same answer as `checkSoundness` where there is little to search; undefined where it would take more than some ten milliseconds, so that
 * it belongs off the thread that answers requests.
 */
export function checkBriefly(process: ExecutableProcess): Soundness | undefined {
  if (process.nodes.size > BRIEF_NODES) return undefined;
  const graphs = scopesOf(process).flatMap((scope) => scopeGraphs(process, scope, () => true));
  let left = BRIEF.states;
  for (const graph of graphs) {
    const found = explore(netOf(graph), { limits: { ...BRIEF, states: left }, order: 'breadth', partial: true });
    const isFaulty = found.stuck.length > 0 || found.crowded.size > 0 || found.endless !== undefined;
    left -= found.states.length * (isFaulty ? 5 : 1);
    if (!found.complete || left <= 0) return undefined;
  }
  return checkSoundness(process);
}

/**
 * Whether the tokens of a process can always come to an end: BPMN 2.0.2 chapter 13 with every choice open, each scope by itself, so that
 * what crosses a scope's border (its completion, its boundary events) is a choice of the scope around it. Pure and deterministic.
 */
export function checkSoundness(process: ExecutableProcess, limits: Limits = LIMITS): Soundness {
  const aborted = new Set<string>();
  const results: Soundness[] = [];
  for (const scope of scopesOf(process))
    for (const graph of scopeGraphs(process, scope, (id) => !aborted.has(id))) {
      const { exploration, ...result } = checkGraph(graph, limits);
      if (graph.id === scope.scope.id && exploration.complete && exploration.aborts && !exploration.completes)
        aborted.add(graph.id);
      results.push(isStoppedFromOutside(scope, process) ? { ...result, findings: result.findings.map(asWarning) } : result);
    }
  return {
    findings: results.reverse().flatMap(({ findings }) => findings),
    explored: results.reduce((sum, { explored }) => sum + explored, 0),
    complete: results.every(({ complete }) => complete),
  };
}

function checkGraph(graph: ScopeGraph, limits: Limits): Soundness & { readonly exploration: Exploration } {
  const drawn = netOf(graph);
  const net = reduce(drawn);
  const exploration = explore(net, { limits, order: 'breadth', partial: true });
  const { complete } = exploration;
  const deep = complete ? undefined : explore(net, { limits: DEEP, order: 'depth', partial: true });
  const reduced = merged(faultsOf(graph, drawn, exploration), deep ? faultsOf(graph, drawn, deep) : []);
  const explored = exploration.states.length + (deep?.states.length ?? 0);
  if (reduced.length === 0) return { findings: [], explored, complete, exploration };
  const plain = explore(drawn, { limits: DRAWN, order: 'breadth', partial: false });
  const faults = shortest(reduced, faultsOf(graph, drawn, plain), plain.complete);
  const known = new Set([...reduced, ...faults].map(key));
  const findings = faults.map((fault, index) => {
    const fix = index < MOST_MENDED ? mend(fault, graph, known) : undefined;
    const { rule, severity, element, message, trace } = fault;
    return { rule, severity, element, message, trace, ...(fix && { fix }) };
  });
  return { findings, explored: explored + plain.states.length, complete: complete || plain.complete, exploration };
}

/** The net as drawn tells where a fault is and the shortest way to it, as far as it was looked at. */
function shortest(reduced: readonly Fault[], drawn: readonly Fault[], complete: boolean): readonly Fault[] {
  if (complete) return drawn;
  const ways = new Map(drawn.map((fault) => [key(fault), fault]));
  return reduced.map((fault) => ways.get(key(fault)) ?? fault);
}

function merged(first: readonly Fault[], second: readonly Fault[]): readonly Fault[] {
  const known = new Set(first.map(key));
  return [...first, ...second.filter((fault) => !known.has(key(fault)))];
}

function key({ rule, element }: Fault): string {
  return `${rule} ${element}`;
}

/** The change that leaves the fewest faults, this one not among them and none that is new. */
function mend(fault: Fault, graph: ScopeGraph, known: ReadonlySet<string>): Fix | undefined {
  let best: { readonly fix: Fix; readonly left: number } | undefined;
  for (const { fix, graph: changed } of proposals(fault.cause ?? fault.element, graph, orderOf(graph)).slice(0, MOST_TRIED)) {
    const drawn = netOf(changed);
    const exploration = explore(reduce(drawn), { limits: TRIED, order: 'breadth', partial: true });
    if (!exploration.complete) continue;
    const left = faultsOf(changed, drawn, exploration).map(key);
    if (left.includes(key(fault)) || left.some((other) => !known.has(other))) continue;
    if (left.length < (best?.left ?? Infinity)) best = { fix, left: left.length };
    if (left.length === 0) break;
  }
  return best?.fix;
}

function asWarning(finding: SoundnessFinding): SoundnessFinding {
  if (finding.rule !== 'soundness/deadlock') return finding;
  return {
    ...finding,
    severity: 'warning',
    message: `${finding.message} Only an event that interrupts it gets it out of there.`,
  };
}

/** Whether an event that does not hang on the scope's own tokens can end it: in it, or on an activity around it. */
function isStoppedFromOutside({ scope, host }: ScopeToExplore, process: ExecutableProcess): boolean {
  const node = process.nodes.get(host ?? '');
  const handled = scope.handlers.some((id) => isExternal(process.nodes.get(id)));
  if (handled || (node && isActivity(node) && node.boundary.some((id) => isExternal(process.nodes.get(id))))) return true;
  if (!node) return false;
  const around = node.scope === process.id ? process.root : innerOf(process.nodes.get(node.scope) ?? node);
  return (
    around !== undefined &&
    around !== scope &&
    isStoppedFromOutside({ scope: around, ...(node.scope !== process.id && { host: node.scope }) }, process)
  );
}

const EXTERNAL = new Set(['timer', 'message', 'signal', 'condition']);

function isExternal(node: FlowNode | undefined): boolean {
  if (node?.kind !== 'boundaryEvent' && node?.kind !== 'startEvent') return false;
  return node.interrupting && triggersOf(node.trigger).some(({ kind }) => EXTERNAL.has(kind));
}
