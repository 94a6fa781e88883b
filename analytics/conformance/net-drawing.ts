/** The places and transitions of a process as they come to be: which places are one, what lies in which scope, what is known only at the end. */
import type { ExecutableProcess, FlowNode } from '../../engine/model/executable-process.ts';
import { isActivity } from '../../engine/model/executable-process.ts';
import type { Guard, TokenNet, Transition } from './token-net.ts';

/** What is seen of a flow node in the log: a label, or nothing. */
export type Seen = (node: FlowNode) => number | undefined;

export class NetDrawing {
  readonly process: ExecutableProcess;
  /** Elements whose number or order of executions is not told. */
  readonly loose = new Set<string>();
  readonly transitions: Transition[] = [];
  private readonly seen: Seen;
  private readonly placeIds = new Map<string, number>();
  private readonly memories = new Set<number>();
  /** The scope that a place lies in, and the node that it lies before, by their ids. */
  private readonly scopeOfPlace = new Map<number, string>();
  readonly nodeOfPlace = new Map<number, string>();
  private readonly elementsOf = new Map<number, string[]>();
  private readonly joins: boolean;
  private readonly later: (() => void)[] = [];

  constructor(process: ExecutableProcess, seen: Seen) {
    this.process = process;
    this.seen = seen;
    this.joins = [...process.nodes.values()].some(({ kind, incoming }) => kind === 'inclusiveGateway' && incoming.length > 1);
  }

  /** The net, with a token on `begin`; nothing can be added any more. */
  finish(labels: readonly string[], begin: number, close: number): TokenNet {
    for (const told of this.later) told();
    const initial = new Uint8Array(this.placeIds.size);
    initial[begin] = 1;
    const { transitions, memories, elementsOf, loose } = this;
    return { places: this.placeIds.size, transitions, memories, initial, close, labels, elementsOf, loose: [...loose] };
  }

  from(node: FlowNode): Pick<Transition, 'element' | 'label' | 'takes' | 'flows'> {
    const place = this.at([node.id]);
    const times = (isActivity(node) && node.startQuantity) || 1;
    const takes = Array.from({ length: times }, () => place).flat();
    return { element: node.id, label: this.label(node), takes, flows: this.waysTo(node) };
  }

  label(node: FlowNode): number {
    return this.seen(node) ?? -1;
  }

  /** One place for each incoming flow of a join, one for all of them elsewhere. */
  inputs(node: FlowNode): readonly number[] {
    return node.incoming.length > 1
      ? node.incoming.map((flow) => this.place(`on ${flow}`, node.scope, node.id))
      : this.at([node.id]);
  }

  at(ids: readonly string[]): readonly number[] {
    return ids.flatMap((id) => {
      if (this.isGone(id)) return [];
      const before = this.choiceBefore(id);
      return before === undefined ? this.place(`at ${id}`, this.process.nodes.get(id)?.scope ?? '', id) : this.at([before]);
    });
  }

  /** An end event that does nothing and is not seen: its tokens are gone before they come. */
  isGone(id: string): boolean {
    const node = this.process.nodes.get(id);
    return node?.kind === 'endEvent' && node.result.kind === 'none' && this.label(node) < 0;
  }

  on(flows: readonly string[]): readonly number[] {
    return flows.flatMap((flow) => {
      const target = this.process.nodes.get(this.process.flows.get(flow)?.target ?? '');
      const joins =
        target && target.incoming.length > 1 && (target.kind === 'parallelGateway' || target.kind === 'inclusiveGateway');
      return joins ? this.place(`on ${flow}`, target.scope, target.id) : this.at(target ? [target.id] : []);
    });
  }

  /**
   * The exclusive gateway right before a node: a token in front of the one may as well be in front of the other. Not where an inclusive join
   * asks where tokens can still come to, nor where something happens while the token stays.
   */
  private choiceBefore(id: string): string | undefined {
    const node = this.process.nodes.get(id);
    const [only, ...others] = node?.incoming ?? [];
    if (this.joins || !node || only === undefined || others.length > 0 || this.isGone(id)) return undefined;
    const source = this.process.nodes.get(this.process.flows.get(only)?.source ?? '');
    if (source?.kind !== 'exclusiveGateway' && source?.kind !== 'eventBasedGateway') return undefined;
    if (this.label(source) >= 0 || (isActivity(node) && (node.boundary.length > 0 || (node.startQuantity ?? 1) > 1)))
      return undefined;
    return source.id;
  }

  sharesPlace(flow: string): boolean {
    return this.choiceBefore(this.process.flows.get(flow)?.target ?? '') !== undefined;
  }

  /** The exclusive ways from the place in front of a node to it. */
  waysTo(node: FlowNode): readonly string[] {
    const before = this.process.nodes.get(this.choiceBefore(node.id) ?? '');
    return before ? [...this.waysTo(before), node.incoming[0] ?? ''] : [];
  }

  /** Where the token of a scope or an activity is while it lives. */
  inside(id: string): number {
    return this.place(`inside ${id}`, this.process.nodes.get(id)?.scope ?? '');
  }

  place(name: string, scope: string, node?: string): number {
    const known = this.placeIds.get(name);
    if (known !== undefined) return known;
    const place = this.placeIds.size;
    this.placeIds.set(name, place);
    this.scopeOfPlace.set(place, scope);
    if (node !== undefined) this.nodeOfPlace.set(place, node);
    return place;
  }

  idle(scope: string): Guard {
    return { kind: 'idle', places: this.placesIn(scope).filter((place) => !this.memories.has(place)) };
  }

  /** What is to be forgotten when a scope is over. */
  memoriesIn(scope: string): readonly number[] {
    return this.placesIn(scope).filter((place) => this.memories.has(place));
  }

  /** Remembers that a node was come to. */
  been(node: FlowNode): number {
    const place = this.place(`been ${node.id}`, node.scope);
    this.memories.add(place);
    return place;
  }

  /** Places of a scope and of all scopes in it; known once all nodes are. */
  placesIn(scope: string): number[] {
    const isIn = (of: string): boolean =>
      of === scope || (of !== '' && of !== this.process.id && isIn(this.process.nodes.get(of)?.scope ?? ''));
    return [...this.scopeOfPlace].filter(([, of]) => isIn(of)).map(([place]) => place);
  }

  add(
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
      this.later.push(() => {
        const made = this.transitions[index];
        if (made) this.transitions[index] = { ...made, ...(guard && { guard: guard() }), ...(empties && { empties: empties() }) };
      });
  }
}
