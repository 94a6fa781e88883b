/** The drawing in words: its steps in the order in which they come, who does each, and what follows when. */
import { type Drawing, type Item, nameOf } from './read-drawing.ts';

export interface Step {
  readonly name: string;
  readonly kind: 'task' | 'automatic' | 'choice' | 'wait' | 'start' | 'end' | 'part';
  readonly who?: string;
  /** What comes after it, by its number in the list, each with its condition. */
  readonly next: readonly { readonly to: string; readonly when?: string }[];
  readonly number: string;
  /** Inside a sub-process. */
  readonly inside: readonly Step[];
}

type Language = 'lt' | 'en';
interface Onward {
  readonly id: string;
  readonly when: string;
}

const AUTOMATIC = new Set(['serviceTask', 'scriptTask', 'businessRuleTask', 'sendTask']);

/** Steps of the process, or of each of them; what has no name (a join) is passed over. */
export function stepsOf(drawing: Drawing, language: Language): readonly Step[] {
  const nodes = [...drawing.items.values()].filter(isNode);
  const flows = [...drawing.items.values()].filter(({ kind }) => kind === 'sequenceFlow');
  const out = new Map<string, Onward[]>();
  for (const flow of flows) {
    const { sourceRef = '', targetRef = '' } = flow.attributes;
    out.set(sourceRef, [...(out.get(sourceRef) ?? []), { id: targetRef, when: nameOf(flow, language) }]);
  }
  const byScope = new Map<string | undefined, Item[]>();
  for (const node of nodes) byScope.set(node.parent, [...(byScope.get(node.parent) ?? []), node]);

  const numbers = new Map<string, string>();
  const named = (id: string): boolean => {
    const item = drawing.items.get(id);
    return item !== undefined && (item.name.lt !== '' || !item.kind.endsWith('Gateway'));
  };
  /** Through nameless gateways to what can be told. */
  const onward = (id: string, seen: ReadonlySet<string> = new Set()): readonly Onward[] =>
    (out.get(id) ?? []).flatMap((next): readonly Onward[] => {
      if (named(next.id) || seen.has(next.id)) return [next];
      return onward(next.id, new Set([...seen, next.id])).map(({ id: to, when }) => ({
        id: to,
        when: [next.when, when].filter((text) => text !== '').join(', '),
      }));
    });

  function ordered(scope: readonly Item[]): readonly Item[] {
    const known = new Map(scope.map((item) => [item.id, item]));
    const found = new Set<string>();
    const targets = new Set([...known.keys()].flatMap((id) => (out.get(id) ?? []).map((next) => next.id)));
    const queue = [
      ...scope.filter(({ kind }) => kind === 'startEvent'),
      ...scope.filter(({ id, kind }) => kind !== 'startEvent' && kind !== 'boundaryEvent' && !targets.has(id)),
    ].map(({ id }) => id);
    for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
      if (found.has(id) || !known.has(id)) continue;
      found.add(id);
      const attached = scope.filter(({ attributes }) => attributes['attachedToRef'] === id).map((event) => event.id);
      queue.push(...(out.get(id) ?? []).map((next) => next.id), ...attached);
    }
    return [...found].flatMap((id) => known.get(id) ?? []);
  }

  function numbered(scope: string | undefined, prefix: string): void {
    const told = ordered(byScope.get(scope) ?? []).filter(({ id }) => named(id));
    for (const [index, { id }] of told.entries()) {
      numbers.set(id, `${prefix}${String(index + 1)}`);
      numbered(id, `${prefix}${String(index + 1)}.`);
    }
  }

  function told(scope: string | undefined): readonly Step[] {
    return ordered(byScope.get(scope) ?? [])
      .filter(({ id }) => named(id))
      .map((item): Step => {
        const lane = drawing.laneOf.get(item.id);
        const who = lane && nameOf(lane, language);
        return {
          name: nameOf(item, language),
          kind: kindOf(item),
          number: numbers.get(item.id) ?? '',
          ...(who !== undefined && who !== '' && { who }),
          next: onward(item.id).map(({ id, when }) => ({ to: numbers.get(id) ?? '', ...(when !== '' && { when }) })),
          inside: told(item.id),
        };
      });
  }

  const processes = [...drawing.items.values()].filter(({ kind, id }) => kind === 'process' && byScope.has(id));
  return processes.flatMap(({ id }, index) => {
    numbered(id, processes.length > 1 ? String.fromCharCode(65 + index) : '');
    return told(id);
  });
}

function isNode({ kind }: Item): boolean {
  return /(task|Task|Event|Gateway|ubProcess|Activity|transaction)$/.test(kind);
}

function kindOf({ kind }: Item): Step['kind'] {
  if (kind === 'startEvent') return 'start';
  if (kind === 'endEvent') return 'end';
  if (kind.endsWith('Event') || kind === 'receiveTask') return 'wait';
  if (kind.endsWith('Gateway')) return 'choice';
  if (/ubProcess|Activity|transaction/.test(kind)) return 'part';
  return AUTOMATIC.has(kind) ? 'automatic' : 'task';
}
