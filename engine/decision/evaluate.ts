/** Evaluates decisions and decision services: from variables to a value, and what was decided on the way. */
import type { Json, Variables } from '../errors.ts';
import { FeelError, FeelFunction, isContext, isList, makeFuel, makeFunction, OutOfFuel, toJson } from '../feel/compile.ts';
import type { Environment, Value } from '../feel/compile.ts';
import { DecisionError, Violation } from './decision-error.ts';
import type { DecisionModel, DecisionNode, InputNode, Node, ServiceNode } from './decision-model.ts';
import type { DecisionResult, EvaluatedDecision, MatchedRule } from './decision-result.ts';
import { asType, jsonAs } from './item-type.ts';
import { DECISION_FUEL, MOST_NOTES } from './limits.ts';
import { feel } from './logic.ts';
import { quoted } from './reading.ts';
import { evaluationOrder } from './requirement-graph.ts';
import type { TableOutcome } from './table.ts';

export { DecisionError } from './decision-error.ts';

/** When and where the decision is made; nothing else of the machine is reachable. */
export interface DecisionMoment {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** IANA name of the institution's zone. */
  readonly zone: string;
}

/**
 * Evaluates the decision or decision service of this id. Inputs are variables by the name of the input data; one that is missing is null,
 * and ISO text is a date, time or duration where the input's type is one. What fails inside an expression is null, as DMN has it, and noted.
 * @throws DecisionError when there is no such decision, a hit policy is violated, a value is outside the allowed ones, the work is beyond
 * the fuel, or the value has no JSON form.
 */
export function evaluateDecision(model: DecisionModel, id: string, inputs: Variables, moment: DecisionMoment): DecisionResult {
  const notes: string[] = [];
  const evaluated: EvaluatedDecision[] = [];
  const note = (message: string): void => {
    if (notes.length < MOST_NOTES) notes.push(message);
  };
  const machine = { now: moment.now, zone: moment.zone, fuel: makeFuel(DECISION_FUEL), typeNamed: model.typeNamed };
  const decision = model.decisions.get(id);
  const service = model.services.get(id);
  const evaluation = new Evaluation(machine, note, (name) => (Object.hasOwn(inputs, name) ? inputs[name] : undefined));
  if (decision !== undefined) {
    for (const node of evaluationOrder([id], model.decisions)) evaluated.push(evaluation.decide(node));
    return { value: evaluation.result(decision), evaluated, notes };
  }
  if (service === undefined) throw new DecisionError(id, `There is no decision ${quoted(id)} in ${quoted(model.name)}.`);
  evaluation.take(service);
  for (const node of service.order) evaluated.push(evaluation.decide(node));
  return { value: evaluation.result(service), evaluated, notes };
}

/** The names of the inputs behind a decision, or of a decision service's parameters; empty for an unknown id. */
export function inputsOf({ decisions, services }: DecisionModel, id: string): readonly string[] {
  const order = evaluationOrder([id], decisions);
  const nodes = services.get(id)?.parameters ?? order.flatMap(({ inputs }) => inputs);
  return [...new Set(nodes.map(({ name }) => name))];
}

type Machine = Omit<Environment, 'read' | 'noted'>;

/** One evaluation of a graph, or of a decision service within it: what its elements have come to so far. */
class Evaluation {
  private readonly machine: Machine;
  private readonly note: (message: string) => void;
  /** A variable of the caller by its name; a service that is called sees none. */
  private readonly variable: (name: string) => Json | undefined;
  private readonly values: Map<string, Value>;

  constructor(
    machine: Machine,
    note: (message: string) => void,
    variable: (name: string) => Json | undefined,
    values = new Map<string, Value>(),
  ) {
    this.machine = machine;
    this.note = note;
    this.variable = variable;
    this.values = values;
  }

  /** Evaluates a decision after those that it requires. @throws DecisionError */
  decide(node: DecisionNode): EvaluatedDecision {
    return this.guarded(node.id, () => {
      const outcome = this.evaluate(node);
      const { id, name, logicKind: kind, versionTag } = node;
      const value = this.recorded(this.values.get(id) ?? null);
      const decided = { decisionId: id, name, kind, ...(versionTag === undefined ? {} : { versionTag }) };
      if (outcome === undefined) return { ...decided, matched: [], value };
      const inputs = outcome.inputs.map((input) => ({ ...input, value: this.recorded(input.value) }));
      return { ...decided, inputs, matched: outcome.matched.map((rule) => this.recordedRule(rule)), value };
    });
  }

  /** The caller's variables as the parameters of a service. @throws DecisionError */
  take(service: ServiceNode): void {
    this.guarded(service.id, () => {
      for (const parameter of service.parameters) this.values.set(parameter.id, this.givenBy(parameter));
    });
  }

  /** What the caller gets. @throws DecisionError when it has no JSON form. */
  result(of: DecisionNode | ServiceNode): Json {
    return this.guarded(of.id, () => toJson(of.kind === 'decision' ? (this.values.get(of.id) ?? null) : this.serviceValue(of)));
  }

  private guarded<Result>(id: string, work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      if (error instanceof Violation || error instanceof FeelError)
        throw new DecisionError(id, `${error.message.replace(/\.$/, '')}.`);
      if (error instanceof RangeError) throw new DecisionError(id, 'The decision does more work than one evaluation may.');
      throw error;
    }
  }

  private evaluate(node: DecisionNode): TableOutcome | undefined {
    for (const input of node.inputs) this.valueOf(input);
    const environment = this.environment(node.name, (name) => {
      const bound = node.bindings.get(name);
      return bound === undefined ? this.variable(name) : this.valueOf(bound);
    });
    if (node.logic === undefined) {
      this.values.set(node.id, this.givenBy(node));
      return undefined;
    }
    const outcome = 'table' in node.logic ? node.logic.table(environment) : undefined;
    const value = 'code' in node.logic ? node.logic.code(environment) : (outcome?.value ?? null);
    this.values.set(node.id, asType(environment, value, node.type, `The result of ${quoted(node.name)}`));
    return outcome;
  }

  private environment(name: string, read: Environment['read']): Environment {
    return {
      ...this.machine,
      read,
      noted: (message) => {
        this.note(`${name}: ${message}`);
      },
    };
  }

  private valueOf(node: Node): Value {
    const known = this.values.get(node.id);
    if (known !== undefined) return known;
    const value = this.make(node);
    this.values.set(node.id, value);
    return value;
  }

  private make(node: Node): Value {
    switch (node.kind) {
      case 'inputData':
        return this.givenBy(node);
      case 'decision':
        // Those that are required are there already.
        return null;
      case 'businessKnowledgeModel': {
        const read = (name: string): Value | undefined => {
          const bound = node.bindings.get(name);
          return bound && this.valueOf(bound);
        };
        return node.logic(this.environment(node.name, read));
      }
      case 'decisionService':
        return makeFunction(
          node.parameters.map(({ names }) => names[0] ?? ''),
          (args) => this.call(node, args),
        );
      default:
        return node satisfies never;
    }
  }

  /** A variable of the caller as the value of input data, or of a decision without logic. */
  private givenBy({ name, names, type }: InputNode | DecisionNode): Value {
    const given = names.map((each) => this.variable(each)).find((json) => json !== undefined) ?? null;
    return this.typed(name, jsonAs(given, type), type);
  }

  private typed(name: string, value: Value, type: InputNode['type']): Value {
    return asType(
      this.environment(name, () => undefined),
      value,
      type,
      `The input ${quoted(name)}`,
    );
  }

  /** A service called as a function: its decisions are worked out anew, from its arguments alone. */
  private call(service: ServiceNode, args: readonly Value[]): Value {
    const given = service.parameters.map(({ id, name, type }, index): [string, Value] => [
      id,
      this.typed(name, args[index] ?? null, type),
    ]);
    const inner = new Evaluation(this.machine, this.note, () => undefined, new Map(given));
    for (const node of service.order) inner.evaluate(node);
    return inner.serviceValue(service);
  }

  /** The value of the one output decision, or a context of them. */
  private serviceValue({ name, outputs, type }: ServiceNode): Value {
    const [first] = outputs;
    const value =
      outputs.length === 1 && first !== undefined
        ? (this.values.get(first.id) ?? null)
        : Object.fromEntries(outputs.map(({ id, names }) => [names[0] ?? '', this.values.get(id) ?? null]));
    return asType(
      this.environment(name, () => undefined),
      value,
      type,
      `The result of ${quoted(name)}`,
    );
  }

  private recordedRule({ ruleIndex, ruleId, outputs, annotations }: TableOutcome['matched'][number]): MatchedRule {
    const values = outputs.map((output) => ({ ...output, value: this.recorded(output.value) }));
    return { ruleIndex, ruleId, outputs: values, ...(annotations.length === 0 ? {} : { annotations }) };
  }

  /** For the record: JSON, in which functions and ranges are their FEEL text. */
  private recorded(value: Value): Json {
    try {
      return toJson(value);
    } catch (error) {
      if (!(error instanceof FeelError) || error instanceof OutOfFuel) throw error;
    }
    if (isList(value)) return value.map((item) => this.recorded(item));
    if (isContext(value)) return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, this.recorded(entry)]));
    if (value instanceof FeelFunction) return `function(${value.parameters.join(', ')})`;
    return toJson(
      feel(
        this.environment('', () => undefined),
        'string(value)',
        { value },
      ),
    );
  }
}
