import type { ExecutableProcess, FlowNode, Scope, Throwing } from '../../engine/model/executable-process.ts';
import { innerOf, isActivity, triggersOf } from '../../engine/model/executable-process.ts';
import { NetDrawing, type Seen } from './net-drawing.ts';
import type { TokenNet } from './token-net.ts';

/** Outgoing ways of an inclusive gateway whose every set is tried; of more, each alone, each pair and all. */
const MOST_OPTIONS = 8;

/**
 * The token net of a process: BPMN 2.0.2 chapter 13 as the engine executes it, with every decision, message, timer and error open.
 * @returns the elements that it cannot tell when there are such (complex gateways)
 */
export function netOfProcess(
  process: ExecutableProcess,
  labels: readonly string[],
  seen: Seen,
): TokenNet | { readonly unsupported: readonly string[] } {
  const unsupported = [...process.nodes.values()].filter(({ kind }) => kind === 'complexGateway').map(({ id }) => id);
  return unsupported.length > 0 ? { unsupported } : new Builder(process, seen).build(labels);
}

class Builder {
  private readonly process: ExecutableProcess;
  private readonly net: NetDrawing;
  /** Whether a scope may be entered again while it lives. */
  private readonly multiplies: boolean;

  constructor(process: ExecutableProcess, seen: Seen) {
    this.process = process;
    this.net = new NetDrawing(process, seen);
    this.multiplies = [...process.nodes.values()].some(multiplies);
  }

  build(labels: readonly string[]): TokenNet {
    const { root } = this.process;
    const begin = this.net.place('begin', '');
    const inside = this.net.inside(root.id);
    for (const set of beginningsOf(root)) this.net.add({ element: root.id, takes: [begin], puts: [inside, ...this.net.at(set)] });
    this.handlers(root);
    for (const node of this.process.nodes.values()) this.node(node);
    const close = this.net.transitions.length;
    this.closing(root, [[]]);
    return this.net.finish(labels, begin, close);
  }

  private node(node: FlowNode): void {
    const { id } = node;
    switch (node.kind) {
      case 'exclusiveGateway':
      case 'eventBasedGateway':
        // Where the next node has its place here, the choice is its move.
        for (const flow of node.outgoing)
          if (!this.net.sharesPlace(flow) || this.net.label(node) >= 0)
            this.net.add({ ...this.net.from(node), puts: this.net.on([flow]), flows: [...this.net.waysTo(node), flow] });
        return;
      case 'parallelGateway':
        this.net.add({
          element: id,
          takes: this.net.inputs(node),
          puts: this.net.on(node.outgoing),
          flows: this.net.waysTo(node),
        });
        return;
      case 'inclusiveGateway':
        return this.inclusive(node);
      case 'complexGateway':
        return; // refused
      case 'eventSubProcess':
        this.handlers(node.inner);
        return this.closing(node.inner, [[]]);
      case 'endEvent':
        return this.end(node);
      case 'boundaryEvent': {
        if (triggersOf(node.trigger).some(({ kind }) => kind === 'compensation')) return;
        const host = this.process.nodes.get(node.attachedTo);
        if (!host) return;
        const move = { element: id, label: this.net.label(node) };
        const puts = this.net.on(node.outgoing);
        const inner = innerOf(host);
        if (!node.interrupting) {
          // What it began is seen later, when its host may be done.
          const been = this.net.been(host);
          this.net.add({ ...move, takes: [been], puts: [been, ...puts] });
        } else {
          const takes = this.isHeld(host) ? [this.net.inside(host.id)] : this.net.at([host.id]);
          this.net.add({ ...move, takes, puts }, undefined, inner && (() => this.net.placesIn(inner.id)));
        }
        return;
      }
      default:
        if (innerOf(node)) return this.container(node);
        if (isActivity(node) && node.forCompensation) {
          // What it undoes may be in a scope that is long over.
          const inside = this.net.inside(this.process.root.id);
          this.net.loose.add(id);
          this.net.add({ element: id, label: this.net.label(node), takes: [inside], puts: [inside] });
          return;
        }
        return this.plain(node);
    }
  }

  private plain(node: FlowNode): void {
    const exits = this.exits(node);
    if (!this.isHeld(node)) {
      for (const puts of exits) this.net.add({ ...this.net.from(node), puts });
      return;
    }
    const inside = this.net.inside(node.id);
    const move = { element: node.id, label: this.net.label(node), takes: [inside] };
    this.net.add({ ...this.net.from(node), label: -1, puts: [inside, ...this.remembered(node)] });
    if (isActivity(node) && node.loop) {
      this.net.loose.add(node.id);
      this.net.add({ ...move, puts: [inside] });
      for (const puts of exits) this.net.add({ ...move, label: -1, puts });
    } else for (const puts of exits) this.net.add({ ...move, puts });
  }

  /** It has a place of its own for its life: what is in it, how often it goes on, or what begins beside it, is more than the token that came. */
  private isHeld(node: FlowNode): boolean {
    if (!isActivity(node)) return false;
    return innerOf(node) !== undefined || node.loop !== undefined || this.remembered(node).length > 0;
  }

  private remembered(node: FlowNode): readonly number[] {
    const ids = isActivity(node) ? node.boundary : [];
    const begins = ids.map((id) => this.process.nodes.get(id)).some((one) => one?.kind === 'boundaryEvent' && !one.interrupting);
    return begins ? [this.net.been(node)] : [];
  }

  /** Sub-processes: a token inside as long as they live, beside those of their content. */
  private container(node: FlowNode): void {
    const inner = innerOf(node);
    if (!inner) return;
    const inside = this.net.inside(node.id);
    const exits = this.exits(node);
    const enter = { ...this.net.from(node), label: -1 };
    this.handlers(inner);
    if (node.kind === 'adHocSubProcess') {
      this.net.loose.add(node.id);
      this.net.add({ ...enter, puts: [inside, ...this.remembered(node)] });
      for (const element of node.elements)
        this.net.add({ element: node.id, takes: [inside], puts: [inside, ...this.net.at([element])] });
    } else {
      this.net.add({ ...enter, puts: [inside, ...this.net.at(inner.begins), ...this.remembered(node)] });
      if (isActivity(node) && node.loop) {
        this.net.loose.add(node.id);
        this.net.add({ element: node.id, takes: [inside], puts: [inside, ...this.net.at(inner.begins)] });
        for (const puts of exits) this.net.add({ ...enter, puts });
      }
    }
    this.closing(inner, exits);
    // What is left is given up when a condition says that it is enough.
    const isCut = node.kind === 'adHocSubProcess' ? node.cancelsRemaining : isActivity(node) && node.loop !== undefined;
    if (isCut)
      for (const puts of exits)
        this.net.add({ element: node.id, takes: [inside], puts }, undefined, () => this.net.placesIn(inner.id));
  }

  /** The end of a scope in which nothing goes on. */
  private closing(inner: Scope, exits: readonly (readonly number[])[]): void {
    const inside = this.net.inside(inner.id);
    for (const puts of exits) {
      this.net.add(
        { element: inner.id, takes: [inside], puts },
        () => this.net.idle(inner.id),
        () => this.net.memoriesIn(inner.id),
      );
      // Of several at once, nobody tells whose the tokens in them are.
      if (this.multiplies) this.net.add({ element: inner.id, takes: [inside, inside], puts: [inside, ...puts] });
    }
    if (this.multiplies && inner !== this.process.root) this.net.loose.add(inner.id);
  }

  /** Event sub-processes of a scope, by their start events. */
  private handlers(scope: Scope): void {
    for (const id of scope.handlers) {
      const start = this.process.nodes.get(id);
      if (start?.kind !== 'startEvent') continue;
      const inside = this.net.inside(scope.id);
      const puts = [inside, this.net.inside(start.scope), ...this.net.at([id])];
      const move = { element: start.scope, takes: [inside], puts };
      this.net.add(
        move,
        undefined,
        start.interrupting ? () => this.net.placesIn(scope.id).filter((place) => place !== inside) : undefined,
      );
    }
  }

  private end(node: Extract<FlowNode, { readonly kind: 'endEvent' }>): void {
    if (this.net.isGone(node.id)) return;
    const kinds = new Set(resultsOf(node.result).map(({ kind }) => kind));
    // What it ends at once may still seem to go on, nothing of it being seen.
    if (kinds.has('error') || kinds.has('cancel') || kinds.has('terminate')) this.net.loose.add(node.id);
    const move = { ...this.net.from(node), puts: [] };
    // It waits for what catches it: nothing else lets its scope end.
    if (kinds.has('error') || kinds.has('cancel'))
      this.net.add({ ...move, puts: [this.net.place(`thrown ${node.id}`, node.scope)] });
    else if (!kinds.has('terminate')) this.net.add(move);
    else {
      const inside = this.net.inside(node.scope);
      this.net.add(move, undefined, () => this.net.placesIn(node.scope).filter((place) => place !== inside));
    }
  }

  private inclusive(node: Extract<FlowNode, { readonly kind: 'inclusiveGateway' }>): void {
    const { id, join, scope } = node;
    let takes = this.net.inputs(node);
    if (join && takes.length > 1) {
      const inside = this.net.place(`joined ${id}`, scope, id);
      const inputs = takes;
      const reach = new Map<number, bigint>();
      this.net.add({ element: id, takes: [], puts: [inside] }, () => {
        for (const [place, at] of this.net.nodeOfPlace) {
          const bits = join.reach.get(at);
          if (bits !== undefined && !inputs.includes(place)) reach.set(place, bits);
        }
        return { kind: 'join', inputs, reach };
      });
      takes = [inside];
    }
    if (node.outgoing.length > MOST_OPTIONS) this.net.loose.add(id);
    for (const set of subsets(node.outgoing))
      this.net.add({ element: id, takes, puts: this.net.on(set), flows: [...this.net.waysTo(node), ...set] });
  }

  /** The sets of places that an activity or event puts tokens on. */
  private exits(node: FlowNode): readonly (readonly number[])[] {
    const links =
      node.kind === 'intermediateThrowEvent'
        ? resultsOf(node.result).flatMap((one) => (one.kind === 'link' ? [one.target] : []))
        : [];
    const always = node.outgoing.filter(
      (flow) => this.process.flows.get(flow)?.condition === undefined && flow !== defaultOf(node),
    );
    const options = node.outgoing.filter((flow) => !always.includes(flow));
    const times = (isActivity(node) && node.completionQuantity) || 1;
    const sets = options.length === 0 ? [[]] : always.length > 0 ? [[], ...subsets(options)] : subsets(options);
    return sets.map((set) => {
      const places = [...this.net.on([...always, ...set]), ...this.net.at(links)];
      return Array.from({ length: times }, () => places).flat();
    });
  }
}

function multiplies(node: FlowNode): boolean {
  if (node.kind === 'adHocSubProcess' || (node.kind === 'boundaryEvent' && !node.interrupting)) return true;
  if (node.kind === 'startEvent' && !node.interrupting) return true;
  return isActivity(node) && (node.loop !== undefined || (node.completionQuantity ?? 1) > 1);
}

/** Sets of nodes that get a token when a case begins. */
function beginningsOf({ startEvents, begins }: Scope): readonly (readonly string[])[] {
  const itself = begins.filter((id) => !startEvents.includes(id));
  return [...startEvents.map((id) => [id]), ...(itself.length > 0 ? [itself] : [])];
}

function defaultOf(node: FlowNode): string | undefined {
  return 'defaultFlow' in node ? node.defaultFlow : undefined;
}

function resultsOf(result: Throwing): readonly Throwing[] {
  return result.kind === 'multiple' ? result.results.flatMap(resultsOf) : [result];
}

/** Sets of one or more. */
function subsets(of: readonly string[]): string[][] {
  if (of.length <= MOST_OPTIONS)
    return Array.from({ length: (1 << of.length) - 1 }, (_, set) => of.filter((_one, index) => ((set + 1) & (1 << index)) !== 0));
  const pairs = of.flatMap((one, index) => of.slice(index + 1).map((other) => [one, other]));
  return [...of.map((one) => [one]), ...pairs, [...of]];
}
