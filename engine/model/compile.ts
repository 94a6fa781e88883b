import type { ModdleElement } from 'bpmn-moddle';
import type { Finding } from '../errors.ts';
import { compileActivity } from './activities.ts';
import { camunda7Attribute, camunda7Prefix, refuseCamunda7 } from './camunda7.ts';
import { runRules } from './checks/index.ts';
import { optional, place } from './compilation.ts';
import type { Compilation } from './compilation.ts';
import { compileEvent } from './events.ts';
import type { ExecutableProcess, FlowNode, SequenceFlow } from './executable-process.ts';
import { feel, knownValue } from './expressions.ts';
import { compileFacts } from './facts.ts';
import { compileGateway } from './gateways.ts';
import { LIMITS, MOST_FINDINGS } from './limits.ts';
import type { Limits } from './limits.ts';
import { describe, extension, isActivityType, viewModel } from './model-view.ts';
import type { FlowView, ModelView, NodeView, ProcessView } from './model-view.ts';
import { compileBase } from './node-base.ts';
import { parse } from './parse.ts';
import { findingList } from './report.ts';
import type { Report } from './report.ts';
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
  const compiled = compile(definitions);
  const findings = [...compiled.findings, ...runRules(viewModel(definitions))].slice(0, MOST_FINDINGS);
  return { processes: findings.some(({ severity }) => severity === 'error') ? [] : compiled.processes, findings };
}

/**
 * The executable processes of a file with every expression compiled. What is not executed is refused by name and left out of the
 * process; structure is the business of the rules, so a process with findings must not run.
 */
export function compile(definitions: ModdleElement): ReadModel {
  const { findings, report } = findingList(MOST_FINDINGS);
  const view = viewModel(definitions);
  return { processes: view.processes.map((process) => compileProcess(process, view, report)), findings };
}

function compileProcess(process: ProcessView, view: ModelView, report: Report): ExecutableProcess {
  const { element } = process;
  const compilation: Compilation = {
    report,
    ...optional('language', feelLanguage(view.definitions)),
    ...optional('camunda7', camunda7Prefix(view.definitions)),
    embeddedForms: embeddedFormsOf(element),
  };
  refuseExtensions(element, compilation);
  refuseCamunda7(element, compilation);
  const nodes = new Map<string, FlowNode>();
  const flows = new Map<string, SequenceFlow>();
  for (const scope of process.scopes) {
    if (scope.host && nodes.get(scope.host.id) === undefined) continue;
    for (const node of scope.nodes) {
      const compiled = compileNode(node, compilation);
      if (compiled) nodes.set(node.id, compiled);
    }
    for (const flow of scope.flows) {
      const compiled = compileFlow(flow, compilation);
      if (compiled) flows.set(flow.id, compiled);
    }
  }
  const starts = process.scopes[0]?.nodes.filter(({ type }) => type === 'StartEvent') ?? [];
  return {
    id: process.id,
    name: element.name ?? process.id,
    ...optional(
      'versionTag',
      extension(element, 'zeebe:VersionTag')?.value ?? camunda7Attribute(element, 'versionTag', compilation),
    ),
    root: { id: process.id, startEvents: starts.map(({ id }) => id) },
    nodes,
    flows,
    ...optional('termProfile', element.termProfile),
    facts: compileFacts(process, compilation),
  };
}

function compileNode(node: NodeView, compilation: Compilation): FlowNode | undefined {
  refuseCamunda7(node.element, compilation);
  if (refuseUnsupported(node, compilation)) return undefined;
  const base = compileBase(node, compilation);
  if (isActivityType(node.type)) return compileActivity(node, base, compilation);
  return node.type.endsWith('Gateway') ? compileGateway(node, base) : compileEvent(node, base, compilation);
}

function compileFlow(flow: FlowView, compilation: Compilation): SequenceFlow | undefined {
  if (!flow.source || !flow.target) return undefined;
  const written = flow.element.conditionExpression;
  const at = place(flow.element, 'The condition', compilation);
  const condition = feel(written?.body, at, written?.language ?? compilation.language);
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
