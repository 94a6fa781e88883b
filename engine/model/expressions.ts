/** Texts of a model as compiled FEEL, each fault a finding at its element. */
import type { ModdleElement } from 'bpmn-moddle';
import type { Json } from '../errors.ts';
import { compileAttribute, compileExpression, constant, FeelError, isFault } from '../feel/compile.ts';
import type { Expression } from '../feel/compile.ts';
import { isJuel, juelToFeel } from './juel.ts';
import { describe } from './model-view.ts';
import type { Report } from './report.ts';

/** Where a text stands: the element that a finding names, and the words for the text ("the assignee"). */
export interface Place {
  readonly element: ModdleElement;
  readonly what: string;
  readonly report: Report;
}

/** Camunda 8's convention: `=…` is FEEL, anything else is that very text. Undefined when absent, empty or faulty (then reported). */
export function attribute(text: string | undefined, place: Place): Expression | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  if (isJuel(text)) return fromJuel(text, place);
  return settle(compileAttribute(text.trim()), place);
}

/** A text that must be FEEL: `=…`, or JUEL that is plain enough, or bare where the file says that its language is FEEL. */
export function feel(text: string | undefined, place: Place, language?: string): Expression | undefined {
  const trimmed = text?.trim() ?? '';
  if (trimmed === '') return undefined;
  if (isJuel(trimmed)) return fromJuel(trimmed, place);
  if (trimmed.startsWith('=')) return settle(compileExpression(trimmed.slice(1)), place);
  if (language && isFeelLanguage(language)) return settle(compileExpression(trimmed), place);
  if (language) return refuseLanguage(language, place);
  place.report(
    'feel-expected',
    idOf(place),
    `${place.what} of ${describe(place.element)} is plain text; put = before the FEEL expression.`,
  );
  return undefined;
}

/** An expression element of the standard: FEEL after `=`, or bare where it or the file (`language`) says that it is FEEL. */
export function standardFeel(
  element: ModdleElement | undefined,
  place: Place,
  language: string | undefined,
): Expression | undefined {
  return feel(element?.body, place, element?.language ?? language);
}

/** A whole number as text, or FEEL that yields one. */
export function number(text: string | undefined, place: Place): Expression | undefined {
  const expression = attribute(text, place);
  if (expression === undefined || typeof expression.constant !== 'string') return expression;
  if (/^-?\d{1,9}$/.test(expression.constant)) return constant(Number(expression.constant));
  place.report(
    'number-expected',
    idOf(place),
    `${place.what} of ${describe(place.element)} must be a whole number or a FEEL expression.`,
  );
  return undefined;
}

/** Names separated by commas, or FEEL that yields a list of texts. */
export function nameList(text: string | undefined, place: Place): Expression | undefined {
  const expression = attribute(text, place);
  if (expression === undefined || typeof expression.constant !== 'string') return expression;
  const names = expression.constant.split(',').map((name) => name.trim());
  return constant(names.filter((name) => name !== ''));
}

function isFeelLanguage(language: string): boolean {
  return /feel/i.test(language);
}

function fromJuel(text: string, place: Place): Expression | undefined {
  const translated = juelToFeel(text);
  if (translated !== undefined) return settle(compileExpression(translated), place);
  const excerpt = text.trim().slice(0, 60);
  place.report(
    'unsupported/juel',
    idOf(place),
    `${place.what} of ${describe(place.element)} is JUEL (${excerpt}); write it in FEEL, with = before it.`,
  );
  return undefined;
}

function refuseLanguage(language: string, place: Place): undefined {
  const sentence = `${place.what} of ${describe(place.element)} is written in ${language.slice(0, 60)}; write it in FEEL, with = before it.`;
  place.report('unsupported/expression-language', idOf(place), sentence);
}

function settle(compiled: ReturnType<typeof compileAttribute>, place: Place): Expression | undefined {
  if (!isFault(compiled)) return compiled;
  const at = compiled.position === undefined ? '' : ` (character ${String(compiled.position + 1)})`;
  place.report('feel-syntax', idOf(place), `${place.what} of ${describe(place.element)} cannot be read${at}: ${compiled.fault}`);
  return undefined;
}

function idOf(place: Place): string {
  for (let at: ModdleElement | undefined = place.element; at; at = at.$parent) if (at.id !== undefined) return at.id;
  return '';
}

/** The value of an expression that reads neither variables nor the clock; undefined for all others and when evaluating it fails. */
export function knownValue(expression: Expression): Json | undefined {
  if (expression.constant !== undefined) return expression.constant;
  if (expression.names.length > 0 || /\b(?:now|today)\b/.test(expression.text)) return undefined;
  try {
    return expression.evaluate({ read: () => undefined, now: 0, zone: 'UTC' });
  } catch (error) {
    if (error instanceof FeelError) return undefined;
    throw error;
  }
}
