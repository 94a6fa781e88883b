import type { ExecutableProcess, FlowNode, Scope, Throwing } from '../../engine/model/executable-process.ts';
import { innerOf, isActivity, triggersOf } from '../../engine/model/executable-process.ts';
import type { Guard, TokenNet, Transition } from './token-net.ts';

/** What is seen of a flow node in the log: a label, or nothing. */
export type Seen = (node: FlowNode) => number | undefined;

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
  return unsupported.length > 0 ? { unsupported } : new Builder(process, labels, seen).build();
}

class Builder {
  private readonly process: ExecutableProcess;
  private readonly labels: readonly string[];
  private readonly seen: Seen;
  private readonly transitions: Transition[] = [];
  private readonly placeIds = new Map<string, number>();
  /** The scope that a place lies in, by its id. */
  private readonly scopeOfPlace = new Map<number, string>();
  private readonly nodeOfPlace = new Map<number, string>();
  private readonly elementsOf = new Map<number, string[]>();
  private readonly loose = new Set<string>();
  private readonly joins: boolean;
  private readonly guards: (() => void)[] = [];

  constructor(process: ExecutableProcess, labels: readonly string[], seen: Seen) {
    this.process = process;
    this.labels = labels;
    this.seen = seen;
    this.joins = [...process.nodes.values()].some(({ kind, incoming }) => kind === 'inclusiveGateway' && incoming.length > 1);
  }

  build(): TokenNet {
    const { root } = this.process;
    const begin = this.place('begin', '');
    const inside = this.inside(root.id, '');
    for (const set of beginningsOf(root)) this.add({ element: root.id, takes: [begin], puts: [inside, ...this.at(set)] });
    this.handlers(root);
    for (const node of this.process.nodes.values()) this.node(node);
    const close = this.transitions.length;
    this.add({ element: root.id, takes: [inside], puts: [] }, () => this.idle(root.id, inside));
    for (const later of this.guards) later();
    const initial = new Uint8Array(this.placeIds.size);
    initial[begin] = 1;
    const { transitions, labels, elementsOf, loose } = this;
    return { places: this.placeIds.size, transitions, initial, close, labels, elementsOf, loose: [...loose] };
  }

  private node(node: FlowNode): void {
    const { id, scope } = node;
    switch (node.kind) {
      case 'exclusiveGateway':
      case 'eventBasedGateway':
        // Where the next node has its place here, the choice is its move.
        for (const flow of node.outgoing)
          if (!this.sharesPlace(flow) || this.label(node) >= 0)
            this.add({ ...this.from(node), puts: this.on([flow]), flows: [...this.waysTo(node), flow] });
        return;
      case 'parallelGateway':
        this.add({ element: id, takes: this.inputs(node), puts: this.on(node.outgoing), flows: this.waysTo(node) });
        return;
      case 'inclusiveGateway':
        return this.inclusive(node);
      case 'complexGateway':
        return; // refused
      case 'eventSubProcess':
        this.handlers(node.inner);
        return this.closing(node.inner, id, [[]]);
      case 'endEvent':
        return this.end(node);
      case 'boundaryEvent': {
        if (triggersOf(node.trigger).some(({ kind }) => kind === 'compensation')) return;
        const host = this.process.nodes.get(node.attachedTo);
        if (!host) return;
        const place = this.holds(host) ? this.inside(host.id, scope) : this.place(`at ${host.id}`, scope, host.id);
        const move = { element: id, label: this.label(node), takes: [place] };
        const inner = innerOf(host);
        if (!node.interrupting) this.add({ ...move, puts: [place, ...this.on(node.outgoing)] });
        else this.add({ ...move, puts: this.on(node.outgoing) }, undefined, inner && (() => this.placesIn(inner.id)));
        return;
      }
      default:
        if (innerOf(node)) return this.container(node);
        if (isActivity(node) && node.forCompensation) {
          const inside = this.inside(scope, '');
          this.loose.add(id);
          this.add({ element: id, label: this.label(node), takes: [inside], puts: [inside] });
          return;
        }
        return this.plain(node);
    }
  }

  private plain(node: FlowNode): void {
    if (!isActivity(node) || !node.loop) {
      for (const puts of this.exits(node)) this.add({ ...this.from(node), puts });
      return;
    }
    const inside = this.inside(node.id, node.scope);
    this.loose.add(node.id);
    this.add({ ...this.from(node), label: -1, puts: [inside] });
    this.add({ element: node.id, label: this.label(node), takes: [inside], puts: [inside] });
    for (const puts of this.exits(node)) this.add({ element: node.id, takes: [inside], puts });
  }

  /** Sub-processes: a token inside as long as they live, beside those of their content. */
  private container(node: FlowNode): void {
    const inner = innerOf(node);
    if (!inner) return;
    const inside = this.inside(node.id, node.scope);
    const exits = this.exits(node);
    const enter = { ...this.from(node), label: -1 };
    this.handlers(inner);
    if (node.kind === 'adHocSubProcess') {
      this.loose.add(node.id);
      this.add({ ...enter, puts: [inside] });
      for (const element of node.elements) this.add({ element: node.id, takes: [inside], puts: [inside, ...this.at([element])] });
    } else {
      this.add({ ...enter, puts: [inside, ...this.at(inner.begins)] });
      if (isActivity(node) && node.loop) {
        this.loose.add(node.id);
        this.add({ element: node.id, takes: [inside], puts: [inside, ...this.at(inner.begins)] });
        for (const puts of exits) this.add({ ...enter, puts });
      }
    }
    this.closing(inner, node.id, exits);
  }

  private closing(inner: Scope, id: string, exits: readonly (readonly number[])[]): void {
    const inside = this.inside(id, this.process.nodes.get(id)?.scope ?? '');
    for (const puts of exits) this.add({ element: id, takes: [inside], puts }, () => this.idle(inner.id));
  }

  /** Event sub-processes of a scope, by their start events. */
  private handlers(scope: Scope): void {
    for (const id of scope.handlers) {
      const start = this.process.nodes.get(id);
      if (start?.kind !== 'startEvent') continue;
      const inside = this.inside(scope.id, this.process.nodes.get(scope.id)?.scope ?? '');
      const puts = [inside, this.inside(start.scope, scope.id), ...this.at([id])];
      const move = { element: start.scope, takes: [inside], puts };
      this.add(
        move,
        undefined,
        start.interrupting ? () => this.placesIn(scope.id).filter((place) => place !== inside) : undefined,
      );
    }
  }

  private end(node: Extract<FlowNode, { readonly kind: 'endEvent' }>): void {
    const kinds = new Set(resultsOf(node.result).map(({ kind }) => kind));
    const move = { ...this.from(node), puts: [] };
    // It waits for what catches it: nothing else lets its scope end.
    if (kinds.has('error') || kinds.has('cancel')) this.add({ ...move, puts: [this.place(`thrown ${node.id}`, node.scope)] });
    else if (!kinds.has('terminate')) this.add(move);
    else {
      const inside = this.inside(node.scope, '');
      this.add(move, undefined, () => this.placesIn(node.scope).filter((place) => place !== inside));
    }
  }

  private inclusive(node: Extract<FlowNode, { readonly kind: 'inclusiveGateway' }>): void {
    const { id, join, scope } = node;
    let takes = this.inputs(node);
    if (join && takes.length > 1) {
      const inside = this.place(`joined ${id}`, scope, id);
      const inputs = takes;
      const reach = new Map<number, bigint>();
      this.add({ element: id, takes: [], puts: [inside] }, () => {
        for (const [place, at] of this.nodeOfPlace) {
          const bits = join.reach.get(at);
          if (bits !== undefined && !inputs.includes(place)) reach.set(place, bits);
        }
        return { kind: 'join', inputs, reach };
      });
      takes = [inside];
    }
    if (node.outgoing.length > MOST_OPTIONS) this.loose.add(id);
    for (const set of subsets(node.outgoing))
      this.add({ element: id, takes, puts: this.on(set), flows: [...this.waysTo(node), ...set] });
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
      const places = [...this.on([...always, ...set]), ...this.at(links)];
      return Array.from({ length: times }, () => places).flat();
    });
  }

  private from(node: FlowNode): Pick<Transition, 'element' | 'label' | 'takes' | 'flows'> {
    const place = this.at([node.id]);
    const times = (isActivity(node) && node.startQuantity) || 1;
    const takes = Array.from({ length: times }, () => place).flat();
    return { element: node.id, label: this.label(node), takes, flows: this.waysTo(node) };
  }

  private label(node: FlowNode): number {
    return this.seen(node) ?? -1;
  }

  /** It has a place of its own for its life: what lives in it, or how often it goes on, is beside the token that came. */
  private holds(node: FlowNode): boolean {
    return innerOf(node) !== undefined || (isActivity(node) && node.loop !== undefined);
  }

  /** One place for each incoming flow of a join, one for all of them elsewhere. */
  private inputs(node: FlowNode): readonly number[] {
    return node.incoming.length > 1
      ? node.incoming.map((flow) => this.place(`on ${flow}`, node.scope, node.id))
      : this.at([node.id]);
  }

  private at(ids: readonly string[]): readonly number[] {
    return ids.map((id) => {
      const before = this.choiceBefore(id);
      const node = this.process.nodes.get(id);
      if (before !== undefined) return this.at([before])[0] ?? 0;
      return this.place(`at ${id}`, node?.scope ?? '', id);
    });
  }

  private on(flows: readonly string[]): readonly number[] {
    return flows.map((flow) => {
      const target = this.process.nodes.get(this.process.flows.get(flow)?.target ?? '');
      const joins =
        target && target.incoming.length > 1 && (target.kind === 'parallelGateway' || target.kind === 'inclusiveGateway');
      if (joins) return this.place(`on ${flow}`, target.scope, target.id);
      return this.at([target?.id ?? ''])[0] ?? 0;
    });
  }

  /**
   * The exclusive gateway right before a node: a token in front of the one may as well be in front of the other. Not where an inclusive join
   * asks where tokens can still come to, nor where something happens while the token stays.
   */
  private choiceBefore(id: string): string | undefined {
    const node = this.process.nodes.get(id);
    const [only, ...others] = node?.incoming ?? [];
    if (this.joins || !node || only === undefined || others.length > 0) return undefined;
    const source = this.process.nodes.get(this.process.flows.get(only)?.source ?? '');
    if (source?.kind !== 'exclusiveGateway' && source?.kind !== 'eventBasedGateway') return undefined;
    if (this.label(source) >= 0 || (isActivity(node) && (node.boundary.length > 0 || (node.startQuantity ?? 1) > 1)))
      return undefined;
    return source.id;
  }

  private sharesPlace(flow: string): boolean {
    return this.choiceBefore(this.process.flows.get(flow)?.target ?? '') !== undefined;
  }

  /** The exclusive ways from the place in front of a node to it. */
  private waysTo(node: FlowNode): readonly string[] {
    const before = this.process.nodes.get(this.choiceBefore(node.id) ?? '');
    return before ? [...this.waysTo(before), node.incoming[0] ?? ''] : [];
  }

  private inside(id: string, scope: string): number {
    return this.place(`inside ${id}`, this.process.nodes.get(id)?.scope ?? scope);
  }

  private place(name: string, scope: string, node?: string): number {
    const known = this.placeIds.get(name);
    if (known !== undefined) return known;
    const place = this.placeIds.size;
    this.placeIds.set(name, place);
    this.scopeOfPlace.set(place, scope);
    if (node !== undefined) this.nodeOfPlace.set(place, node);
    return place;
  }

  private idle(scope: string, inside = -1): Guard {
    return { kind: 'idle', places: this.placesIn(scope).filter((place) => place !== inside) };
  }

  /** Places of a scope and of all scopes in it; known once all nodes are. */
  private placesIn(scope: string): number[] {
    const isIn = (of: string): boolean =>
      of === scope || (of !== '' && of !== this.process.id && isIn(this.process.nodes.get(of)?.scope ?? ''));
    return [...this.scopeOfPlace].filter(([, of]) => isIn(of)).map(([place]) => place);
  }

  private add(
    move: Pick<Transition, 'element' | 'takes' | 'puts'> & Partial<Transition>,
    guard?: () => Guard,
    empties?: () => readonly number[],
  ): void {
    const index = this.transitions.push({ label: -1, flows: [], empties: [], ...move }) - 1;
    if (move.label !== undefined && move.label >= 0) {
      const elements = this.elementsOf.get(move.label) ?? [];
      this.elementsOf.set(move.label, [...new Set([...elements, move.element])]);
    }
    if (guard ?? empties)
      this.guards.push(() => {
        const made = this.transitions[index];
        if (made) this.transitions[index] = { ...made, ...(guard && { guard: guard() }), ...(empties && { empties: empties() }) };
      });
  }
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
