/** A read DMN file to a decision model: names, types and FEEL are looked at here, all at once. */
import type { Finding } from '../errors.ts';
import { MOST_FINDINGS } from '../model/limits.ts';
import { findingList } from '../model/report.ts';
import { compileBoxed, compileFunction } from './boxed.ts';
import type { Decision, DecisionService, GraphElement, KnowledgeModel, ReadDecisions } from './decision-file.ts';
import type {
  DecisionEntry,
  DecisionModel,
  DecisionNode,
  InputNode,
  KnowledgeNode,
  Node,
  ServiceNode,
} from './decision-model.ts';
import { resultType } from './item-type.ts';
import { valueTest } from './logic.ts';
import type { Compiling } from './logic.ts';
import { KnownNames } from './known-names.ts';
import { readDecisions, readDeployed } from './read.ts';
import { quoted } from './reading.ts';
import { checkGraph, evaluationOrder, titleOf } from './requirement-graph.ts';
import { compileTable } from './table.ts';
import { TypeTable } from './type-table.ts';
import type { Complain } from './type-table.ts';

export type DecisionsCompiled =
  /** `findings` are warnings. */
  | { readonly model: DecisionModel; readonly findings: readonly Finding[] }
  | { readonly model?: undefined; readonly findings: readonly Finding[] };

/** Reads and compiles the text of a DMN file. Refusals are findings of severity error, and there is no model then. */
export function compileDecisionFile(xml: string): DecisionsCompiled {
  const { decisions, findings } = readDecisions(xml);
  if (decisions === undefined) return { findings };
  const compiled = compileDecisions(decisions);
  return { ...compiled, findings: [...findings, ...compiled.findings] };
}

/** Texts of rules that are compiled between two turns of others: some 10 ms. */
const TEXTS_AT_ONCE = 200;

/**
 * The model of a file that was deployed before. Its tables may hold thirty thousand texts, so that others have their turn meanwhile.
 * @returns undefined when it can no longer be compiled
 */
export async function compileDeployed(xml: string, turn: () => Promise<void>): Promise<DecisionModel | undefined> {
  const { decisions } = await readDeployed(xml, turn);
  if (decisions === undefined) return undefined;
  await turn();
  const later: (() => unknown)[] = [];
  const { model, findings } = compileDecisions(decisions, later);
  for (const [index, compile] of later.entries()) {
    if (index % TEXTS_AT_ONCE === 0) await turn();
    compile();
  }
  return findings.some(({ severity }) => severity === 'error') ? undefined : model;
}

/** Compiles what a file says. Refuses references that lead nowhere, circles, unknown types, and FEEL that does not compile. */
export function compileDecisions(read: ReadDecisions, later?: (() => unknown)[]): DecisionsCompiled {
  const { findings, report } = findingList(MOST_FINDINGS);
  const names = new KnownNames(read);
  const components = names.of(undefined);
  const types: TypeTable = new TypeTable(
    read.itemDefinitions,
    (text, place, element) => valueTest({ element, known: components, complain: report, types }, text, place),
    report,
  );
  types.check();
  checkGraph(read, report);
  // Circles and what is not there would lead the rest astray.
  if (findings.some(({ severity }) => severity === 'error')) return { findings };
  const model = new Compiler(read, names, { complain: report, types, ...(later && { later }) }, (rule, element, message) => {
    report(rule, element, message, 'warning');
  }).model();
  return findings.some(({ severity }) => severity === 'error') ? { findings } : { model, findings };
}

/** Makes the nodes, each once and those that it names before it. */
class Compiler {
  private readonly read: ReadDecisions;
  private readonly names: KnownNames;
  private readonly shared: Omit<Compiling, 'element' | 'known'>;
  private readonly warn: Complain;
  private readonly nodes = new Map<string, Node>();

  constructor(read: ReadDecisions, names: KnownNames, shared: Omit<Compiling, 'element' | 'known'>, warn: Complain) {
    this.read = read;
    this.names = names;
    this.shared = shared;
    this.warn = warn;
  }

  model(): DecisionModel {
    const { id, name, namespace, elements } = this.read;
    this.checkNames();
    const decisions = new Map<string, DecisionNode>();
    const services = new Map<string, ServiceNode>();
    const entries = new Map<string, DecisionEntry>();
    for (const element of this.inOrder()) {
      const node = this.make(element);
      this.nodes.set(element.id, node);
      if (node.kind === 'decision') decisions.set(node.id, node);
    }
    for (const { id: elementId } of elements.values()) {
      const node = this.nodes.get(elementId);
      if (node?.kind === 'decision') entries.set(node.id, entryOf(node));
      if (node?.kind !== 'decisionService') continue;
      services.set(node.id, node);
      entries.set(node.id, { id: node.id, name: node.name, kind: 'decisionService', versionTag: undefined });
    }
    return { id, name, namespace, entries, decisions, services, typeNamed: this.shared.types.feelType };
  }

  /** Every element after those that its node holds: what it reads, calls or contains. */
  private inOrder(): readonly GraphElement[] {
    const needs = new Map(
      [...this.read.elements.values()].map((element) => [element.id, { id: element.id, element, decisions: heldBy(element) }]),
    );
    return evaluationOrder([...needs.keys()], needs).map(({ element }) => element);
  }

  private make(element: GraphElement): Node {
    switch (element.kind) {
      case 'inputData': {
        const { kind, id, name } = element;
        return { kind, id, name, names: namesOf(element), type: this.typeOf(element) } satisfies InputNode;
      }
      case 'decision':
        return this.decision(element);
      case 'businessKnowledgeModel':
        return this.knowledge(element);
      case 'decisionService':
        return this.service(element);
      default:
        return element satisfies never;
    }
  }

  private typeOf(element: GraphElement): InputNode['type'] {
    return this.shared.types.of(element.variable.typeRef, element.id, titleOf(element));
  }

  private decision(element: Decision): DecisionNode {
    const { kind, id, name, versionTag, logic, decisions } = element;
    const compiling = { ...this.shared, element: id, known: this.names.of(element) };
    const place = titleOf(element);
    if (logic === undefined && !this.isGiven(id)) {
      this.warn(
        'missing-logic',
        id,
        `${place} has no logic: its value is null unless a variable of its name is there; write its logic.`,
      );
    }
    const compiled =
      logic === undefined
        ? undefined
        : logic.kind === 'decisionTable'
          ? { table: compileTable(compiling, logic, place) }
          : { code: compileBoxed(compiling, logic, place) };
    return {
      kind,
      id,
      name,
      versionTag,
      decisions,
      logicKind: logic?.kind ?? 'none',
      names: namesOf(element),
      type: this.typeOf(element),
      bindings: this.bindings(element, [...element.inputs, ...decisions, ...element.knowledge]),
      inputs: this.all(element.inputs).filter((node) => node.kind === 'inputData'),
      logic: compiled,
    };
  }

  private knowledge(element: KnowledgeModel): KnowledgeNode {
    const { kind, id, name, logic } = element;
    const compiling = { ...this.shared, element: id, known: this.names.of(element) };
    const make = compileFunction(compiling, logic, titleOf(element), this.typeOf(element));
    const required = element.knowledge.filter((knowledge) => knowledge !== id);
    const bindings = new Map(this.bindings(element, required));
    const node = { kind, id, name, bindings, logic: make } satisfies KnowledgeNode;
    for (const own of namesOf(element)) if (!bindings.has(own)) bindings.set(own, node);
    return node;
  }

  private service(element: DecisionService): ServiceNode {
    this.names.of(element);
    const { kind, id, name } = element;
    const isDecision = (node: Node): node is DecisionNode => node.kind === 'decision';
    const inputs = this.all(element.inputs).filter((node) => node.kind === 'inputData');
    const parameters = [...inputs, ...this.all(element.inputDecisions).filter(isDecision)];
    const decisions = new Map([...this.nodes.values()].filter(isDecision).map((node) => [node.id, node]));
    const roots = [...element.outputDecisions, ...element.encapsulatedDecisions];
    const order = evaluationOrder(roots, decisions, new Set(element.inputDecisions));
    return {
      kind,
      id,
      name,
      parameters,
      outputs: this.all(element.outputDecisions).filter(isDecision),
      order,
      type: resultType(this.typeOf(element)),
    };
  }

  private all(ids: readonly string[]): readonly Node[] {
    return ids.flatMap((id) => this.nodes.get(id) ?? []);
  }

  /** Whether a decision service takes this decision's value from its caller. */
  private isGiven(id: string): boolean {
    return [...this.read.elements.values()].some(
      (element) => element.kind === 'decisionService' && element.inputDecisions.includes(id),
    );
  }

  /** What an element requires by the variables' names; besides, where they are free, by the elements' names and ids, as Camunda has it. */
  private bindings(element: GraphElement, ids: readonly string[]): Map<string, Node> {
    const bindings = new Map<string, Node>();
    const required = [...new Set(ids)].flatMap((id) => this.read.elements.get(id) ?? []);
    for (const rank of [0, 1, 2]) {
      for (const other of required) {
        const name = [other.variable.name, other.name, other.id][rank] ?? '';
        const node = this.nodes.get(other.id);
        if (node === undefined) continue;
        if (!bindings.has(name)) bindings.set(name, node);
        else if (rank === 0) {
          const message = `${titleOf(element)} requires two elements named ${quoted(name)}; rename one.`;
          this.shared.complain('duplicate-name', element.id, message);
        }
      }
    }
    return bindings;
  }

  private checkNames(): void {
    const names = new Map<string, GraphElement>();
    for (const element of this.read.elements.values()) {
      const other = names.get(element.name);
      if (other !== undefined) {
        this.warn(
          'duplicate-name',
          element.id,
          `${titleOf(element)} has the name of ${titleOf(other)}; give each a name of its own.`,
        );
      }
      names.set(element.name, element);
    }
  }
}

function entryOf({ id, name, logicKind, versionTag }: DecisionNode): DecisionEntry {
  return { id, name, kind: logicKind, versionTag };
}

/** The names by which a value is given and read, the variable's first. */
function namesOf({ variable, name, id }: GraphElement): readonly string[] {
  return [...new Set([variable.name, name, id])];
}

function heldBy(element: GraphElement): readonly string[] {
  switch (element.kind) {
    case 'inputData':
      return [];
    case 'decision':
      return [...element.inputs, ...element.decisions, ...element.knowledge];
    case 'businessKnowledgeModel':
      return element.knowledge;
    case 'decisionService':
      return [...element.inputs, ...element.inputDecisions, ...element.outputDecisions, ...element.encapsulatedDecisions];
    default:
      return element satisfies never;
  }
}
