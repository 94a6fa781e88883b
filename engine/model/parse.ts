import { BpmnModdle } from 'bpmn-moddle';
import type { ModdleElement, ParseWarning } from 'bpmn-moddle';
import type { Finding } from '../errors.ts';
import { LIMITS, MOST_FINDINGS } from './limits.ts';
import type { Limits } from './limits.ts';
import { moddlePackages } from './moddle-packages.ts';
import { guardXml } from './xml-guard.ts';

export type Parsed = { readonly definitions: ModdleElement } | { readonly findings: readonly Finding[] };

/** moddle reads ASCII names only, a narrower set than the standard's NCName; what is beyond it is told as such. */
export const ID = /^[A-Za-z_][\w.-]*$/;

/** Made once at the first file (3 ms) and never changed: it holds the descriptors and nothing of a file. */
let moddle: BpmnModdle | undefined;

/**
 * Reads a BPMN 2.0 file. Refuses what is not well-formed, what is beyond the limits, and everything bpmn-moddle only warns of
 * (unknown elements and attributes, duplicate ids, references that lead nowhere): moddle drops such parts silently.
 */
export async function parse(xml: string, limits: Limits = LIMITS): Promise<Parsed> {
  const guarded = guardXml(xml, limits);
  if (guarded.length > 0) return { findings: guarded };
  let result;
  try {
    moddle ??= new BpmnModdle(moddlePackages());
    result = await moddle.fromXML(xml);
  } catch (error) {
    return { findings: [notBpmn(error)] };
  }
  const warnings = withoutEchoes(result.warnings).slice(0, MOST_FINDINGS);
  const findings = [...warnings.map(warned), ...Object.keys(result.elementsById).flatMap(refuseId)];
  return findings.length > 0 ? { findings } : { definitions: result.rootElement };
}

function notBpmn(error: unknown): Finding {
  const message = error instanceof Error ? error.message : '';
  const warnings =
    typeof error === 'object' && error !== null && 'warnings' in error && Array.isArray(error.warnings) ? error.warnings : [];
  const first: unknown = warnings[0];
  const detail =
    first instanceof Error || (typeof first === 'object' && first !== null && 'message' in first)
      ? String(first.message)
      : message;
  return fault('xml/malformed', '', `The file is not BPMN 2.0 XML: ${nested(detail)}${position(detail)}.`);
}

/** An element whose id is refused is dropped, and what refers to it dangles: one fault, one finding. */
function withoutEchoes(warnings: readonly ParseWarning[]): readonly ParseWarning[] {
  const dropped = new Set(warnings.flatMap(({ message }) => /illegal ID <([^>]*)>/.exec(message)?.[1] ?? []));
  return warnings.filter(({ message }) => !dropped.has(/^unresolved reference <([^>]*)>/.exec(message)?.[1] ?? ''));
}

/** A warning of moddle as a finding; the texts are moddle's own (moddle-xml 12). */
function warned(warning: ParseWarning): Finding {
  const message = warning.message;
  const element = warning.element ? idOf(warning.element) : '';
  const duplicate = /duplicate ID <([^>]*)>/.exec(message);
  if (duplicate) {
    const id = short(duplicate[1] ?? '');
    return fault('duplicate-id', id, `The id ${id} stands twice${position(message)}; give one of the two elements another id.`);
  }
  const illegal = /illegal ID <([^>]*)>/.exec(message)?.[1];
  if (illegal !== undefined) return badId(illegal);
  const unresolved = /^unresolved reference <([^>]*)>/.exec(message);
  if (unresolved) {
    const what = warning.property?.replace(/^\w+:/, '') ?? 'reference';
    return fault(
      'unresolved-reference',
      element,
      `${what} of ${element} names ${short(unresolved[1] ?? '')}, which is not in the file.`,
    );
  }
  const attribute = /^unknown attribute <([^>]*)>/.exec(message);
  if (attribute) {
    return fault('unknown-attribute', element, `${short(attribute[1] ?? '')} is no attribute of ${element}; remove it.`);
  }
  const content = /^unparsable content <([^>\s]*)/.exec(message);
  if (content && /unknown type|unrecognized element|unexpected/.test(message)) {
    return fault('unknown-element', '', `<${short(content[1] ?? '')}> cannot be read${position(message)}: ${nested(message)}.`);
  }
  return fault('xml/malformed', element, `The file cannot be read without loss${position(message)}: ${nested(message)}.`);
}

function refuseId(id: string): readonly Finding[] {
  if (id in Object.prototype)
    return [fault('bad-id', id, `The id ${id} is reserved by the language of the engine; choose another.`)];
  return ID.test(id) ? [] : [badId(id)];
}

function badId(id: string): Finding {
  return fault(
    'bad-id',
    short(id),
    `The id ${short(id)} must begin with a letter a-z or _ and hold letters, digits, . - _ only.`,
  );
}

function idOf(element: ModdleElement): string {
  for (let at: ModdleElement | undefined = element; at; at = at.$parent) if (at.id) return short(at.id);
  return '';
}

function nested(message: string): string {
  return short(/nested error: ([^\n]*)/.exec(message)?.[1] ?? message.split('\n')[0] ?? '');
}

/** moddle counts lines from 0. */
function position(message: string): string {
  const found = /line: (\d+)\s+column: (\d+)/.exec(message);
  return found ? `, line ${String(Number(found[1]) + 1)} column ${String(Number(found[2]) + 1)}` : '';
}

function short(text: string): string {
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}

function fault(rule: string, element: string, message: string): Finding {
  return { rule, severity: 'error', element, message };
}
