import type { ModdleElement } from 'bpmn-moddle';
import type { Place } from './expressions.ts';
import { describe } from './model-view.ts';
import type { NodeView } from './model-view.ts';
import type { Report } from './report.ts';

/** What the compilation of one file carries from part to part. */
export interface Compilation {
  readonly report: Report;
  /** The file's `expressionLanguage`, for conditions that stand without `=`. */
  readonly language?: string;
  /** The prefix that the file binds to Camunda 7's namespace. */
  readonly camunda7?: string;
  /** Messages by the node that exchanges them over a message flow of the file. */
  readonly flowMessages: ReadonlyMap<string, string>;
  /** The variable of each data object of the process. */
  readonly dataNames: ReadonlyMap<ModdleElement, string>;
  /** form-js schemas that the process holds itself, by id. */
  readonly embeddedForms: ReadonlyMap<string, string>;
}

/** A place in an element for `expressions.ts`; `what` begins the sentence of a finding. */
export function place(element: ModdleElement, what: string, compilation: Compilation): Place {
  return { element, what, report: compilation.report };
}

/** `{ key: value }`, or nothing when the value is undefined: optional properties stay absent. */
export function optional<Key extends string, Value>(key: Key, value: Value | undefined): { readonly [K in Key]?: Value } {
  // A computed key widens to string; the one key is Key.
  return value === undefined ? {} : ({ [key]: value } as { readonly [K in Key]: Value });
}

/** One finding that something at a node is not executed, by name and with a remedy. */
export function unsupported(node: NodeView, thing: string, remedy: string, compilation: Compilation): void {
  compilation.report(`unsupported/${thing}`, node.id, `${describe(node.element)}: ${remedy}`);
}
