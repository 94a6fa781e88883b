import type { ModdleElement } from 'bpmn-moddle';
import type { Finding } from '../../errors.ts';
import { definitionsOf, describe, typeOf } from '../model-view.ts';
import type { FlowView, ModelView, NodeView, ScopeView } from '../model-view.ts';

/** One structural rule of BPMN: a file of its own, named for what it demands. */
export interface Rule {
  readonly id: string;
  /** Where it is written: a clause of BPMN 2.0.2, or what else demands it. */
  readonly clause: string;
  /** What a model must keep, in one sentence without its full stop; docs/bpmn.md is generated from it. */
  readonly demands: string;
  /** An error refuses the model. A warning tells what execution does not depend on, or what is legal and seldom meant. */
  readonly severity: Finding['severity'];
  check(model: ModelView): readonly Finding[];
}

/** A finding at an element; `says` follows the element's name: `Start event "Request" (start) has incoming flows; remove them.` */
export function fault(rule: Pick<Rule, 'id' | 'severity'>, element: ModdleElement, says: string): Finding {
  const sentence = `${describe(element)} ${says}`;
  return {
    rule: rule.id,
    severity: rule.severity,
    element: element.id ?? '',
    message: `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}`,
  };
}

type About = Omit<Rule, 'check'>;

/** A rule that looks at each node by itself; `says` is undefined where the node keeps it. */
export function nodeRule(about: About, says: (node: NodeView, model: ModelView) => string | undefined): Rule {
  return elementRule(about, nodesOf, says);
}

/** The same for a rule that first gathers something of the whole file. */
export function preparedRule(about: About, prepare: (model: ModelView) => (node: NodeView) => string | undefined): Rule {
  return { ...about, check: (model) => faults(about, nodesOf(model), prepare(model)) };
}

/** A rule that looks at each element of some kind by itself. */
export function elementRule<View extends { readonly element: ModdleElement }>(
  about: About,
  views: (model: ModelView) => readonly View[],
  says: (view: View, model: ModelView) => string | undefined,
): Rule {
  return { ...about, check: (model) => faults(about, views(model), (view) => says(view, model)) };
}

function faults<View extends { readonly element: ModdleElement }>(
  about: About,
  views: readonly View[],
  says: (view: View) => string | undefined,
): readonly Finding[] {
  return views.flatMap((view) => {
    const sentence = says(view);
    return sentence === undefined ? [] : [fault(about, view.element, sentence)];
  });
}

export function scopesOf(model: ModelView): readonly ScopeView[] {
  return model.processes.flatMap((process) => process.scopes);
}

export function nodesOf(model: ModelView): readonly NodeView[] {
  return scopesOf(model).flatMap((scope) => scope.nodes);
}

export function flowsOf(model: ModelView): readonly FlowView[] {
  return scopesOf(model).flatMap((scope) => scope.flows);
}

/** The kinds of an event's definitions: `message`, `compensate`; empty for a none event. */
export function kindsOf(event: ModdleElement): readonly string[] {
  return definitionsOf(event).map(kindOf);
}

/** `MessageEventDefinition` → `message`. */
export function kindOf(definition: ModdleElement): string {
  return typeOf(definition)
    .replace(/EventDefinition$/, '')
    .toLowerCase();
}

export function hasKind(event: ModdleElement, ...kinds: readonly string[]): boolean {
  return kindsOf(event).some((kind) => kinds.includes(kind));
}

export function isEventSubProcess({ element }: Pick<NodeView, 'element'>): boolean {
  return element.triggeredByEvent === true;
}

/** The start event that an event sub-process begins by, when it has one. */
export function handlerStart(node: NodeView): NodeView | undefined {
  return isEventSubProcess(node) ? node.inner?.nodes.find(({ type }) => type === 'StartEvent') : undefined;
}

/** A process, sub-process or transaction: a scope that begins when a token comes to it. */
export function beginsAtStart({ element }: ScopeView): boolean {
  return element.$type !== 'bpmn:AdHocSubProcess' && element.triggeredByEvent !== true;
}

export function hasStart(scope: ScopeView): boolean {
  return scope.nodes.some(({ type }) => type === 'StartEvent');
}

/** Whether an expression is written at all. */
export function isWritten(expression: ModdleElement | undefined): boolean {
  return Boolean(expression?.body?.trim());
}
