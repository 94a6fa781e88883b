import type { ModdleElement } from 'bpmn-moddle';
import type { Finding } from '../../errors.ts';
import { describe } from '../model-view.ts';
import type { FlowView, ModelView, NodeView, ScopeView } from '../model-view.ts';

/** One structural rule of BPMN: a file of its own, named for what it demands. */
export interface Rule {
  readonly id: string;
  /** Where it is written: a clause of BPMN 2.0.2, or what else demands it. */
  readonly clause: string;
  check(model: ModelView): readonly Finding[];
}

/** A finding at an element; `says` follows the element's name: `Start event "Request" (start) has incoming flows; remove them.` */
export function fault(rule: Rule, element: ModdleElement, says: string, severity: Finding['severity'] = 'error'): Finding {
  const sentence = `${describe(element)} ${says}`;
  return {
    rule: rule.id,
    severity,
    element: element.id ?? '',
    message: `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}`,
  };
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

/** A process or a plain embedded sub-process: a scope that begins at its start events. */
export function beginsAtStart({ element }: ScopeView): boolean {
  return element.$type === 'bpmn:Process' || (element.$type === 'bpmn:SubProcess' && element.triggeredByEvent !== true);
}
