/** A DMN file as a tree of its DMN elements: the diagram and what vendors add is left out, but for the version tag. */
import { SaxesParser } from 'saxes';
import type { SaxesTagNS } from 'saxes';

export interface XmlElement {
  /** Without its prefix. */
  readonly name: string;
  /** Those without a prefix, and `versionTag` whatever its prefix. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** The text directly inside, as it stands. */
  readonly text: string;
}

/** What is wrong with the file as a whole; a sentence without a full stop. */
export interface TreeFault {
  readonly rule: string;
  readonly fault: string;
}

const MODEL = /^https?:\/\/www\.omg\.org\/spec\/DMN\/(20180521|20191111|20211108|20230324)\/MODEL\/$/;
const OLD: ReadonlyMap<string, string> = new Map([
  ['http://www.omg.org/spec/DMN/20151101/dmn.xsd', '1.1'],
  ['http://www.omg.org/spec/DMN/20130901', '1.0'],
]);

/** Every element of DMN 1.2 to 1.5. */
const ELEMENTS: ReadonlySet<string> = new Set(
  `allowedAnswers allowedValues annotation annotationEntry artifact association authorityRequirement binding businessKnowledgeModel
   column conditional context contextEntry decision decisionMade decisionMaker decisionOwned decisionOwner decisionService decisionTable
   defaultOutputEntry definitions description drgElement elementCollection else encapsulatedDecision encapsulatedLogic every
   extensionElements filter for formalParameter functionDefinition functionItem group if impactedPerformanceIndicator impactingDecision
   import importedElement importedValues in informationRequirement input inputData inputDecision inputEntry inputExpression inputValues
   invocation itemComponent itemDefinition knowledgeRequirement knowledgeSource list literalExpression match organizationUnit output
   outputDecision outputEntry outputValues owner parameter parameters performanceIndicator question relation requiredAuthority
   requiredDecision requiredInput requiredKnowledge return row rule satisfies some sourceRef supportedObjective targetRef text
   textAnnotation then type typeConstraint typeRef usingProcess usingTask variable`.split(/\s+/),
);

class Stop extends Error {
  readonly fault: TreeFault;
  constructor(rule: string, fault: string) {
    super(fault);
    this.fault = { rule, fault };
  }
}

interface Building {
  readonly name: string;
  readonly attributes: Map<string, string>;
  readonly children: Building[];
  text: string;
}

/** Reads XML that `guardXml` has let through. */
export function xmlTree(xml: string): XmlElement | TreeFault {
  const pieces = xmlTreeInPieces(xml);
  for (;;) {
    const { done, value } = pieces.next();
    if (done) return value;
  }
}

/** Characters that are read between two turns of others: some 5 ms. */
const PIECE = 100_000;

/** The same, stopping now and then. */
export function* xmlTreeInPieces(xml: string): Generator<undefined, XmlElement | TreeFault> {
  const parser = new SaxesParser({ xmlns: true });
  const open: Building[] = [];
  let root: Building | undefined;
  let namespace = '';
  /** Depth inside an element that is left out. */
  let skipped = 0;
  parser.on('error', ({ message }) => {
    throw new Stop('xml/malformed', `is not XML: ${message.slice(0, 150)}`);
  });
  parser.on('opentag', (tag) => {
    if (root === undefined) namespace = namespaceOf(tag);
    const isVersionTag = tag.local === 'versionTag' && open.at(-1)?.name === 'extensionElements';
    if (skipped > 0 || (tag.uri !== namespace && !isVersionTag)) {
      skipped++;
      return;
    }
    if (!isVersionTag && !ELEMENTS.has(tag.local)) {
      throw new Stop(
        'unknown-element',
        `has <${tag.name.slice(0, 60)}>, line ${String(parser.line)}, which is no element of DMN; remove it`,
      );
    }
    const element = { name: tag.local, attributes: attributesOf(tag), children: [], text: '' };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  const addText = (text: string): void => {
    const element = open.at(-1);
    if (skipped === 0 && element !== undefined) element.text += text;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    if (skipped > 0) skipped--;
    else open.pop();
  });
  try {
    for (let from = 0; from < xml.length; from += PIECE) {
      parser.write(xml.slice(from, from + PIECE));
      yield;
    }
    parser.close();
  } catch (error) {
    if (error instanceof Stop) return error.fault;
    throw error;
  }
  return root ?? { rule: 'xml/malformed', fault: 'has no element' };
}

/** @throws Stop unless the file is DMN 1.2 to 1.5. */
function namespaceOf({ local, uri }: SaxesTagNS): string {
  if (local === 'definitions' && MODEL.test(uri)) return uri;
  const version = OLD.get(uri);
  if (version !== undefined) throw new Stop('dmn/version', `is DMN ${version}; save it as DMN 1.3 in a current modeler`);
  const found = `<${local.slice(0, 60)}> of "${uri.slice(0, 100)}"`;
  throw new Stop('dmn/version', `begins with ${found}, not with the definitions of DMN 1.2, 1.3, 1.4 or 1.5`);
}

function attributesOf(tag: SaxesTagNS): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const { uri, prefix, local, value } of Object.values(tag.attributes)) {
    if ((uri === '' && prefix === '' && local !== 'xmlns') || local === 'versionTag') attributes.set(local, value);
  }
  return attributes;
}
