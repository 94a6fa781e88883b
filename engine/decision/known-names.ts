/** The names of a file that its FEEL may use: with spaces and signs in them, they are read as one name only when FEEL is told. */
import type { Boxed, GraphElement, ItemDefinition, ReadDecisions } from './decision-file.ts';

/**
 * The names that the logic of each element may use: of what it requires, its own, and those inside the values it may get. Only what is in
 * scope, since FEEL pays for each.
 */
export class KnownNames {
  private readonly read: ReadDecisions;
  /** Of the components of types: values of any element may have them. */
  private readonly components: readonly string[];
  /** Of entries, columns and outputs inside the value of an element and of what it requires. */
  private readonly members = new Map<string, ReadonlySet<string>>();

  constructor(read: ReadDecisions) {
    this.read = read;
    const names = new Set<string>();
    for (const definition of read.itemDefinitions) for (const component of definition.components) namesOfType(component, names);
    this.components = [...names].filter(needsTelling);
  }

  /** One array for all expressions of the element, so that FEEL prepares for it once. Ask in the order of requirement. */
  of(element: GraphElement | undefined): readonly string[] {
    if (element === undefined) return this.components;
    const required = requiredBy(element).flatMap((id) => this.read.elements.get(id) ?? []);
    const own = new Set<string>();
    if ('logic' in element && element.logic !== undefined) namesIn(element.logic, own);
    const members = new Set([...own].filter(needsTelling));
    for (const { id } of required) for (const name of this.members.get(id) ?? []) members.add(name);
    this.members.set(element.id, members);
    // Only knowledge may call itself.
    const bound = (element.kind === 'businessKnowledgeModel' ? [element, ...required] : required).flatMap(
      ({ variable, name, id }) => [variable.name, name, id],
    );
    return [...new Set([...bound, ...own, ...members, ...this.components])].filter((name) => name !== '');
  }
}

/** Not one plain word. */
function needsTelling(name: string): boolean {
  return !/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name);
}

function requiredBy(element: GraphElement): readonly string[] {
  if (element.kind === 'decision') return [...element.inputs, ...element.decisions, ...element.knowledge];
  if (element.kind === 'businessKnowledgeModel') return element.knowledge;
  return element.kind === 'decisionService' ? [...element.outputDecisions, ...element.encapsulatedDecisions] : [];
}

function namesOfType({ name, components }: ItemDefinition, names: Set<string>): void {
  names.add(name);
  for (const component of components) namesOfType(component, names);
}

function namesIn(boxed: Boxed, names: Set<string>): void {
  const inside = (...parts: readonly Boxed[]): void => {
    for (const part of parts) namesIn(part, names);
  };
  switch (boxed.kind) {
    case 'literalExpression':
      return;
    case 'decisionTable':
      for (const { name } of boxed.outputs) names.add(name);
      return;
    case 'functionDefinition':
      for (const { name } of boxed.parameters) names.add(name);
      inside(boxed.body);
      return;
    case 'context':
      for (const { variable, value } of boxed.entries) {
        if (variable !== undefined) names.add(variable.name);
        inside(value);
      }
      return;
    case 'relation':
      for (const { name } of boxed.columns) names.add(name);
      for (const row of boxed.rows) inside(...row);
      return;
    case 'list':
      inside(...boxed.items);
      return;
    case 'invocation':
      inside(boxed.called, ...boxed.bindings.map(({ value }) => value));
      return;
    case 'conditional':
      inside(boxed.condition, boxed.then, boxed.otherwise);
      return;
    case 'filter':
      inside(boxed.source, boxed.match);
      return;
    case 'for':
    case 'some':
    case 'every':
      names.add(boxed.iterator);
      inside(boxed.source, boxed.body);
      return;
    default:
      boxed satisfies never;
  }
}
