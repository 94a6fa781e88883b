/** Helpers of the readers: parts of an XML element, and findings that say where they are. */
import type { Variable } from './decision-file.ts';
import type { XmlElement } from './xml-tree.ts';

/** Takes a fault at one element of the file; `says` follows the element's name. */
export type Complaint = (rule: string, says: string, severity?: 'error' | 'warning') => void;

export interface Reading {
  readonly complain: Complaint;
  /** Rules that a table may have. */
  readonly mostRules: number;
  /** The file's own expression language. */
  readonly language: string | undefined;
}

/** The first child of this name. */
export function part(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((child) => child.name === name);
}

export function parts(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

/** A name as FEEL compares it: white space single. */
export function nameIn(element: XmlElement): string {
  return (element.attributes.get('name') ?? '').trim().replace(/\s+/g, ' ');
}

/** Names by which JavaScript reaches prototypes: no context gets an entry of that name. */
export function checkName({ complain }: Reading, name: string, place: string): void {
  if (name !== '__proto__' && name !== 'constructor' && name !== 'prototype') return;
  complain('bad-name', `${place}: ${quoted(name)} is reserved by the language of the engine; choose another name`);
}

/** `string` for `feel:string` and `feel.string`; undefined for no type and for "undefined" as modelers write it. */
export function typeIn(text: string | undefined): string | undefined {
  const name = text?.trim().replace(/\s+/g, ' ') ?? '';
  return name === '' || name === '<Undefined>' || name === 'Undefined' ? undefined : name;
}

export function variableIn(element: XmlElement): Variable {
  return { name: nameIn(element), typeRef: typeIn(element.attributes.get('typeRef')) };
}

/** The `<text>` inside, trimmed; undefined when there is none or only white space. */
export function textIn(element: XmlElement | undefined): string | undefined {
  const text = element === undefined ? undefined : part(element, 'text')?.text.trim();
  return text === '' ? undefined : text;
}

/** The text of an expression or of unary tests; complains when it is in another language than FEEL. */
export function feelIn(reading: Reading, element: XmlElement | undefined, place: string): string | undefined {
  if (element === undefined) return undefined;
  const language = element.attributes.get('expressionLanguage') ?? reading.language ?? '';
  if (language !== '' && !/feel/i.test(language)) {
    reading.complain('expression-language', `${place}: the language ${quoted(language)} is not supported; write it in FEEL`);
  }
  if (part(element, 'importedValues')) reading.complain('import', `${place}: imported values are not supported; write them here`);
  return textIn(element);
}

/** For sentences: in quotes, at most 60 characters. */
export function quoted(text: string): string {
  return `"${text.length > 60 ? `${text.slice(0, 60)}…` : text}"`;
}
