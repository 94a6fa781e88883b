/** The nets of a process: one for each scope, and one for each branch of a non-interrupting boundary event that ends by itself. */
import type { ExecutableProcess, Scope } from '../model/executable-process.ts';
import { innerOf } from '../model/executable-process.ts';
import { before } from './scope-graph.ts';
import type { ScopeGraph, Step } from './scope-graph.ts';
import { stepsOf } from './scope-steps.ts';
import type { Completes } from './scope-steps.ts';

export interface ScopeToExplore {
  readonly scope: Scope;
  /** The node whose content it is; none for the process. */
  readonly host?: string;
}

/** All scopes, inner ones first. */
export function scopesOf(process: ExecutableProcess): readonly ScopeToExplore[] {
  const scopes: ScopeToExplore[] = [{ scope: process.root }];
  for (const { scope } of scopes)
    for (const node of process.nodes.values()) {
      const inner = innerOf(node);
      if (inner && node.scope === scope.id) scopes.push({ scope: inner, host: node.id });
    }
  return scopes.reverse();
}

/**
 * The nets of one scope, its own first. A branch from which no flow leads back never meets the tokens of the others, so it is explored by
 * itself, though it may share an end event: a reminder may come as often as it likes. A branch that comes back is started at most once by each visit of its activity.
 */
export function scopeGraphs(process: ExecutableProcess, scope: ScopeToExplore, completes: Completes): readonly ScopeGraph[] {
  const steps = stepsOf(process, scope.scope.id, completes);
  const begins = beginsOf(process, scope);
  const isAtWill = process.nodes.get(scope.host ?? '')?.kind === 'adHocSubProcess';
  const graphs: ScopeGraph[] = [];
  const open = [{ id: scope.scope.id, begins, from: begins.flat() }];
  const seen = new Set<string>();
  for (const { id, begins: ways, from } of open) {
    if (seen.has(id)) continue;
    seen.add(id);
    const { part, apart } = partFrom(from, steps);
    if (id === scope.scope.id) for (const node of unreached(steps)) part.add(node);
    const own = [...steps.values()].filter((step) => part.has(step.id));
    const isMultiplied = own.some(({ joins, exits }) => joins.kind === 'tokens' || exits.some(({ times }) => times > 1));
    graphs.push({
      id,
      steps: new Map(
        own.map((step) => [step.id, begun({ ...step, spawns: step.spawns.filter((to) => part.has(to)) }, ways.flat())]),
      ),
      begins: ways,
      multiplies: isMultiplied || isAtWill,
    });
    for (const branch of apart) open.push({ id: branch, begins: [[branch]], from: [branch] });
  }
  return graphs;
}

function begun(step: Step, begins: readonly string[]): Step {
  const place = before(step.id);
  return begins.includes(step.id) && !step.incoming.includes(place) ? { ...step, incoming: [...step.incoming, place] } : step;
}

/** A case begins at any one of its start events; all targets of a parallel event-based gateway that begins it are waited for. */
function beginsOf(process: ExecutableProcess, { scope, host }: ScopeToExplore): readonly (readonly string[])[] {
  const node = process.nodes.get(host ?? '');
  if (node?.kind === 'adHocSubProcess') return [node.elements];
  if (node?.kind === 'eventSubProcess') return [[node.start]];
  const together = new Set<string>();
  for (const gateway of process.nodes.values())
    if (gateway.kind === 'eventBasedGateway' && gateway.instantiates === 'parallel')
      for (const flow of gateway.outgoing) together.add(process.flows.get(flow)?.target ?? '');
  const starts = [...new Set([...scope.startEvents, ...(host === undefined ? scope.begins : [])])];
  const isStart = (id: string): boolean => process.nodes.get(id)?.kind === 'startEvent';
  const alone = starts.filter((id) => !together.has(id) && (isStart(id) || scope.startEvents.includes(id)));
  const joint = starts.filter((id) => together.has(id));
  const itself = scope.begins.filter((id) => !alone.includes(id) && !joint.includes(id));
  return [...alone.map((id) => [id]), ...[joint, itself].filter((set) => set.length > 0)];
}

/** The steps that tokens come to from some, and the non-interrupting boundary events whose branches never meet them. */
function partFrom(
  from: readonly string[],
  steps: ReadonlyMap<string, Step>,
): { readonly part: Set<string>; readonly apart: readonly string[] } {
  const part = reached(from, steps);
  for (;;) {
    const spawns = [...part].flatMap((id) => steps.get(id)?.spawns ?? []).filter((id) => !part.has(id));
    const back = spawns.filter((id) => [...reached([id], steps)].some((step) => part.has(step) && !steps.get(step)?.ends));
    if (back.length === 0) return { part, apart: spawns };
    for (const id of reached(back, steps)) part.add(id);
  }
}

function reached(from: readonly string[], steps: ReadonlyMap<string, Step>): Set<string> {
  const targets = new Map([...steps.values()].flatMap(({ id, incoming }) => incoming.map((place) => [place, id] as const)));
  const found = new Set(from.filter((id) => steps.has(id)));
  for (const id of found)
    for (const place of (steps.get(id)?.exits ?? []).flatMap(({ always, options }) => [...always, ...options])) {
      const target = targets.get(place);
      if (target !== undefined) found.add(target);
    }
  return found;
}

/** What can be reached from no beginning and no activity's boundary event is dead, and belongs to the scope's own net. */
function unreached(steps: ReadonlyMap<string, Step>): readonly string[] {
  const spawned = new Set([...steps.values()].flatMap(({ spawns }) => spawns));
  const aside = reached([...spawned], steps);
  return [...steps.keys()].filter((id) => !aside.has(id));
}
