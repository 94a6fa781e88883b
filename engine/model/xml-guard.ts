/**
 * Looks at the text of a BPMN file before the XML parser does: one linear pass that refuses what the parser would swallow (document
 * types, control characters, lone surrogates) and what would block it (size, depth, number of elements and attributes).
 */
import type { Finding } from '../errors.ts';
import type { Limits } from './limits.ts';

const FORBIDDEN_CHARACTER = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u;
const ENCODING = /^\ufeff?<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']/;
const REFERENCE = /&(#x[0-9a-fA-F]{1,8}|#[0-9]{1,8}|[A-Za-z_][\w.-]{0,60})?(;?)/g;
const PREDEFINED = new Set(['lt', 'gt', 'amp', 'quot', 'apos']);
/** Parts of the diagram, which may have ids too. */
const DIAGRAM_PART = /^(?:[\w.-]+:)?(?:BPMNDiagram|BPMNPlane|BPMNShape|BPMNEdge|BPMNLabel|BPMNLabelStyle)$/;

/** All reasons why a text must not reach the parser; empty when it may. `@returns` findings with the line in their sentence. */
export function guardXml(xml: string, limits: Limits): readonly Finding[] {
  const size = refuseSize(xml, limits);
  if (size) return [size];
  const character = FORBIDDEN_CHARACTER.exec(xml);
  if (character)
    return [
      finding('xml/character', xml, character.index, `has a character that XML forbids (${codeOf(character[0])}); remove it`),
    ];
  const encoding = ENCODING.exec(xml.slice(0, 200))?.[1];
  if (encoding !== undefined && !/^utf-8$/i.test(encoding)) {
    return [finding('xml/encoding', xml, 0, `declares the encoding ${encoding.slice(0, 40)}; save the file as UTF-8`)];
  }
  return scan(xml, limits);
}

function refuseSize(xml: string, limits: Limits): Finding | undefined {
  const bytes = xml.length > limits.bytes ? xml.length : xml.length * 3 > limits.bytes ? new TextEncoder().encode(xml).length : 0;
  if (bytes <= limits.bytes) return undefined;
  return {
    rule: 'limit/bytes',
    severity: 'error',
    element: '',
    message: `The file is larger than ${String(limits.bytes)} bytes; split the model.`,
  };
}

function scan(xml: string, limits: Limits): readonly Finding[] {
  let at = 0;
  let depth = 0;
  let tags = 0;
  let elements = 0;
  let roots = 0;
  while (at < xml.length) {
    const open = xml.indexOf('<', at);
    const text = checkReferences(xml, at, open < 0 ? xml.length : open);
    if (text) return [text];
    if (open < 0) break;
    if (xml.startsWith('<!DOCTYPE', open) || xml.startsWith('<!ENTITY', open)) {
      return [finding('xml/doctype', xml, open, 'declares a document type or an entity; remove the declaration')];
    }
    const closing = closingOfSection(xml, open);
    if (closing) {
      const end = xml.indexOf(closing, open + 2);
      if (end < 0) return [finding('xml/malformed', xml, open, `has a section that is not closed with ${closing}`)];
      at = end + closing.length;
      continue;
    }
    const tag = readTag(xml, open, limits.attributes);
    if ('fault' in tag) return [tag.fault];
    at = tag.end;
    if (tag.kind === 'close') {
      depth--;
      continue;
    }
    if (depth === 0 && ++roots > 1) return [finding('xml/malformed', xml, open, 'has a second root element; a file holds one')];
    if (++tags > limits.tags)
      return [finding('limit/tags', xml, open, `has more than ${String(limits.tags)} XML elements; split the model`)];
    if (tag.hasId && !DIAGRAM_PART.test(tag.name) && ++elements > limits.elements) {
      return [finding('limit/elements', xml, open, `has more than ${String(limits.elements)} elements; split the model`)];
    }
    if (depth + 1 > limits.depth)
      return [finding('limit/depth', xml, open, `nests elements deeper than ${String(limits.depth)} levels`)];
    if (tag.kind === 'open') depth++;
  }
  return [];
}

/** What ends a comment, a CDATA section or a processing instruction that begins here. */
function closingOfSection(xml: string, open: number): string | undefined {
  if (xml.startsWith('<!--', open)) return '-->';
  if (xml.startsWith('<![CDATA[', open)) return ']]>';
  return xml.startsWith('<?', open) ? '?>' : undefined;
}

type Tag = { readonly kind: 'open' | 'empty' | 'close'; readonly name: string; readonly hasId: boolean; readonly end: number };

function readTag(xml: string, open: number, mostAttributes: number): Tag | { readonly fault: Finding } {
  const nameStart = xml[open + 1] === '/' ? open + 2 : open + 1;
  let at = nameStart;
  while (at < xml.length && !/[\s/>]/.test(xml.charAt(at))) at++;
  const name = xml.slice(nameStart, at);
  let attributes = 0;
  let hasId = false;
  let wordStart = at;
  for (; at < xml.length; at++) {
    const character = xml.charAt(at);
    if (character === '>') {
      const kind = nameStart === open + 2 ? 'close' : xml[at - 1] === '/' ? 'empty' : 'open';
      return { kind, name, hasId, end: at + 1 };
    }
    if (character !== '"' && character !== "'") continue;
    if (/^\s*id\s*=\s*$/.test(xml.slice(wordStart, at).slice(-60))) hasId = true;
    const end = xml.indexOf(character, at + 1);
    if (end < 0) break;
    if (++attributes > mostAttributes) {
      return {
        fault: finding('limit/attributes', xml, open, `has an element with more than ${String(mostAttributes)} attributes`),
      };
    }
    const fault = checkReferences(xml, at + 1, end);
    if (fault) return { fault };
    at = end;
    wordStart = end + 1;
  }
  return { fault: finding('xml/malformed', xml, open, 'has a tag that is not closed with >') };
}

/** Character references to what XML forbids, and entities that only a document type could declare. */
function checkReferences(xml: string, from: number, to: number): Finding | undefined {
  const text = xml.slice(from, to);
  for (let next = text.indexOf('&'); next >= 0; next = text.indexOf('&', next + 1)) {
    const at = from + next;
    REFERENCE.lastIndex = next;
    const [, name, semicolon] = REFERENCE.exec(text) ?? [];
    if (name === undefined || semicolon !== ';')
      return finding('xml/malformed', xml, at, 'has a & that begins no reference; write &amp;');
    if (!name.startsWith('#')) {
      if (!PREDEFINED.has(name))
        return finding('xml/entity', xml, at, `uses the entity &${name}; which XML does not know; write the character`);
    } else {
      const code = name[1] === 'x' ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
      if (code > 0x10ffff || FORBIDDEN_CHARACTER.test(String.fromCodePoint(code))) {
        return finding('xml/character', xml, at, `refers to a character that XML forbids (&${name};); remove it`);
      }
    }
  }
  return undefined;
}

function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

function finding(rule: string, xml: string, at: number, what: string): Finding {
  let line = 1;
  for (let next = xml.indexOf('\n'); next >= 0 && next < at; next = xml.indexOf('\n', next + 1)) line++;
  return { rule, severity: 'error', element: '', message: `The file, line ${String(line)}, ${what}.` };
}
