/**
 * What a decision of a gateway depends on, as far as the decisions before it in the same case tell: a tree of yes-no questions, grown as
 * long as a question tells more than it costs by the extended Bayesian information criterion (Chen and Chen 2008, γ = 1), so that a
 * small log is not learned by heart.
 */
import type { ExecutableProcess } from '../../../engine/model/executable-process.ts';
import { concurrentNodes } from './concurrent-nodes.ts';
import { Decided } from '../decided.ts';
import type { Question } from '../decided.ts';
import type { Branch } from '../scenario.ts';
import type { Replayed } from './replay.ts';

type Given = NonNullable<Branch['given']>[number];

/** Shares by flow, and what they are when a case has a certain past. */
export interface Decision {
  readonly shares: Record<string, number>;
  readonly given: Given[];
}

interface Sample {
  readonly cases: number;
  readonly way: number;
  /** By question: whether it is so. */
  readonly holds: Uint8Array;
}

/** Nobody reads more conditions than this on one share. */
const DEPTH = 5;
/** "At least so many times": more are not asked about. */
const MOST_TIMES = 3;

/** @param gateways exclusive, with several ways out @returns those that some case came to */
export function decisions(
  runs: readonly Replayed[],
  process: ExecutableProcess,
  gateways: readonly string[],
): ReadonlyMap<string, Decision> {
  const waysOf = new Map(gateways.map((id) => [id, process.nodes.get(id)!.outgoing] as const));
  const gatewayOf = new Map([...waysOf].flatMap(([id, flows]) => flows.map((flow) => [flow, id] as const)));
  const questions = [...waysOf].flatMap(([gateway, flows]): Question[] => [
    ...times((least) => ({ gateway, times: least })),
    ...flows.flatMap((flow): Question[] => [{ flow }, ...times((least) => ({ flow, times: least }))]),
  ]);
  const isConcurrent = concurrentNodes(process);
  /** What is decided beside it may be decided before or after it: chance of the replay, not of the case. */
  const asksOf = new Map(
    gateways.map((id) => {
      const beside = new Set(gateways.filter((other) => isConcurrent(id, other)));
      const source = (question: Question): string => question.gateway ?? gatewayOf.get(question.flow ?? '') ?? '';
      return [id, Uint8Array.from(questions, (question) => Number(!beside.has(source(question))))] as const;
    }),
  );
  const samples = new Map<string, Map<string, Sample & { cases: number }>>();
  for (const { cases, chosen } of runs) {
    const decided = new Decided((flow) => gatewayOf.get(flow));
    for (const flow of chosen) {
      const gateway = gatewayOf.get(flow);
      if (gateway === undefined) continue;
      const asks = asksOf.get(gateway)!;
      const holds = Uint8Array.from(questions, (question, index) => Number(asks[index] === 1 && decided.isSo(question)));
      const way = waysOf.get(gateway)!.indexOf(flow);
      const mine = samples.get(gateway) ?? new Map<string, Sample & { cases: number }>();
      samples.set(gateway, mine);
      const key = `${String(way)} ${holds.join('')}`;
      const known = mine.get(key);
      if (known === undefined) mine.set(key, { cases, way, holds });
      else known.cases += cases;
      decided.note(gateway, flow);
    }
  }
  return new Map(
    [...samples].map(([gateway, found]) => {
      const ways = waysOf.get(gateway)!;
      const all = [...found.values()];
      const counts = countsOf(all, ways.length);
      const size = sum(counts);
      // A question that is always answered alike, or as another is, is none.
      const asked = distinct(all, questions.length);
      const kinds = counts.filter((count) => count > 0).length;
      const cost = (kinds - 1) * Math.log(size) + 2 * Math.log(Math.max(1, asked.length));
      const shares = Array.from(counts, (count) => count / size);
      const named = (values: readonly number[]) =>
        Object.fromEntries(ways.map((flow, index) => [flow, Number(values[index]!.toFixed(6))]));
      const given: Given[] = [];
      grow(all, shares, [], { asked, questions, cost, ways: ways.length }, (when, values) => {
        if (when.length > 0) given.push({ when: [...when], shares: named(values) });
      });
      return [gateway, { shares: named(shares), given }];
    }),
  );
}

function times(question: (least: number) => Question): Question[] {
  return Array.from({ length: MOST_TIMES }, (_, index) => question(index + 1));
}

interface Growing {
  readonly asked: readonly number[];
  readonly questions: readonly Question[];
  /** What a question costs, in units of twice the log-likelihood. */
  readonly cost: number;
  readonly ways: number;
}

/** @param shares of this leaf, told once it is not split any more */
function grow(
  samples: readonly Sample[],
  shares: readonly number[],
  when: readonly Question[],
  growing: Growing,
  leaf: (when: readonly Question[], shares: readonly number[]) => void,
): void {
  const { asked, questions, cost, ways } = growing;
  const whole = deviance(countsOf(samples, ways));
  let best: { readonly question: number; readonly gain: number } | undefined;
  if (when.length < DEPTH && whole > cost)
    for (const question of asked) {
      const yes = new Float64Array(ways);
      const no = new Float64Array(ways);
      for (const { cases, way, holds } of samples) (holds[question] === 1 ? yes : no)[way]! += cases;
      const gain = whole - deviance(yes) - deviance(no) - cost;
      if (gain > (best?.gain ?? 0)) best = { question, gain };
    }
  if (best === undefined) {
    leaf(when, shares);
    return;
  }
  for (const holds of [1, 0]) {
    const mine = samples.filter((sample) => sample.holds[best.question] === holds);
    const asking = questions[best.question]!;
    const counts = countsOf(mine, ways);
    const size = sum(counts);
    // One case as they are in general: no way that cases go at all is shut for ever.
    const own = shares.map((share, way) => (counts[way]! + share) / (size + 1));
    grow(mine, own, [...when, holds === 1 ? asking : { ...asking, not: true }], growing, leaf);
  }
}

/** −2 log-likelihood of counts under their own shares. */
function deviance(counts: Float64Array): number {
  const size = sum(counts);
  return -2 * counts.reduce((total, count) => total + (count === 0 ? 0 : count * Math.log(count / size)), 0);
}

function countsOf(samples: readonly Sample[], ways: number): Float64Array {
  const counts = new Float64Array(ways);
  for (const { cases, way } of samples) counts[way]! += cases;
  return counts;
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}

/** The first of each set of questions that these samples answer alike, without those to which there is one answer alone. */
function distinct(samples: readonly Sample[], size: number): readonly number[] {
  const seen = new Set<string>();
  const found: number[] = [];
  for (let question = 0; question < size; question++) {
    const first = samples[0]!.holds[question];
    // An answer and its opposite ask the same.
    const key = samples.map(({ holds }) => (holds[question] === first ? 1 : 0)).join('');
    if (!key.includes('0') || seen.has(key)) continue;
    seen.add(key);
    found.push(question);
  }
  return found;
}
