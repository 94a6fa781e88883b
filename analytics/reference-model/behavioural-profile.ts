/**
 * In which order a process allows its steps, whatever it is drawn with: behavioural profiles (Weidlich, Mendling, Weske: Efficient Consistency
 * Measurement Based on Behavioral Profiles of Process Models, 2011), from the markings that the token net of the engine's semantics can come to.
 */
import type { ExecutableProcess } from '../../engine/model/executable-process.ts';
import { netOfProcess } from '../conformance/process-net.ts';
import { ENABLED, fire, type Marking, obstacleOf, type TokenNet } from '../conformance/token-net.ts';

/** Of two steps: the one only before the other, only after it, never both in a case, or in any order. */
export const ORDERS = ['before', 'after', 'exclusive', 'interleaving'] as const;
export type Order = (typeof ORDERS)[number];

export interface BehaviouralProfile {
  /** Of two different steps. */
  order(one: string, other: string): Order;
  /** More than once in a case. */
  isRepeated(step: string): boolean;
  /** Whether every case that does the one and ends by no interruption does the other too. */
  implies(one: string, other: string): boolean;
}

/** Why a process has none: elements that the net cannot tell, or more markings than are looked at. */
export type NoProfile = { readonly unsupported: readonly string[] } | { readonly markings: number };

/** Tokens on one place that are told apart, where the model itself asks for no more: what may begin twice may come in any order. */
const MOST_TOKENS = 2;
/** Markings that are looked at; a process with more has no profile, rather than half a one. */
const MOST_MARKINGS = 20_000;

/** @param steps by name the flow nodes that do it: any of them is the step */
export function behaviouralProfile(
  process: ExecutableProcess,
  steps: ReadonlyMap<string, readonly string[]>,
): BehaviouralProfile | NoProfile {
  const names = [...steps.keys()];
  const codes = new Map(names.map((name, code) => [name, code]));
  const ofNode = new Map([...steps.values()].flatMap((nodes, place) => nodes.map((id) => [id, place] as const)));
  const net = netOfProcess(process, names, ({ id }) => ofNode.get(id));
  if ('unsupported' in net) return net;
  const all = explored(net);
  if (all === undefined) return { markings: MOST_MARKINGS };
  const isInterruption = (element: string): boolean => {
    const node = process.nodes.get(element);
    return node?.kind === 'boundaryEvent' || node?.kind === 'eventSubProcess';
  };
  const calm = explored(net, isInterruption) ?? all;
  const later = laterLabels(all, names.length);
  const code = (step: string): number => codes.get(step) ?? -1;
  const follows = (one: string, other: string): boolean => later[code(one)]?.has(code(other)) ?? false;
  const without = new Map<number, ReadonlySet<number>>();
  return {
    order(one, other) {
      const [ahead, behind] = [follows(one, other), follows(other, one)];
      if (ahead) return behind ? 'interleaving' : 'before';
      return behind ? 'after' : 'exclusive';
    },
    isRepeated: (step) => follows(step, step),
    implies(one, other) {
      const asked = code(other);
      const kept = without.get(asked) ?? labelsWithout(calm, asked);
      without.set(asked, kept);
      return !kept.has(code(one));
    },
  };
}

interface Arc {
  readonly from: number;
  readonly to: number;
  readonly label: number;
}

interface Explored {
  readonly markings: number;
  readonly arcs: readonly Arc[];
  /** Markings after the end of the case. */
  readonly ends: readonly number[];
}

/** @returns undefined where there are more markings than are looked at */
function explored(net: TokenNet, isLeftOut: (element: string) => boolean = () => false): Explored | undefined {
  const known = new Map([[net.initial.join(), 0]]);
  const open: Marking[] = [net.initial];
  const arcs: Arc[] = [];
  const ends: number[] = [];
  const transitions = net.transitions.map((transition, index) => ({ transition, index }));
  const most = Math.max(MOST_TOKENS, ...net.transitions.map(({ takes }) => takes.length - new Set(takes).size + 1));
  const moving = transitions.filter(({ transition }) => !isLeftOut(transition.element));
  for (let from = 0; from < open.length; from++) {
    const marking = open[from] ?? net.initial;
    for (const { transition, index } of moving) {
      if (obstacleOf(transition, marking) !== ENABLED) continue;
      // Where tokens would heap up, what comes after is what came before.
      const after = fire(transition, marking, net.memories);
      if (after === undefined || after.some((tokens) => tokens > most)) continue;
      const key = after.join();
      const to = known.get(key) ?? open.length;
      if (to === open.length) {
        if (open.length >= MOST_MARKINGS) return undefined;
        known.set(key, to);
        open.push(after);
      }
      if (index === net.close) ends.push(to);
      if (to !== from || transition.label >= 0) arcs.push({ from, to, label: transition.label });
    }
  }
  return { markings: open.length, arcs, ends };
}

/** By label, those that may be seen after it. */
function laterLabels({ markings, arcs }: Explored, labels: number): readonly ReadonlySet<number>[] {
  const words = Math.ceil(labels / 32);
  const seen = new Int32Array(markings * words);
  const takers = byMarking(markings, arcs, ({ to }) => to);
  const add = (marking: number, word: number, bits: number): boolean => {
    const at = marking * words + word;
    const before = seen[at] ?? 0;
    seen[at] = before | bits;
    return seen[at] !== before;
  };
  // What may be seen from a marking on: its arcs' labels, and what may be seen from where they lead.
  const open = Array.from({ length: markings }, (_, marking) => marking);
  const isOpen = new Uint8Array(markings).fill(1);
  for (const { from, label } of arcs) if (label >= 0) add(from, label >> 5, 1 << (label & 31));
  for (let marking = open.pop(); marking !== undefined; marking = open.pop()) {
    isOpen[marking] = 0;
    for (const { from } of takers[marking] ?? []) {
      let isNew = false;
      for (let word = 0; word < words; word++) isNew = add(from, word, seen[marking * words + word] ?? 0) || isNew;
      if (isNew && isOpen[from] === 0) {
        isOpen[from] = 1;
        open.push(from);
      }
    }
  }
  const later = Array.from({ length: labels }, () => new Set<number>());
  for (const { to, label } of arcs)
    if (label >= 0)
      for (let other = 0; other < labels; other++)
        if (((seen[to * words + (other >> 5)] ?? 0) & (1 << (other & 31))) !== 0) later[label]?.add(other);
  return later;
}

/** The labels that are seen in a case which comes to its end without this one. */
function labelsWithout({ markings, arcs, ends }: Explored, left: number): ReadonlySet<number> {
  const others = arcs.filter(({ label }) => label !== left);
  const ahead = reached(
    [0],
    byMarking(markings, others, ({ from }) => from),
    ({ to }) => to,
    markings,
  );
  const back = reached(
    ends,
    byMarking(markings, others, ({ to }) => to),
    ({ from }) => from,
    markings,
  );
  return new Set(others.flatMap(({ from, to, label }) => (label >= 0 && ahead[from] === 1 && back[to] === 1 ? [label] : [])));
}

function reached(
  begins: readonly number[],
  arcsAt: readonly (readonly Arc[])[],
  next: (arc: Arc) => number,
  markings: number,
): Uint8Array {
  const isIn = new Uint8Array(markings);
  const open = [...begins];
  for (const marking of open) isIn[marking] = 1;
  for (let marking = open.pop(); marking !== undefined; marking = open.pop())
    for (const arc of arcsAt[marking] ?? []) {
      if (isIn[next(arc)] === 1) continue;
      isIn[next(arc)] = 1;
      open.push(next(arc));
    }
  return isIn;
}

function byMarking(markings: number, arcs: readonly Arc[], at: (arc: Arc) => number): readonly (readonly Arc[])[] {
  const lists = Array.from({ length: markings }, (): Arc[] => []);
  for (const arc of arcs) lists[at(arc)]?.push(arc);
  return lists;
}
