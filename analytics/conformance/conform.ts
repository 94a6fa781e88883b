/** How cases conform to a reference model: fitness by optimal alignments, and the deviations in words. */
import type { ExecutableProcess } from '../../engine/model/executable-process.ts';
import type { EventLog } from '../log/event-log.ts';
import { align, type Alignment, seersOf } from './align.ts';
import { checkedCases } from './checked-cases.ts';
import { type DeviationKind, deviationsOf } from './deviations.ts';
import { labelsOf } from './labels.ts';
import { netOfProcess } from './process-net.ts';
import type { TokenNet } from './token-net.ts';
import { Ways } from './ways.ts';

export interface ConformOptions {
  /** The element id for activities of the log whose name is neither an element's id nor its label, or NO_STEP for what is not in the model. */
  readonly mapping?: Readonly<Record<string, string>> | undefined;
  /** Only these activities of the log are looked at: of a model that shows no others. */
  readonly only?: readonly string[] | undefined;
  /** Elements that the log does not record: what they do stands elsewhere. */
  readonly unrecorded?: ReadonlySet<string> | undefined;
  /** False: a good alignment will do, proved to be the best only where that is free; sooner done. */
  readonly proves?: boolean | undefined;
  /** Told now and then how many of how many variants are done; what it throws ends the work. */
  readonly progress?: ((done: number, of: number) => void) | undefined;
  /** Given the alignment of each variant, for those who want to see it. */
  readonly onAligned?: ((aligned: AlignedVariant) => void) | undefined;
}

export interface AlignedVariant {
  /** Names of the activities, and how many cases took them in this order. */
  readonly activities: readonly string[];
  readonly cases: number;
  readonly alignment: Alignment;
  readonly net: TokenNet;
}

export interface Deviation {
  readonly kind: DeviationKind;
  readonly activity: string;
  /** Of what is out of order: `activity` came before this, and the model has them the other way round. */
  readonly before?: string;
  /** Where the activity stands in the diagram; empty when it is not in the model. */
  readonly elements: readonly string[];
  /** Cases with it, and how often it was in all. */
  readonly cases: number;
  readonly n: number;
  /** Of the cases that were checked. */
  readonly share: number;
  /** Keys of up to five such cases. */
  readonly examples: readonly string[];
}

export interface Conformance {
  /** Mean over cases of 1 − cost / (events + shortest run of the model); null when no case was checked. 1: every case is a run of the model. */
  readonly fitness: number | null;
  /** n of all figures: completed cases with at least one event. */
  readonly cases: number;
  /** Cases that are runs of the model. */
  readonly fitting: number;
  readonly variants: number;
  /** The most frequent first. */
  readonly deviations: readonly Deviation[];
  readonly notChecked: NotChecked;
}

/** What the figures do not know. */
export interface NotChecked {
  /** Not aligned: still open, withdrawn or cancelled, without events that are looked at. */
  readonly open: number;
  readonly withdrawn: number;
  readonly empty: number;
  /** Events of activities that were not to be looked at. */
  readonly events: number;
  /** Cases whose alignment may not be the shortest, the search being bounded: the fitness is at least what it says. */
  readonly unproven: number;
  /** Elements that may come more often, or in another order, than the engine allows without being told. */
  readonly elements: readonly string[];
}

/** The model and the log cannot be compared. */
export interface NotComparable {
  readonly notComparable: 'unsupported' | 'endless' | 'mapping';
  /** Elements of the model, or activities of the mapping. */
  readonly elements: readonly string[];
}

/** Attempts to fire a transition after which no alignment is proved any more. */
const MOST_ATTEMPTS = 20_000_000;
const EXAMPLES = 5;

/**
 * Every completed case against the model, by variants. Activities of the log are those of the model by element id, else by label, else by the
 * mapping. Data is not looked at: every condition may hold. Deterministic: bounds are counted, never clocked.
 */
export function conform(log: EventLog, process: ExecutableProcess, options: ConformOptions = {}): Conformance | NotComparable {
  const labelling = labelsOf(log, process, options.mapping ?? {}, options.unrecorded);
  if (labelling.stray.length > 0) return { notComparable: 'mapping', elements: labelling.stray };
  const net = netOfProcess(process, labelling.names, (node) => labelling.labels.get(node.id));
  if ('unsupported' in net) return { notComparable: 'unsupported', elements: net.unsupported };
  const ways = new Ways(net);
  const shortest = ways.to(ways.numberOf(net.initial), net.close, undefined)[0]?.cost;
  if (shortest === undefined) return { notComparable: 'endless', elements: [process.id] };

  const checked = checkedCases(log, options.only);
  const seers = seersOf(ways);
  const tally = new Map<string, Deviation & { readonly examples: string[] }>();
  const figures = { fitting: 0, unproven: 0, fitness: 0 };
  const found = checked.variants;
  for (const [index, { trace, cases }] of found.entries()) {
    options.progress?.(index, found.length);
    const alignment = align(ways, seers, trace, options.proves !== false && ways.attempts < MOST_ATTEMPTS);
    if (!alignment) return { notComparable: 'endless', elements: [process.id] };
    const activities = trace.map((code) => log.activities[code] ?? '');
    options.onAligned?.({ activities, cases: cases.length, alignment, net });
    figures.fitness += cases.length * (1 - alignment.cost / (trace.length + shortest));
    if (alignment.cost === 0) figures.fitting += cases.length;
    if (!alignment.proven) figures.unproven += cases.length;
    const ofThis = new Set<string>();
    for (const { kind, activity, before } of deviationsOf(alignment.moves, (label) => seers.has(label))) {
      const key = `${kind} ${String(activity)} ${String(before ?? '')}`;
      const known = tally.get(key);
      const isNew = !ofThis.has(key);
      ofThis.add(key);
      const examples = known?.examples ?? [];
      if (isNew) for (const one of cases.slice(0, EXAMPLES - examples.length)) examples.push(log.cases.keys[one] ?? '');
      tally.set(key, {
        kind,
        activity: net.labels[activity] ?? '',
        ...(before !== undefined && { before: net.labels[before] ?? '' }),
        elements: net.elementsOf.get(activity) ?? [],
        cases: (known?.cases ?? 0) + (isNew ? cases.length : 0),
        n: (known?.n ?? 0) + cases.length,
        share: 0,
        examples,
      });
    }
  }
  options.progress?.(found.length, found.length);
  return {
    fitness: checked.cases === 0 ? null : figures.fitness / checked.cases,
    cases: checked.cases,
    fitting: figures.fitting,
    variants: found.length,
    deviations: [...tally.values()]
      .map((one) => ({ ...one, share: one.cases / checked.cases }))
      .sort((a, b) => b.cases - a.cases || b.n - a.n || (textOf(a) < textOf(b) ? -1 : 1)),
    notChecked: { ...checked.left, unproven: figures.unproven, elements: net.loose },
  };
}

export function isNotComparable(answer: Conformance | NotComparable): answer is NotComparable {
  return 'notComparable' in answer;
}

function textOf({ kind, activity, before = '' }: Deviation): string {
  return [kind, activity, before].join('\n');
}
