/** What a model says beside execution: lanes, and the `eiga:` extension. */
import type { ModdleElement } from 'bpmn-moddle';
import { optional } from './compilation.ts';
import type { Compilation } from './compilation.ts';
import { PARTIES } from './executable-process.ts';
import type { AwaitedParty, ElementFacts } from './executable-process.ts';
import { describe, extension } from './model-view.ts';
import type { ProcessView } from './model-view.ts';

const VALUE_CLASSES = ['VA', 'NNVA', 'NVA'] as const;

/** Facts of every element of a process that has any, by id. */
export function compileFacts(process: ProcessView, compilation: Compilation): ReadonlyMap<string, ElementFacts> {
  const facts = new Map<string, ElementFacts>();
  for (const scope of process.scopes) {
    const lanes = lanesOf(scope.element);
    for (const element of [scope.host ? undefined : scope.element, ...(scope.element.flowElements ?? [])]) {
      if (element?.id === undefined) continue;
      const found = factsOf(element, lanes.get(element.id), compilation);
      if (Object.keys(found).length > 1 || found.labels.size > 0) facts.set(element.id, found);
    }
  }
  return facts;
}

function factsOf(element: ModdleElement, lane: string | undefined, compilation: Compilation): ElementFacts {
  const step = extension(element, 'eiga:Step');
  const valueClass = VALUE_CLASSES.find((known) => known === step?.valueClass);
  if (step?.valueClass !== undefined && !valueClass) {
    const sentence = `${describe(element)} has the value class ${step.valueClass.slice(0, 40)}; write VA, NNVA or NVA.`;
    compilation.report('step-value-class', element.id ?? '', sentence);
  }
  const cost = step?.cost === undefined ? undefined : Number(step.cost);
  if (cost !== undefined && !(cost >= 0 && step?.cost?.trim() !== '')) {
    compilation.report(
      'step-cost',
      element.id ?? '',
      `${describe(element)} has a cost that is no number of 0 or more; write one as 12.50.`,
    );
  }
  return {
    ...optional('lane', lane),
    ...optional('cost', cost !== undefined && cost >= 0 ? cost : undefined),
    ...optional('valueClass', valueClass),
    ...optional('legalBasis', step?.legalBasis),
    ...optional('term', step?.term),
    ...optional('waitsFor', waitsFor(element, compilation)),
    ...optional('reference', element.reference),
    labels: labelsOf(element),
  };
}

function waitsFor(element: ModdleElement, compilation: Compilation): AwaitedParty | undefined {
  const party = PARTIES.find((known) => known === element.waitsFor);
  if (element.waitsFor !== undefined && !party) {
    const sentence = `${describe(element)} waits for ${element.waitsFor.slice(0, 40)}; write ${PARTIES.join(', ')}.`;
    compilation.report('waits-for', element.id ?? '', sentence);
  }
  return party;
}

/** Names in other languages: `<eiga:label lang="en">…</eiga:label>`. */
export function labelsOf(element: ModdleElement): ReadonlyMap<string, string> {
  const labels = (element.extensionElements?.values ?? []).filter(({ $type }) => $type === 'eiga:Label');
  return new Map(labels.flatMap(({ lang, text }) => (lang && text ? [[lang, text.trim()]] : [])));
}

/** The innermost lane's name of each node of a scope. */
function lanesOf(scope: ModdleElement): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const enter = (lane: ModdleElement): void => {
    for (const node of lane.flowNodeRef ?? []) if (node.id !== undefined) found.set(node.id, lane.name ?? lane.id ?? '');
    lane.childLaneSet?.lanes?.forEach(enter);
  };
  for (const set of scope.laneSets ?? []) set.lanes?.forEach(enter);
  return found;
}
