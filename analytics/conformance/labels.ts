/** Which flow node of a model stands for which activity of a log. */
import type { ExecutableProcess, FlowNode } from '../../engine/model/executable-process.ts';
import { innerOf, isActivity } from '../../engine/model/executable-process.ts';
import { readable } from '../discovery/bpmn-xml.ts';
import type { EventLog } from '../log/event-log.ts';

/** Kinds whose executions the engine's own log records as activity instances. */
const RECORDED: ReadonlySet<FlowNode['kind']> = new Set(['userTask', 'serviceTask', 'sendTask', 'jobScriptTask', 'receiveTask']);

export interface Labelling {
  readonly names: readonly string[];
  /** By element id. */
  readonly labels: ReadonlyMap<string, number>;
  /** Keys of the mapping that are not in the log, and elements that are not in the model. */
  readonly stray: readonly string[];
}

/** As the element of an activity in a mapping: it is no step of the model, whatever it is called. */
export const NO_STEP = '';

/**
 * By the mapping, by label, by element id: by that which more nodes are found by first. What the mapping names is nowhere else. An activity that
 * the log never has is seen nonetheless: it is missing wherever the model wants it, unless it is one that the log does not record.
 */
export function labelsOf(
  log: EventLog,
  process: ExecutableProcess,
  mapping: Readonly<Record<string, string>>,
  unrecorded?: ReadonlySet<string>,
): Labelling {
  const nodes = [...process.nodes.values()];
  const names = [...log.activities];
  const codes = new Map(log.activities.map((name, code) => [name, code]));
  const byText = new Map(log.activities.map((name, code) => [readable(name).toLowerCase(), code]));
  const given = new Map(Object.entries(mapping).map(([name, element]) => [element, codes.get(name)]));
  const stray = Object.entries(mapping).flatMap(([name, element]) =>
    !codes.has(name) ? [name] : element === NO_STEP || process.nodes.has(element) ? [] : [element],
  );
  const labelled = (node: FlowNode): number | undefined => byText.get(readable(node.name).toLowerCase());
  const isOwn = nodes.filter(({ id }) => codes.has(id)).length > nodes.filter((node) => labelled(node) !== undefined).length;
  const free = (code: number | undefined): number | undefined =>
    code !== undefined && Object.hasOwn(mapping, log.activities[code] ?? '') ? undefined : code;
  const labels = new Map<string, number>();
  for (const node of nodes) {
    const own = given.get(node.id) ?? free(isOwn ? codes.get(node.id) : (labelled(node) ?? codes.get(node.id)));
    if (own !== undefined) labels.set(node.id, own);
    else if (isActivity(node) && !innerOf(node) && !unrecorded?.has(node.id) && (!isOwn || RECORDED.has(node.kind)))
      labels.set(node.id, names.push(node.name === '' ? node.id : node.name) - 1);
  }
  return { names, labels, stray };
}
