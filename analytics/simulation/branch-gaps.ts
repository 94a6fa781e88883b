/** What a scenario says of the ways out of an element and the model does not have: nothing could be drawn by it. */
import type { ExecutableProcess, FlowNode } from '../../engine/model/executable-process.ts';
import type { Branch, Scenario } from './scenario.ts';

/**
 * @param named what the scenario calls an element of this process
 * @returns one sentence each, with the place and what is there instead
 */
export function branchGaps(
  process: ExecutableProcess,
  node: FlowNode,
  named: (id: string) => string,
  branches: Scenario['branches'],
): readonly string[] {
  const name = named(node.id);
  const branch = branches[name];
  if (branch === undefined) return [];
  const { shares, rules, given = [] } = branch;
  const gaps: string[] = [];
  const check = (place: string, ways: Readonly<Record<string, unknown>>): void => {
    for (const flow of Object.keys(ways))
      if (!node.outgoing.includes(flow))
        gaps.push(`${place}: The flow "${flow}" does not leave "${name}"; name ${oneOf(node.outgoing)}.`);
  };
  check(`branches.${name}.shares`, shares ?? {});
  check(`branches.${name}.rules`, rules ?? {});
  if (given.length > 0 && node.kind === 'inclusiveGateway')
    gaps.push(`branches.${name}.given: Of an inclusive gateway each way has a chance of its own; leave "given" out.`);
  const known = remembered(process, named, branches);
  for (const [index, { when, shares: then }] of given.entries()) {
    const place = `branches.${name}.given.${String(index)}`;
    check(`${place}.shares`, then);
    for (const [at, { flow, gateway }] of when.entries()) {
      const of = gateway ?? process.flows.get(flow ?? '')?.source;
      if (of !== undefined && known.has(of)) continue;
      const ways = gateway === undefined ? [...known.values()].flat() : [...known.keys()];
      const asked = gateway ?? flow ?? '';
      const why =
        of === undefined || !process.nodes.has(of)
          ? `The model has no ${gateway === undefined ? 'flow' : 'gateway'} "${asked}"`
          : `Of "${of}" the scenario has no shares, so nothing is known of its ways`;
      gaps.push(`${place}.when.${String(at)}: ${why}; name ${oneOf(ways)}.`);
    }
  }
  return gaps;
}

/** Gateways whose choices a case remembers, with their ways: those that are drawn by shares. */
function remembered(
  { nodes }: ExecutableProcess,
  named: (id: string) => string,
  branches: Readonly<Record<string, Branch>>,
): ReadonlyMap<string, readonly string[]> {
  const drawn = [...nodes.values()].filter(
    ({ id, kind }) => kind !== 'inclusiveGateway' && branches[named(id)]?.shares !== undefined,
  );
  return new Map(drawn.map(({ id, outgoing }) => [id, outgoing]));
}

/** Of so many a sentence names what there is. */
const MOST_NAMED = 8;

function oneOf(names: readonly string[]): string {
  const [only, ...others] = names;
  if (only === undefined) return 'nothing: there is none';
  if (others.length === 0) return only;
  return `one of ${names.slice(0, MOST_NAMED).join(', ')}${names.length > MOST_NAMED ? ', …' : ''}`;
}
