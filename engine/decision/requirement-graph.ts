/** Who needs whom: references that lead nowhere, circles, and the order in which decisions are evaluated. */
import type { GraphElement, ReadDecisions } from './decision-file.ts';
import { quoted } from './reading.ts';
import type { Complain } from './type-table.ts';

const TITLES = {
  inputData: 'Input data',
  decision: 'Decision',
  businessKnowledgeModel: 'Business knowledge model',
  decisionService: 'Decision service',
} as const;

/** `Decision "Fee" (fee)`: how an element is called in sentences. */
export function titleOf({ kind, name, id }: GraphElement): string {
  return `${TITLES[kind]} ${quoted(name)} (${id.slice(0, 100)})`;
}

type Expected = readonly GraphElement['kind'][];
const INPUT: Expected = ['inputData'];
const DECISION: Expected = ['decision'];
const KNOWLEDGE: Expected = ['businessKnowledgeModel', 'decisionService'];

function references(
  element: GraphElement,
): readonly { readonly ids: readonly string[]; readonly expected: Expected; readonly what: string }[] {
  switch (element.kind) {
    case 'inputData':
      return [];
    case 'decision':
      return [
        { ids: element.inputs, expected: INPUT, what: 'the input data' },
        { ids: element.decisions, expected: DECISION, what: 'the decision' },
        { ids: element.knowledge, expected: KNOWLEDGE, what: 'the business knowledge' },
      ];
    case 'businessKnowledgeModel':
      return [{ ids: element.knowledge, expected: KNOWLEDGE, what: 'the business knowledge' }];
    case 'decisionService':
      return [
        { ids: element.inputs, expected: INPUT, what: 'the input data' },
        {
          ids: [...element.outputDecisions, ...element.encapsulatedDecisions, ...element.inputDecisions],
          expected: DECISION,
          what: 'the decision',
        },
      ];
    default:
      return element satisfies never;
  }
}

/** References to what is not there, and circles; one finding for each circle met. */
export function checkGraph({ elements }: ReadDecisions, complain: Complain): void {
  for (const element of elements.values()) {
    for (const { ids, expected, what } of references(element)) {
      for (const id of ids) {
        const found = elements.get(id);
        if (found !== undefined && expected.includes(found.kind)) continue;
        const is = found === undefined ? 'which is not in the file' : `which is not that but ${titleOf(found)}`;
        complain(
          'unresolved-reference',
          element.id,
          `${titleOf(element)} requires ${what} ${quoted(id)}, ${is}; correct the reference.`,
        );
      }
    }
  }
  for (const circle of circles(elements)) {
    const names = circle.map(({ name }) => quoted(name));
    const [first] = circle;
    if (first === undefined) continue;
    const path = [...names.slice(0, 10), ...(names.length > 10 ? ['…'] : []), names[0] ?? ''].join(' needs ');
    complain('circular-requirement', first.id, `${titleOf(first)} needs itself: ${path}; remove one of these requirements.`);
  }
}

/** What must be worked out before an element, or whenever it is called. A business knowledge model may call itself. */
function needs(element: GraphElement): readonly string[] {
  switch (element.kind) {
    case 'inputData':
      return [];
    case 'decision':
      return [...element.decisions, ...element.knowledge];
    case 'businessKnowledgeModel':
      return element.knowledge.filter((id) => id !== element.id);
    case 'decisionService':
      return [...element.outputDecisions, ...element.encapsulatedDecisions];
    default:
      return element satisfies never;
  }
}

/** Depth first, without recursion: graphs may be as deep as they are large. */
function circles(elements: ReadonlyMap<string, GraphElement>): readonly (readonly GraphElement[])[] {
  const found: (readonly GraphElement[])[] = [];
  const state = new Map<string, 'open' | 'done'>();
  for (const root of elements.values()) {
    if (state.has(root.id)) continue;
    const path: { readonly element: GraphElement; readonly rest: string[] }[] = [];
    const enter = (element: GraphElement): void => {
      state.set(element.id, 'open');
      path.push({ element, rest: [...needs(element)] });
    };
    enter(root);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const id = top.rest.pop();
      if (id === undefined) {
        state.set(top.element.id, 'done');
        path.pop();
        continue;
      }
      const next = elements.get(id);
      if (next === undefined || state.get(id) === 'done') continue;
      if (state.get(id) === 'open')
        found.push(path.slice(path.findIndex(({ element }) => element.id === id)).map(({ element }) => element));
      else enter(next);
    }
  }
  return found;
}

/**
 * The decisions behind some others, each after those that it needs, these last; what is `given` is neither looked into nor listed.
 * Without recursion.
 */
export function evaluationOrder<Node extends { readonly id: string; readonly decisions: readonly string[] }>(
  roots: readonly string[],
  nodes: ReadonlyMap<string, Node>,
  given: ReadonlySet<string> = new Set(),
): readonly Node[] {
  const order: Node[] = [];
  const seen = new Set<string>(given);
  for (const root of roots) {
    const path: { readonly node: Node; next: number }[] = [];
    const enter = (id: string): void => {
      const node = nodes.get(id);
      if (node === undefined || seen.has(id)) return;
      seen.add(id);
      path.push({ node, next: 0 });
    };
    enter(root);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const next = top.node.decisions[top.next++];
      if (next !== undefined) enter(next);
      else order.push(...path.splice(-1).map(({ node }) => node));
    }
  }
  return order;
}
