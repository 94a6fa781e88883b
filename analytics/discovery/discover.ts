import type { EventLog } from '../log/event-log.ts';
import { bpmnXml } from './bpmn-xml.ts';
import { mine } from './inductive-miner.ts';
import { type Hidden, shownTraces } from './mined-traces.ts';
import type { ProcessTree } from './process-tree.ts';
import { drawTree } from './tree-diagram.ts';

export const DISCOVERY_DEFAULTS = { noise: 0.2, activities: 50 } as const;

export interface DiscoverOptions {
  /** From 0 (every trace shown is a run of the model) to 1: what is rarer than this share of its likes is left out; 0.2 when absent. */
  readonly noise?: number | undefined;
  /** So many of the most frequent activities are shown; 50 when absent. */
  readonly activities?: number | undefined;
  /** Of the process. */
  readonly name?: string | undefined;
  /** Told how many of how many activities have their place; those that are noise never get one. What it throws ends the work. */
  readonly progress?: ((done: number, of: number) => void) | undefined;
}

export interface Discovery {
  readonly noise: number;
  /** What was mined: n of the model. */
  readonly cases: number;
  readonly events: number;
  readonly variants: number;
  /** The most frequent first. */
  readonly activities: readonly string[];
  /** What the filter for frequent activities left out before anything was mined. */
  readonly hidden: Hidden;
  /** Activities that were mined and are in no part of the model: each rarer than the noise wherever it comes. */
  readonly rare: readonly string[];
  readonly tree: ProcessTree;
  /** BPMN 2.0 with a diagram, sound by construction: user tasks, and conditions that are yet to be put in words. */
  readonly xml: string;
}

/**
 * A first as-is model of a log: the inductive miner (infrequent) on the completed activities of each case. Deterministic; the cost depends on
 * the variants.
 * @throws RangeError when noise is not from 0 to 1, or activities not a whole number from 1
 */
export function discover(log: EventLog, options: DiscoverOptions = {}): Discovery {
  const noise = options.noise ?? DISCOVERY_DEFAULTS.noise;
  const most = options.activities ?? DISCOVERY_DEFAULTS.activities;
  if (!(noise >= 0 && noise <= 1)) throw new RangeError(`noise is ${String(noise)}: say a number from 0 to 1`);
  if (!Number.isSafeInteger(most) || most < 1) throw new RangeError(`activities is ${String(most)}: say a whole number from 1`);
  const { mined, ...shown } = shownTraces(log, most);
  let placed = 0;
  const tree = mine(mined, log.activities, noise, (activities) => {
    options.progress?.((placed += activities), shown.activities.length);
  });
  const modelled = new Set(activitiesOf(tree));
  return {
    noise,
    ...shown,
    variants: mined.traces.length,
    rare: shown.activities.filter((name) => !modelled.has(name)),
    tree,
    xml: bpmnXml(drawTree(tree), options.name ?? 'Discovered process'),
  };
}

function activitiesOf(tree: ProcessTree): readonly string[] {
  if (tree.kind === 'activity') return [tree.activity];
  return tree.kind === 'silent' ? [] : tree.children.flatMap(activitiesOf);
}
