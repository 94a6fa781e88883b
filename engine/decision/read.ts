/** Reads a DMN 1.2-1.5 file into plain data; everything that is wrong with its structure is told at once. */
import type { Finding } from '../errors.ts';
import { MOST_FINDINGS } from '../model/limits.ts';
import { findingList } from '../model/report.ts';
import type { Report } from '../model/report.ts';
import { guardXml } from '../model/xml-guard.ts';
import type { Decision, DecisionService, GraphElement, ItemDefinition, KnowledgeModel, ReadDecisions } from './decision-file.ts';
import { DECISION_LIMITS } from './limits.ts';
import type { DecisionLimits } from './limits.ts';
import { expressionIn, readBoxed, readFunction } from './read-boxed.ts';
import { checkName, feelIn, nameIn, part, parts, quoted, typeIn, variableIn } from './reading.ts';
import type { Reading } from './reading.ts';
import { xmlTree, xmlTreeInPieces } from './xml-tree.ts';
import type { TreeFault, XmlElement } from './xml-tree.ts';

export type DecisionsRead =
  /** `findings` are warnings. */
  | { readonly decisions: ReadDecisions; readonly findings: readonly Finding[] }
  | { readonly decisions?: undefined; readonly findings: readonly Finding[] };

const TITLES = {
  inputData: 'Input data',
  decision: 'Decision',
  businessKnowledgeModel: 'Business knowledge model',
  decisionService: 'Decision service',
} as const;
type GraphKind = keyof typeof TITLES;

function kindOf({ name }: XmlElement): GraphKind | undefined {
  return name === 'inputData' || name === 'decision' || name === 'businessKnowledgeModel' || name === 'decisionService'
    ? name
    : undefined;
}

/**
 * Reads the text of a DMN file.
 * @returns what it says, or findings with at least one error: what is not XML, not DMN 1.2 to 1.5, beyond the limits, of another
 * language than FEEL, imported, or incomplete. Names, types and FEEL are looked at by `compileDecisions`.
 */
export function readDecisions(xml: string, limits: DecisionLimits = DECISION_LIMITS): DecisionsRead {
  const guarded = guardXml(xml, limits);
  if (guarded.length > 0) return { findings: guarded };
  return readTree(xmlTree(xml), limits);
}

/** The same of a file that was deployed before: it was let through then, and others have their turn while it is read. */
export async function readDeployed(xml: string, turn: () => Promise<void>): Promise<DecisionsRead> {
  const pieces = xmlTreeInPieces(xml);
  for (;;) {
    const { done, value } = pieces.next();
    await turn();
    if (done) return readTree(value, DECISION_LIMITS);
  }
}

function readTree(root: XmlElement | TreeFault, limits: DecisionLimits): DecisionsRead {
  if ('fault' in root) {
    return { findings: [{ rule: root.rule, severity: 'error', element: '', message: `The file ${root.fault}.` }] };
  }
  const { findings, report } = findingList(MOST_FINDINGS);
  for (const imported of parts(root, 'import')) {
    const from = imported.attributes.get('locationURI') ?? imported.attributes.get('namespace') ?? '';
    report('import', '', `The file imports ${quoted(from)}, which is not supported; copy what it needs into this file.`);
  }
  const reading = {
    mostRules: limits.rules,
    language: root.attributes.get('expressionLanguage'),
    namespace: root.attributes.get('namespace') ?? '',
    report,
  };
  const elements = readElements(reading, root);
  const itemDefinitions = parts(root, 'itemDefinition').map((element) =>
    readItem(reading, element, `The type ${quoted(nameIn(element))}`),
  );
  if (findings.some(({ severity }) => severity === 'error')) return { findings };
  const id = root.attributes.get('id') ?? '';
  return { decisions: { id, name: nameIn(root), namespace: reading.namespace, elements, itemDefinitions }, findings };
}

interface FileReading {
  readonly mostRules: number;
  readonly language: string | undefined;
  readonly namespace: string;
  readonly report: Report;
}

function readElements(file: FileReading, root: XmlElement): Map<string, GraphElement> {
  const elements = new Map<string, GraphElement>();
  for (const element of root.children) {
    const kind = kindOf(element);
    if (kind === undefined) continue;
    const id = element.attributes.get('id') ?? '';
    const name = nameIn(element);
    const title = `${TITLES[kind]} ${quoted(name)}${id === '' ? '' : ` (${id.slice(0, 100)})`}`;
    const complain: Reading['complain'] = (rule, says, severity) => {
      const sentence = says.startsWith(title) ? says : `${title}: ${says}`;
      file.report(rule, id, `${sentence}.`, severity);
    };
    if (id === '') complain('missing-id', `${title} has no id; give it one`);
    if (name === '') complain('missing-name', `${title} has no name; give it one`);
    if (elements.has(id)) complain('duplicate-id', `the id stands twice; give one of the two another id`);
    elements.set(id, readElement(file, { ...file, complain }, element, kind, id, name, title));
  }
  return elements;
}

function readElement(
  file: FileReading,
  reading: Reading,
  element: XmlElement,
  kind: GraphKind,
  id: string,
  name: string,
  title: string,
): GraphElement {
  const named = part(element, 'variable');
  const read = named ? variableIn(named) : { name };
  const variable = read.name === '' ? { ...read, name } : read;
  for (const written of [name, variable.name]) checkName(reading, written, title);
  const references = (parent: XmlElement, part: string): string[] =>
    parts(parent, part).flatMap((reference) => idOf(file, reading, reference.attributes.get('href') ?? '') ?? []);
  const required = (requirement: string, part: string): string[] =>
    parts(element, requirement).flatMap((parent) => references(parent, part));
  switch (kind) {
    case 'inputData':
      return { kind, id, name, variable };
    case 'decision': {
      const expression = expressionIn(element);
      const extensions = part(element, 'extensionElements');
      return {
        kind,
        id,
        name,
        variable,
        versionTag:
          (extensions && part(extensions, 'versionTag')?.attributes.get('value')) ?? element.attributes.get('versionTag'),
        inputs: required('informationRequirement', 'requiredInput'),
        decisions: required('informationRequirement', 'requiredDecision'),
        knowledge: required('knowledgeRequirement', 'requiredKnowledge'),
        logic: expression && readBoxed(reading, expression, title),
      } satisfies Decision;
    }
    case 'businessKnowledgeModel': {
      const logic = part(element, 'encapsulatedLogic');
      if (logic === undefined) reading.complain('missing-logic', `${title} has no logic; write it`);
      return {
        kind,
        id,
        name,
        variable,
        knowledge: required('knowledgeRequirement', 'requiredKnowledge'),
        logic: logic
          ? readFunction(reading, logic, title)
          : { kind: 'functionDefinition', parameters: [], body: { kind: 'literalExpression', text: 'null' } },
      } satisfies KnowledgeModel;
    }
    case 'decisionService': {
      const service = {
        kind,
        id,
        name,
        variable,
        outputDecisions: references(element, 'outputDecision'),
        encapsulatedDecisions: references(element, 'encapsulatedDecision'),
        inputDecisions: references(element, 'inputDecision'),
        inputs: references(element, 'inputData'),
      } satisfies DecisionService;
      if (service.outputDecisions.length === 0) reading.complain('missing-logic', `${title} has no output decision; name one`);
      return service;
    }
    default:
      return kind satisfies never;
  }
}

/** The id that a reference `#id` or `own-namespace#id` names. */
function idOf({ namespace }: FileReading, { complain }: Reading, href: string): string | undefined {
  const hash = href.indexOf('#');
  const file = href.slice(0, Math.max(hash, 0));
  if (hash >= 0 && (file === '' || file === namespace)) return href.slice(hash + 1);
  if (hash > 0) complain('import', `it refers to ${quoted(href)} in another file; copy that element into this file`);
  else complain('unresolved-reference', `the reference ${quoted(href)} names nothing; write #id`);
  return undefined;
}

function readItem(file: FileReading, element: XmlElement, title: string): ItemDefinition {
  const name = nameIn(element);
  const complain: Reading['complain'] = (rule, says, severity) => {
    file.report(rule, element.attributes.get('id') ?? name, `${says}.`, severity);
  };
  if (name === '') complain('missing-name', `${title} has no name; name it`);
  const typeLanguage = element.attributes.get('typeLanguage') ?? '';
  if (typeLanguage !== '' && !/feel/i.test(typeLanguage)) {
    complain('expression-language', `${title} is in the type language ${quoted(typeLanguage)}; use FEEL's types`);
  }
  const reading = { ...file, complain };
  checkName(reading, name, title);
  const called = part(element, 'functionItem');
  const inside = (component: XmlElement): ItemDefinition =>
    readItem(file, component, `${title}, component ${quoted(nameIn(component))}`);
  return {
    name,
    typeRef: typeIn(part(element, 'typeRef')?.text),
    isCollection: element.attributes.get('isCollection')?.trim() === 'true',
    allowedValues: feelIn(reading, part(element, 'allowedValues'), title),
    typeConstraint: feelIn(reading, part(element, 'typeConstraint'), title),
    components: parts(element, 'itemComponent').map(inside),
    function: called && {
      parameters: parts(called, 'parameters').map(variableIn),
      outputTypeRef: typeIn(called.attributes.get('outputTypeRef')),
    },
  };
}
