import type { JsonValue } from '../../../api/contract.ts';
import type { Language } from '../../i18n/languages.ts';

type Part = { readonly [name: string]: JsonValue };

/** Components through which the author of a form could show foreign pages or false dialogs; the page does not draw them. */
const NOT_DRAWN = new Set(['html', 'iframe', 'documentPreview']);

/**
 * A form's schema in the reader's language. A component carries its other texts in `properties`: `label.en`, `description.en`, `text.en`,
 * and `values.<value>.en` for the choices of a list. What is not given stays in the form's own language.
 */
export function localisedSchema(schema: JsonValue, language: Language): JsonValue {
  if (!isPart(schema)) return schema;
  return { ...schema, components: componentsOf(schema, language) };
}

function componentsOf(part: Part, language: Language): readonly JsonValue[] {
  const components = part['components'];
  if (!Array.isArray(components)) return [];
  return components.flatMap((component: JsonValue) =>
    isPart(component) && !notDrawn(component) ? [localised(component, language)] : [],
  );
}

function notDrawn(component: Part): boolean {
  return typeof component['type'] === 'string' && NOT_DRAWN.has(component['type']);
}

function localised(component: Part, language: Language): Part {
  const texts = isPart(component['properties']) ? component['properties'] : {};
  const said = (name: string): JsonValue | undefined => texts[`${name}.${language}`];
  const result: Record<string, JsonValue> = { ...component };
  for (const name of ['label', 'description', 'text', 'dateLabel', 'timeLabel']) {
    const text = said(name);
    if (typeof text === 'string') result[name] = text;
  }
  const values = component['values'];
  if (Array.isArray(values)) {
    result['values'] = values.map((choice: JsonValue) => {
      const value = isPart(choice) ? choice['value'] : undefined;
      const text = typeof value === 'string' || typeof value === 'number' ? said(`values.${String(value)}`) : undefined;
      return isPart(choice) && typeof text === 'string' ? { ...choice, label: text } : choice;
    });
  }
  if (Array.isArray(component['components'])) result['components'] = componentsOf(component, language);
  return result;
}

function isPart(value: JsonValue | undefined): value is Part {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The variables that a form writes, so that only they are sent when a task is completed. */
export function keysOf(schema: JsonValue): ReadonlySet<string> {
  const keys = new Set<string>();
  const visit = (part: JsonValue): void => {
    if (!isPart(part)) return;
    const name = part['key'] ?? part['path'];
    if (typeof name === 'string' && name !== '' && part['readonly'] !== true) keys.add(name.split('.')[0] ?? name);
    const components = part['components'];
    if (Array.isArray(components)) components.forEach(visit);
  };
  visit(schema);
  return keys;
}
