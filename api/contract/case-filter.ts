/**
 * Several values of a filter as one text, the same in an address, a request and on the command line: `desk|post`, and of attributes
 * `channel=desk|post;applicantKind=legal`. A backslash takes `|`, `;`, `=` and itself as letters.
 */
import { z } from 'zod';

/** An attribute of the case, of which any of the values will do. */
export interface AttributeChoice {
  readonly name: string;
  readonly values: readonly string[];
}

const MOST_TEXT = 4_000;

/** `a|b` as a and b; none of an empty text. */
export function valuesIn(text: string): readonly string[] {
  return text === '' ? [] : [...new Set(parts(text, '|').map(plain))];
}

export function valuesText(values: readonly string[]): string {
  return values.map(escaped).join('|');
}

/** Undefined where a part has no name or no `=`. The same name twice is one choice. */
export function attributesIn(text: string): readonly AttributeChoice[] | undefined {
  const found = new Map<string, string[]>();
  for (const part of text === '' ? [] : parts(text, ';')) {
    const [name = '', ...values] = parts(part, '=');
    if (name === '' || values.length === 0) return undefined;
    const known = found.get(plain(name)) ?? [];
    found.set(plain(name), [...new Set([...known, ...parts(values.join('='), '|').map(plain)])]);
  }
  return Array.from(found, ([name, values]) => ({ name, values }));
}

export function attributesText(choices: readonly AttributeChoice[]): string {
  return choices
    .filter(({ values }) => values.length > 0)
    .map(({ name, values }) => `${escaped(name)}=${valuesText(values)}`)
    .join(';');
}

export const valueList = z.string().min(1).max(MOST_TEXT);
export const attributeList = valueList.refine((text) => attributesIn(text) !== undefined, {
  message: 'name an attribute of the case together with its values, as in channel=desk|post;applicantKind=legal',
});

/** Divided where the mark stands without a backslash; the backslashes stay. */
function parts(text: string, mark: string): readonly string[] {
  const found: string[] = [];
  let part = '';
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] ?? '';
    if (letter === mark) {
      found.push(part);
      part = '';
    } else part += letter === '\\' ? letter + (text[++at] ?? '') : letter;
  }
  return [...found, part];
}

function plain(text: string): string {
  return text.replace(/\\(.)/gs, '$1');
}

function escaped(text: string): string {
  return text.replace(/[\\|;=]/g, '\\$&');
}
