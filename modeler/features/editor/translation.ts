import words from '../../i18n/bpmn-lt.json' with { type: 'json' };
import type { Language } from '../../i18n/languages.ts';

/** Told with the text when bpmn-js says something that the dictionary does not know; the tests collect these. */
export const UNTRANSLATED = 'eiga-untranslated';

const LITHUANIAN: ReadonlyMap<string, string> = new Map(Object.entries(words));

/** A word of bpmn-js or its properties panel in the page's language; `{name}` parts are filled in. */
export function translator(language: Language): (template: string, replacements?: Readonly<Record<string, string>>) => string {
  return (template, replacements = {}) => {
    let text = template;
    if (language === 'lt') {
      const found = LITHUANIAN.get(template);
      if (found === undefined) window.dispatchEvent(new CustomEvent<string>(UNTRANSLATED, { detail: template }));
      else text = found;
    }
    return text.replace(/\{([^}]+)\}/g, (whole, name: string) => replacements[name] ?? whole);
  };
}

/** The module of bpmn-js that does it. Its words are read once, so another language needs another modeler (bpmn-js#2212). */
export function translationModule(language: Language): { readonly translate: ['value', ReturnType<typeof translator>] } {
  return { translate: ['value', translator(language)] };
}
