import type { ModdleElement } from 'bpmn-moddle';
import type { Finding } from '../errors.ts';
import { compileActivity } from './activities.ts';
import { camunda7Attribute, camunda7Prefix, refuseCamunda7 } from './camunda7.ts';
import { runRules } from './checks/index.ts';
import { optional, place } from './compilation.ts';
import type { Compilation } from './compilation.ts';
import { dataNames } from './data.ts';
import { compileEvent } from './events.ts';
import { triggersOf } from './executable-event.ts';
import type { ExecutableProcess, FlowNode, Join, Scope, SequenceFlow } from './executable-process.ts';
import { knownValue, standardFeel } from './expressions.ts';
import { compileFacts } from './facts.ts';
import { compileGateway } from './gateways.ts';
import { compileJoins } from './join-reach.ts';
import { compileListeners } from './listeners.ts';
import { LIMITS, MOST_FINDINGS } from './limits.ts';
import type { Limits } from './limits.ts';
import { flowMessages } from './message-flows.ts';
import { describe, extension, isActivityType, viewModel } from './model-view.ts';
import type { FlowView, ModelView, NodeView, ProcessView, ScopeView } from './model-view.ts';
import { compileBase } from './node-base.ts';
import { parse } from './parse.ts';
import { findingList } from './report.ts';
import { compileScope } from './scopes.ts';
import { refuseExtensions, refuseUnsupported } from './unsupported.ts';

export interface ReadModel {
  /** Empty when any finding is an error. */
  readonly processes: readonly ExecutableProcess[];
  readonly findings: readonly Finding[];
}

/** A BPMN file as processes that can run, or all reasons why it cannot: parse, compile, and the structural rules of checks/. */
export async function readModel(xml: string, limits: Limits = LIMITS): Promise<ReadModel> {
  const parsed = await parse(xml, limits);
  return 'findings' in parsed ? { processes: [], findings: parsed.findings } : checkModel(parsed.definitions);
}

/** The same for a file that is parsed already, as it is in the modeler. */
export function checkModel(definitions: ModdleElement): ReadModel {
  const view = viewModel(definitions);
  const compiled = compileView(view);
  const told = [...compiled.findings, ...runRules(view)];
  const named = new Set(told.flatMap(({ severity, element }) => (severity === 'error' ? element : [])));
  const silent = compiled.leftOut.filter(({ id }) => !named.has(id)).map(incomplete);
  const findings = [...told, ...silent].slice(0, MOST_FINDINGS);
  return { processes: findings.some(({ severity }) => severity === 'error') ? [] : compiled.processes, findings };
}

/** Nothing that is drawn may be missing in what runs without a word. */
function incomplete({ id, element }: NodeView): Finding {
  const message = `The ${describe(element)} is incomplete and cannot be executed; give it what its kind needs.`;
  return { rule: 'incomplete', severity: 'error', element: id, message };
}

/**
 * The executable processes of a file with every expression compiled. What is not executed is refused by name and left out of the
 * process; structure is the business of the rules, so a process with findings must not run.
 */
export function compile(definitions: ModdleElement): ReadModel {
  const { processes, findings } = compileView(viewModel(definitions));
  return { processes, findings };
}

function compileView(view: ModelView): ReadModel & { readonly leftOut: readonly NodeView[] } {
  const { findings, report } = findingList(MOST_FINDINGS);
  const messages = flowMessages(view);
  const leftOut: NodeView[] = [];
  const processes = view.processes.map((process) => {
    const compilation: Compilation = {
      report,
      ...optional('language', feelLanguage(view.definitions)),
      ...optional('camunda7', camunda7Prefix(view.definitions)),
      flowMessages: messages,
      embeddedForms: embeddedFormsOf(process.element),
      dataNames: dataNames(process),
    };
    return compileProcess(process, leftOut, compilation);
  });
  return { processes, findings, leftOut };
}

function compileProcess(process: ProcessView, leftOut: NodeView[], compilation: Compilation): ExecutableProcess {
  const { element } = process;
  refuseExtensions(element, compilation, true);
  refuseCamunda7(element, compilation);
  const nodes = new Map<string, FlowNode>();
  const flows = new Map<string, SequenceFlow>();
  const joins = new Map(process.scopes.map((scope) => [scope, compileJoins(scope)]));
  const scopeOf = (scope: ScopeView): Scope => compileScope(scope, joins.get(scope) ?? new Map());
  const [root = { id: process.id, element, nodes: [], flows: [] }] = process.scopes;
  for (const scope of process.scopes) {
    if (scope.host && nodes.get(scope.host.id) === undefined) continue;
    for (const node of scope.nodes) {
      const inner = node.inner && scopeOf(node.inner);
      const compiled = compileNode(node, inner, joins.get(scope)?.get(node.id), compilation);
      if (compiled) nodes.set(node.id, compiled);
      else leftOut.push(node);
    }
    for (const flow of scope.flows) {
      const compiled = compileFlow(flow, compilation);
      if (compiled) flows.set(flow.id, compiled);
    }
  }
  return {
    id: process.id,
    name: element.name ?? process.id,
    ...optional(
      'versionTag',
      extension(element, 'zeebe:VersionTag')?.value ?? camunda7Attribute(element, 'versionTag', compilation),
    ),
    root: scopeOf(root),
    hasConditions: [...nodes.values()].some(waitsForCondition),
    nodes,
    flows,
    ...optional('listeners', compileListeners(element, compilation)),
    ...optional('termProfile', element.termProfile),
    facts: compileFacts(process, compilation),
  };
}

function compileNode(
  node: NodeView,
  inner: Scope | undefined,
  join: Join | undefined,
  compilation: Compilation,
): FlowNode | undefined {
  refuseCamunda7(node.element, compilation);
  if (refuseUnsupported(node, compilation)) return undefined;
  const base = compileBase(node, compilation);
  if (isActivityType(node.type)) return compileActivity(node, base, inner, compilation);
  return node.type.endsWith('Gateway') ? compileGateway(node, base, join, compilation) : compileEvent(node, base, compilation);
}

function waitsForCondition(node: FlowNode): boolean {
  return 'trigger' in node && triggersOf(node.trigger).some(({ kind }) => kind === 'condition');
}

function compileFlow(flow: FlowView, compilation: Compilation): SequenceFlow | undefined {
  if (!flow.source || !flow.target) return undefined;
  const written = flow.element.conditionExpression;
  const at = place(flow.element, 'The condition', compilation);
  const condition = standardFeel(written, at, compilation.language);
  const known = condition && knownValue(condition);
  if (known !== undefined && typeof known !== 'boolean') {
    compilation.report(
      'condition-not-boolean',
      flow.id,
      `the condition of ${describe(flow.element)} is never true or false; write a comparison.`,
    );
  }
  return { id: flow.id, source: flow.source.id, target: flow.target.id, ...optional('condition', condition) };
}

/** The file's expression language when it is FEEL; the standard's default, XPath, is what editors write without meaning it. */
function feelLanguage(definitions: ModdleElement): string | undefined {
  return definitions.expressionLanguage && /feel/i.test(definitions.expressionLanguage)
    ? definitions.expressionLanguage
    : undefined;
}

function embeddedFormsOf(process: ModdleElement): ReadonlyMap<string, string> {
  const forms = (process.extensionElements?.values ?? []).filter(({ $type }) => $type === 'zeebe:UserTaskForm');
  return new Map(forms.flatMap(({ id, body }) => (id !== undefined && body !== undefined ? [[id, body]] : [])));
}
